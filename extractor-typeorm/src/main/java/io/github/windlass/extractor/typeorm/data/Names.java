package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Text;
import java.util.Locale;

/** Names as TypeORM writes them. */
final class Names {

  private Names() {}

  /** A quoted name (TypeORM: PostgresDriver.escape). */
  static Text quote(Text name) {
    String known = name.known();
    Text inner = known != null && known.indexOf('"') >= 0 ? doubled(name, known) : name;
    return new Text.Builder().add("\"").add(inner).add("\"").build();
  }

  private static Text doubled(Text name, String known) {
    Text.Builder builder = new Text.Builder();
    int from = 0;
    for (int at = known.indexOf('"'); at >= 0; at = known.indexOf('"', at + 1)) {
      builder.add(name.slice(from, at + 1)).add("\"");
      from = at + 1;
    }
    return builder.add(name.slice(from, known.length())).build();
  }

  /** A quoted name. */
  static Text quote(String name) {
    return quote(Text.of(name));
  }

  /** A path, quoted part for part (TypeORM: QueryBuilder.getTableName). */
  static Text quotePath(Text path) {
    String known = path.known();
    if (known == null || known.indexOf('.') < 0) {
      return quote(path);
    }
    Text.Builder builder = new Text.Builder();
    int from = 0;
    while (true) {
      int dot = known.indexOf('.', from);
      int end = dot < 0 ? known.length() : dot;
      if (end > from) {
        builder.add(quote(path.slice(from, end)));
      }
      if (dot < 0) {
        return builder.build();
      }
      builder.add(".");
      from = dot + 1;
    }
  }

  /** The table of a class without a name of its own (TypeORM: util/StringUtils.snakeCase). */
  static String snakeCase(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isUpper(c) && i > 0) {
        char before = name.charAt(i - 1);
        boolean endsAcronym =
            isUpper(before) && i + 1 < name.length() && isLower(name.charAt(i + 1));
        if (isLower(before) || isDigit(before) || endsAcronym) {
          words.append('_');
        }
      }
      words.append(c);
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  /** The column of a property in an embedded object (TypeORM: DefaultNamingStrategy.columnName). */
  static String embedded(String prefixes, String name) {
    return camelCase(prefixes) + titleCase(name);
  }

  static String camelCase(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean separates = c == '_' || c == '-' || Character.isWhitespace(c);
      if (separates && i + 1 < text.length()) {
        result.append(Character.toUpperCase(text.charAt(++i)));
      } else {
        result.append(i == 0 ? Character.toLowerCase(c) : c);
      }
    }
    return result.toString();
  }

  private static String titleCase(String text) {
    if (text.isEmpty()) {
      return text;
    }
    return Character.toUpperCase(text.charAt(0)) + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
