package io.github.windlass.extractor.sql;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a tool that stand in a script or in JSON, as a glance at the text tells: {@code
 * out: './drizzle'}. Nothing is run.
 *
 * @param text without its comments
 */
public record ScriptSettings(String text) {

  /** What a file says. */
  public static ScriptSettings of(String text) {
    return new ScriptSettings(withoutComments(text));
  }

  /** The text that a setting has, from a place on; null: none, or no plain text. */
  public @Nullable String value(String setting, int from) {
    int at = text.indexOf(setting, from);
    if (at < 0 || (at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1)))) {
      return null;
    }
    int next = at + setting.length();
    while (next < text.length() && "\"': \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next == at + setting.length() || "\"'".indexOf(text.charAt(next - 1)) < 0) {
      return null;
    }
    int end = next;
    while (end < text.length() && "\"'\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(next, end);
  }

  /** The first plain text that a setting has anywhere; null: none. */
  public @Nullable String first(String setting) {
    for (int at = text.indexOf(setting); at >= 0; at = text.indexOf(setting, at + 1)) {
      String value = value(setting, at);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Without what is in comments, which begin in no text: {@code 'src/**{@literal /}*.ts'}. */
  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == '"' || c == '\'' || c == '`') {
        int end = endOfText(text, at);
        out.append(text, at, end);
        at = end;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  /** Where a text in quotes ends: behind the other quote, or with its line, unless a template. */
  private static int endOfText(String text, int start) {
    char quote = text.charAt(start);
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (c == '\n' && quote != '`') {
        return at;
      }
      at += c == '\\' ? 2 : 1;
    }
    return text.length();
  }
}
