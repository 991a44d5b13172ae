package io.github.windlass.extractor.rails;

import java.util.List;

/** Ruby as it is written. */
final class RubyText {

  private static final int LINE = 90;

  private RubyText() {}

  /** A symbol, for a name that is one as it is; else a text. */
  static String symbol(String name) {
    boolean plain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      plain &= c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }
    return plain ? ":" + name : quoted(name);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A text between double quotes. */
  static String quoted(String text) {
    StringBuilder all = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '#' -> all.append('\\').append(c);
        case '\n' -> all.append("\\n");
        case '\r' -> all.append("\\r");
        default -> all.append(c);
      }
    }
    return all.append('"').toString();
  }

  /** {@code execute}, with a short statement between quotes and another one below. */
  static String execute(String sql, String indent) {
    boolean plain = sql.length() <= LINE;
    for (int i = 0; i < sql.length(); i++) {
      plain &= "\"\\#\n\r".indexOf(sql.charAt(i)) < 0;
    }
    if (plain || sql.indexOf('\r') >= 0) {
      return indent + "execute " + quoted(sql) + "\n";
    }
    // The mark ends the text wherever it stands alone on a line, blanks before it or not.
    List<String> lines = sql.lines().map(String::strip).toList();
    String mark = "SQL";
    while (lines.contains(mark)) {
      mark += "_";
    }
    StringBuilder all = new StringBuilder(indent);
    all.append("execute <<~'").append(mark).append("'\n");
    for (String line : sql.split("\n", -1)) {
      all.append(indent).append("  ").append(line).append('\n');
    }
    return all.append(indent).append(mark).append('\n').toString();
  }
}
