package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values in the place of placeholders in raw SQL. */
public final class Placeholders {

  private static final String BEFORE = "(>,=[";

  private Placeholders() {}

  /** {@code injectReplacements} of {@code utils/sql}: values are written into the text. */
  public static Text replaced(Call call, Text sql, Value replacements) {
    boolean named = !(replacements instanceof ListValue);
    boolean both = replacements instanceof Unknown;
    if (named && !both && !(replacements instanceof ObjectValue)) {
      throw call.fails(
          "\"replacements\" must be an array or a plain object, but received "
              + call.text(replacements).text()
              + " instead.");
    }
    String characters = Words.masked(sql);
    Text.Builder out = new Text.Builder();
    int from = 0;
    int next = 0;
    int i = 0;
    while (i < characters.length()) {
      char c = characters.charAt(i);
      int skipped = skipped(call, characters, i);
      if (skipped > i) {
        i = skipped;
      } else if (c == ':' && named && mayBegin(characters, i)) {
        int end = nameEnd(characters, i + 1);
        if (end > i + 1 && mayFollow(characters, end)) {
          String name = characters.substring(i + 1, end);
          out.add(sql.slice(from, i))
              .add(Literals.plain(call, value(call, replacements, name), true));
          from = end;
          i = end;
        } else {
          i++;
        }
      } else if (c == '?'
          && (!named || both)
          && mayBegin(characters, i)
          && !isOperator(characters, i)) {
        Value value = both ? replacements : positional(call, (ListValue) replacements, next++);
        out.add(sql.slice(from, i)).add(Literals.plain(call, value, true));
        from = ++i;
      } else {
        i++;
      }
    }
    return out.add(sql.slice(from, characters.length())).build();
  }

  private static Value value(Call call, Value replacements, String name) {
    Value value = call.get(replacements, name);
    if (value == Value.Nothing.UNDEFINED) {
      throw call.fails("Named replacement \":" + name + "\" has no entry in the replacement map.");
    }
    return value;
  }

  private static Value positional(Call call, ListValue values, int index) {
    Unknown uncertain = values.uncertain();
    if (uncertain != null) {
      return uncertain;
    }
    Value value = values.get(index);
    if (value == Value.Nothing.UNDEFINED) {
      throw call.fails(
          "Positional replacement (?) " + index + " has no entry in the replacement map.");
    }
    return value;
  }

  private static boolean mayBegin(String sql, int at) {
    return at == 0
        || Character.isWhitespace(sql.charAt(at - 1))
        || BEFORE.indexOf(sql.charAt(at - 1)) >= 0;
  }

  private static boolean isOperator(String sql, int at) {
    return at + 1 < sql.length() && "|&".indexOf(sql.charAt(at + 1)) >= 0;
  }

  private static int nameEnd(String sql, int start) {
    int end = start;
    while (end < sql.length()
        && isWord(sql.charAt(end))
        && !(end == start && isDigit(sql.charAt(end)))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean mayFollow(String sql, int at) {
    return at == sql.length()
        || Character.isWhitespace(sql.charAt(at))
        || "),;|]".indexOf(sql.charAt(at)) >= 0
        || sql.startsWith("::", at);
  }

  /**
   * Where a string, a quoted name, a comment or a dollar-quoted text ends; the start: none is
   * there.
   */
  private static int skipped(Call call, String sql, int at) {
    switch (sql.charAt(at)) {
      case '"' -> {
        return after(sql, "\"", at + 1);
      }
      case '\'' -> {
        boolean escapes = at > 0 && "Ee".indexOf(sql.charAt(at - 1)) >= 0 && mayBegin(sql, at - 1);
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != '\'') {
          end += escapes && sql.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= sql.length()) {
          throw call.fails(
              "The following SQL query includes an unterminated string literal:\n" + sql);
        }
        return end + 1;
      }
      case '-' -> {
        return sql.startsWith("-- ", at) ? after(sql, "\n", at) : at;
      }
      case '/' -> {
        return sql.startsWith("/*", at) ? after(sql, "*/", at) : at;
      }
      case '$' -> {
        return dollarQuoted(sql, at);
      }
      default -> {
        return at;
      }
    }
  }

  private static int after(String sql, String end, int from) {
    int at = sql.indexOf(end, from);
    return at < 0 ? sql.length() : at + end.length();
  }

  private static int dollarQuoted(String sql, int at) {
    if (at > 0 && isWord(sql.charAt(at - 1))) {
      return at;
    }
    int end = nameEnd(sql, at + 1);
    if (end >= sql.length() || sql.charAt(end) != '$') {
      return at;
    }
    String tag = sql.substring(at, end + 1);
    return after(sql, tag, end + 1);
  }

  /**
   * {@code formatBindParameters} of {@code dialects/postgres/query}: values are sent beside the
   * text, named ones by numbers.
   */
  public static Statement bound(Call call, Text sql, Value bind) {
    String characters = Words.masked(sql);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    List<Value> values = new ArrayList<>();
    if (bind instanceof ListValue list) {
      values.addAll(call.items(list));
    }
    Text.Builder out = new Text.Builder();
    int from = 0;
    for (int at = characters.indexOf('$'); at >= 0; at = characters.indexOf('$', at + 1)) {
      if (at > 0 && isWord(characters.charAt(at - 1))) {
        continue;
      }
      if (characters.startsWith("$$", at)) {
        out.add(sql.slice(from, at)).add("$");
        from = at + 2;
        at++;
        continue;
      }
      int end = at + 1;
      while (end < characters.length() && isWord(characters.charAt(end))) {
        end++;
      }
      if (end == at + 1) {
        continue;
      }
      String key = characters.substring(at + 1, end);
      if (bind instanceof ListValue list) {
        check(call, list, key);
      } else if (!(bind instanceof Unknown) || !isDigit(key.charAt(0))) {
        Integer number = numbers.get(key);
        if (number == null) {
          Value value = call.get(bind, key);
          if (value == Value.Nothing.UNDEFINED || isNumber(key)) {
            throw missing(call, key);
          }
          values.add(value);
          number = values.size();
          numbers.put(key, number);
        }
        out.add(sql.slice(from, at)).add("$" + number);
        from = end;
      }
      at = end - 1;
    }
    if (bind instanceof Unknown && values.isEmpty()) {
      values.add(bind);
    }
    return new Statement(out.add(sql.slice(from, characters.length())).build(), values);
  }

  private static void check(Call call, ListValue list, String key) {
    if (list.uncertain() != null) {
      return;
    }
    boolean there =
        isNumber(key)
            && key.length() < 6
            && list.get(Integer.parseInt(key) - 1) != Value.Nothing.UNDEFINED;
    if (!there) {
      throw missing(call, key);
    }
  }

  private static boolean isNumber(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (!isDigit(key.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static io.github.windlass.script.Thrown missing(Call call, String key) {
    return call.fails("Named bind parameter \"$" + key + "\" has no value in the given object.");
  }
}
