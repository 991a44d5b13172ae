package io.github.windlass.analyzer.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as {@code jsonb} prints it: keys by length and then by byte, the last of several of a name,
 * a blank after each colon and comma. Strings with escapes, and numbers that are not plain, are
 * left alone.
 */
final class JsonbText {

  private static final int DEPTH_LIMIT = 50;

  /** By length in bytes, then byte by byte ({@code lengthCompareJsonbStringValue}). */
  private static final Comparator<String> BY_LENGTH =
      Comparator.<String>comparingInt(key -> key.getBytes(StandardCharsets.UTF_8).length)
          .thenComparing(
              key -> key.getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned);

  private final String text;
  private int at;

  private JsonbText(String text) {
    this.text = text;
  }

  /** What is printed for a text; null if it is no JSON, or that is not certain. */
  static @Nullable String of(String text) {
    JsonbText reader = new JsonbText(text);
    String value = reader.value(0);
    reader.blanks();
    return reader.at == text.length() ? value : null;
  }

  private @Nullable String value(int depth) {
    blanks();
    if (depth > DEPTH_LIMIT || at == text.length()) {
      return null;
    }
    char c = text.charAt(at);
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private @Nullable String object(int depth) {
    Map<String, String> members = new TreeMap<>(BY_LENGTH);
    at++;
    while (!accept('}')) {
      if (!members.isEmpty() && !accept(',')) {
        return null;
      }
      blanks();
      String key = at < text.length() && text.charAt(at) == '"' ? string() : null;
      if (key == null || !accept(':')) {
        return null;
      }
      String value = value(depth + 1);
      if (value == null) {
        return null;
      }
      members.put(key, value);
    }
    List<String> all = new ArrayList<>();
    members.forEach((key, value) -> all.add(key + ": " + value));
    return "{" + String.join(", ", all) + "}";
  }

  private @Nullable String array(int depth) {
    List<String> all = new ArrayList<>();
    at++;
    while (!accept(']')) {
      if (!all.isEmpty() && !accept(',')) {
        return null;
      }
      String value = value(depth + 1);
      if (value == null) {
        return null;
      }
      all.add(value);
    }
    return "[" + String.join(", ", all) + "]";
  }

  private @Nullable String string() {
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return text.substring(start, at);
      }
      if (c == '\\' || c < ' ') {
        return null;
      }
    }
    return null;
  }

  private @Nullable String word() {
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isNumber(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "false", "null" -> word;
      default -> Literals.isDecimal(word) && !word.equals("-0") ? word : null;
    };
  }

  private boolean isNumber(int index) {
    char c = text.charAt(index);
    return c == '-' || c == '.' || c == '+';
  }

  private boolean accept(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
