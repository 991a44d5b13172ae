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

  /** Those of a properties file, in which a comment is a line of its own. */
  static Map<String, String> of(String text) {
    return of(text, false);
  }

  /** Those of a file in TOML, or in the form of Git's settings: a comment may end any line. */
  static Map<String, String> ofToml(String text) {
    return of(text, true);
  }

  private static Map<String, String> of(String text, boolean comments) {
    Map<String, String> settings = new HashMap<>();
    String table = "";
    Lines lines = new Lines(text);
    while (lines.next()) {
      int at = lines.firstVisible();
      if (at == lines.end() || text.charAt(at) == '#' || text.charAt(at) == '!') {
        continue;
      }
      String line = line(text, at, lines.end(), comments);
      // A long value goes on after a backslash (properties) or within brackets (TOML).
      while ((line.endsWith("\\") || isOpen(line)) && lines.next()) {
        String more = line(text, lines.start(), lines.end(), comments);
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

  private static String line(String text, int start, int end, boolean comments) {
    int at = start;
    char quote = 0;
    while (comments && at < end && (quote != 0 || text.charAt(at) != '#')) {
      char c = text.charAt(at);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      at++;
    }
    return text.substring(start, comments ? at : end).strip();
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
