package io.github.windlass.cli;

import java.util.ArrayList;
import java.util.List;

/** Text of unknown origin made fit for a terminal, and measured in its columns. */
final class Plain {

  private Plain() {}

  /**
   * The text with every run of blanks and control characters as one blank, or as none where a
   * bracket stood at the end or the beginning of its line.
   */
  static String oneLine(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean blank = false;
    boolean newLine = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || isControl(c)) {
        blank = true;
        newLine |= c == '\n' || c == '\r';
      } else {
        if (blank && !result.isEmpty()) {
          boolean inBracket = result.charAt(result.length() - 1) == '(' || c == ')';
          if (!newLine || !inBracket) {
            result.append(' ');
          }
        }
        blank = false;
        newLine = false;
        result.append(c);
      }
    }
    return result.toString();
  }

  /** A line of code: its blanks as they are, and a blank for what a terminal takes as an order. */
  static String code(String line) {
    StringBuilder result = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      result.append(isControl(c) ? ' ' : c);
    }
    return result.toString();
  }

  /** The beginning of a text as one line of at most {@code width} columns. */
  static String beginning(String text, int width) {
    // Enough for the line unless nearly all of it is blank; a statement may have megabytes.
    int enough = width * 8 + 200;
    return text.length() <= enough
        ? shorten(oneLine(text), width)
        : shorten(oneLine(text.substring(0, enough)) + "…", width);
  }

  /** A line of at most {@code width} columns, with an ellipsis where it was longer. */
  static String shorten(String line, int width) {
    int used = 0;
    int fits = 0;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      used += columns(c);
      if (used > width) {
        return line.substring(0, fits).stripTrailing() + "…";
      }
      i += Character.charCount(c);
      if (used < width) {
        fits = i;
      }
    }
    return line;
  }

  /** A line with blanks at its end, so that it takes {@code width} columns. */
  static String pad(String line, int width) {
    return line + " ".repeat(Math.max(0, width - columns(line)));
  }

  /** The words of a text in lines of at most {@code width} columns. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : oneLine(text).split(" ", -1)) {
      if (!line.isEmpty() && columns(line.toString()) + 1 + columns(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The columns that a line takes. */
  static int columns(String line) {
    int columns = 0;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      columns += columns(c);
      i += Character.charCount(c);
    }
    return columns;
  }

  /** None for a mark on the letter before, two for what East Asian terminals draw wide. */
  private static int columns(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /**
   * Characters that a terminal takes as orders, or that turn text around: C0, C1 and Unicode's
   * bidirectional marks.
   */
  private static boolean isControl(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
