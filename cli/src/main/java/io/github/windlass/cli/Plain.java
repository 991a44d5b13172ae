package io.github.windlass.cli;

/** Text of unknown origin made fit for a terminal. */
final class Plain {

  private Plain() {}

  /** The text with every run of blanks and control characters as one blank. */
  static String oneLine(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || isControl(c)) {
        blank = true;
      } else {
        if (blank && !result.isEmpty()) {
          result.append(' ');
        }
        blank = false;
        result.append(c);
      }
    }
    return result.toString();
  }

  /**
   * Characters that a terminal takes as orders, or that turn text around: C0, C1 and Unicode's
   * bidirectional marks.
   */
  static boolean isControl(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** At most {@code width} characters, with an ellipsis where it was longer. */
  static String shorten(String text, int width) {
    if (text.codePointCount(0, text.length()) <= width) {
      return text;
    }
    int end = text.offsetByCodePoints(0, Math.max(width - 1, 0));
    return text.substring(0, end).stripTrailing() + "…";
  }
}
