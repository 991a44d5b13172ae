package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts values and names into SQL that the migration wrote ({@code lib/formatter/rawFormatter}). */
final class RawBindings {

  private final Connection connection;
  private final Evaluation run;
  private final Place place;

  RawBindings(Connection connection, Place place) {
    this.connection = connection;
    this.run = connection.run();
    this.place = place;
  }

  /**
   * A value for each {@code ?}, a name for each {@code ??}; {@code \?} stays.
   *
   * @throws Thrown if there are more or fewer
   */
  Compiled inOrder(Text sql, ListValue list) {
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      return unknown(sql, uncertain);
    }
    List<Value> values = list.items();
    Formatter formatter = connection.formatter(place);
    String all = Characters.of(sql);
    Sql out = new Sql();
    int from = 0;
    int index = 0;
    for (int at = all.indexOf('?'); at >= 0; at = all.indexOf('?', from)) {
      boolean escaped = at > from && all.charAt(at - 1) == '\\';
      boolean twice = at + 1 < all.length() && all.charAt(at + 1) == '?';
      int end = twice ? at + 2 : at + 1;
      if (escaped && !twice) {
        out.add(sql.slice(from, end));
      } else {
        out.add(sql.slice(from, escaped ? at - 1 : at));
        Value value = Arguments.at(values, index++);
        if (twice && !escaped) {
          formatter.columnize(value, out);
        } else {
          formatter.parameter(value, out);
        }
      }
      from = end;
    }
    if (index != values.size()) {
      throw error("Expected " + values.size() + " bindings, saw " + index);
    }
    return checked(out.add(sql.slice(from, all.length())).build());
  }

  /** {@code :name} for a value, {@code :name:} for a name; {@code \:name} and casts stay. */
  Compiled byName(Text sql, ObjectValue named) {
    return byName(sql, named, named.uncertain());
  }

  /**
   * @param named null: nothing is known of it
   * @param uncertain why it is uncertain which names it has; null: it is certain
   */
  private Compiled byName(Text sql, @Nullable ObjectValue named, @Nullable Unknown uncertain) {
    Formatter formatter = connection.formatter(place);
    String all = Characters.of(sql);
    Sql out = new Sql();
    int from = 0;
    int at = all.indexOf(':');
    while (at >= 0) {
      int end = at + 1;
      while (end < all.length() && isWord(all.charAt(end))) {
        end++;
      }
      if (end == at + 1) {
        at = all.indexOf(':', end);
        continue;
      }
      String name = all.substring(at + 1, end);
      boolean identifier = end < all.length() && all.charAt(end) == ':' && !isCast(all, end);
      int next = identifier ? end + 1 : end;
      if (at > from && all.charAt(at - 1) == '\\') {
        out.add(sql.slice(from, at - 1)).add(sql.slice(at, next));
        from = next;
      } else {
        Value value = value(named, uncertain, name, mayBeNamed(all, at));
        if (value == Value.Nothing.UNDEFINED && named != null && named.has(name)) {
          throw undefined(sql);
        }
        if (value != Value.Nothing.UNDEFINED) {
          out.add(sql.slice(from, at));
          if (identifier) {
            formatter.columnize(value, out);
          } else {
            formatter.parameter(value, out);
          }
          from = next;
        }
      }
      at = all.indexOf(':', next);
    }
    return checked(out.add(sql.slice(from, all.length())).build());
  }

  /**
   * Whether the colon after a name begins a cast: {@code :name::text}, not {@code :name:::text}.
   */
  private static boolean isCast(String all, int colon) {
    return all.startsWith("::", colon) && !all.startsWith(":::", colon);
  }

  private Value value(
      @Nullable ObjectValue named, @Nullable Unknown uncertain, String name, boolean may) {
    if (named != null && (uncertain == null || named.has(name))) {
      return run.member(named, name, place);
    }
    return uncertain != null && may
        ? new Unknown(name + " of " + uncertain.reason(), place)
        : Value.Nothing.UNDEFINED;
  }

  /**
   * Whether a colon and a word may stand for a value where it is not known which names there are: a
   * cast does not, nor does what stands in a time.
   */
  private static boolean mayBeNamed(String all, int colon) {
    return !isDigit(all.charAt(colon + 1))
        && (colon == 0 || (all.charAt(colon - 1) != ':' && !isWord(all.charAt(colon - 1))));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** With unknown values: each question mark is one, or each name where there is none. */
  Compiled unknown(Text sql, Unknown bindings) {
    String all = Characters.of(sql);
    if (all.indexOf('?') < 0) {
      return byName(sql, null, bindings);
    }
    Sql out = new Sql();
    int from = 0;
    for (int at = all.indexOf('?'); at >= 0; at = all.indexOf('?', from)) {
      boolean escaped = at > from && all.charAt(at - 1) == '\\';
      boolean twice = at + 1 < all.length() && all.charAt(at + 1) == '?';
      int end = twice ? at + 2 : at + 1;
      if (escaped && !twice) {
        out.add(sql.slice(from, end));
      } else {
        out.add(sql.slice(from, at));
        if (twice) {
          out.add("\"").add(Text.hole(bindings)).add("\"");
        } else {
          out.bind(bindings);
        }
      }
      from = end;
    }
    return out.add(sql.slice(from, all.length())).build();
  }

  private Compiled checked(Compiled compiled) {
    for (Value binding : compiled.bindings()) {
      if (binding == Value.Nothing.UNDEFINED) {
        throw undefined(compiled.sql());
      }
    }
    return compiled;
  }

  private Thrown undefined(Text sql) {
    return error("Undefined binding(s) detected when compiling RAW query: " + sql.text());
  }

  private Thrown error(String message) {
    return run.language().error(message, run, place).meant();
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
