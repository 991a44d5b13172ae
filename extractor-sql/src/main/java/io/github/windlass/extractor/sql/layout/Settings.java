package io.github.windlass.extractor.sql.layout;

import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a properties or TOML file, as far as runners have them: {@code name = value} line
 * by line, with the names of TOML's tables before the names, quotes left out, lists as they are
 * written.
 */
final class Settings {

  private Settings() {}

  static Map<String, String> of(String text) {
    Map<String, String> settings = new HashMap<>();
    String table = "";
    Lines lines = new Lines(text);
    while (lines.next()) {
      int at = lines.firstVisible();
      if (at == lines.end() || text.charAt(at) == '#' || text.charAt(at) == '!') {
        continue;
      }
      String line = text.substring(at, lines.end()).strip();
      // A long value goes on after a backslash (properties) or within brackets (TOML).
      while ((line.endsWith("\\") || isOpen(line)) && lines.next()) {
        String more = text.substring(lines.start(), lines.end()).strip();
        line = (line.endsWith("\\") ? line.substring(0, line.length() - 1) : line) + more;
      }
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]") && equals < 0) {
        table = line.replace("[", "").replace("]", "").strip() + ".";
      } else if (equals > 0) {
        settings.put(
            table + line.substring(0, equals).strip(), plain(line.substring(equals + 1).strip()));
      }
    }
    return settings;
  }

  private static boolean isOpen(String line) {
    int equals = line.indexOf('=');
    return equals > 0
        && line.startsWith("[", firstVisible(line, equals + 1))
        && !line.contains("]");
  }

  private static int firstVisible(String line, int from) {
    int at = from;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String plain(String value) {
    if (value.length() > 1) {
      char quote = value.charAt(0);
      if (quote == '"' || quote == '\'') {
        int end = value.indexOf(quote, 1);
        return end < 0 ? value : value.substring(1, end);
      }
    }
    return value;
  }
}
