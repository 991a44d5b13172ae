package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import org.jspecify.annotations.Nullable;

/**
 * SQL that is a template of Go's {@code text/template}: what its actions write is not known here.
 */
final class GoTemplate {

  private static final String COMMENT = "/*";

  private GoTemplate() {}

  /** Whether a text has actions; {@code '{{1,2},{3,4}}'} and {@code '{{a,b},{c,d}}'} are arrays. */
  static boolean isOne(String text) {
    for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
      if (isAction(text, at + 2)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAction(String text, int at) {
    int start = at < text.length() && text.charAt(at) == '-' ? at + 1 : at;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    if (start == text.length() || !Character.isLetter(text.charAt(start))) {
      return start < text.length()
          && (".$".indexOf(text.charAt(start)) >= 0 || text.startsWith(COMMENT, start));
    }
    int end = start;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end == text.length() || text.startsWith("}}", end) || ",}".indexOf(text.charAt(end)) < 0;
  }

  /**
   * Sends a stretch of a source, with holes for what actions write, and a gap for each that decides
   * what is written.
   *
   * @param ofFields what is said of a field's value, behind its name
   */
  static void send(SourceFile source, int start, int end, String ofFields, Sending sending) {
    String text = source.text();
    sending.statements(
        Placeholders.replaced(source, start, end, "{{", "}}", new Actions(ofFields)));
    for (int at = text.indexOf("{{", start); at >= 0 && at < end; at = text.indexOf("{{", at + 2)) {
      String action = action(text, at + 2, end);
      if (isControl(action)) {
        sending.gap(
            GapCode.DYNAMIC,
            "what is sent depends on the template's " + action,
            source,
            at,
            at + 2);
      }
    }
  }

  /** The word that an action begins with, be there a dash before it that takes blanks away. */
  private static String action(String text, int from, int end) {
    int start = from < end && text.charAt(from) == '-' ? from + 1 : from;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int at = start;
    while (at < end && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isControl(String action) {
    return switch (action) {
      case "if", "else", "range", "with", "define", "block", "end" -> true;
      default -> false;
    };
  }

  private record Actions(String ofFields) implements Placeholders.Values {

    @Override
    public @Nullable String value(String name) {
      // A comment writes nothing.
      return name.startsWith(COMMENT) || name.startsWith("- " + COMMENT) ? "" : null;
    }

    @Override
    public String reason(String name) {
      String action = name.strip();
      return action.startsWith(".") ? action + ofFields : "the template's " + action;
    }

    @Override
    public boolean isPlaceholder(String name) {
      return isAction(name, 0);
    }
  }
}
