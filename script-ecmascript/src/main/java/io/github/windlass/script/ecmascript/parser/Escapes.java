package io.github.windlass.script.ecmascript.parser;

import org.jspecify.annotations.Nullable;

/** Backslashes in names, strings and templates. */
final class Escapes {

  private Escapes() {}

  /**
   * Where the escape in a name ends that starts at {@code at}, or -1 if none does, or what it
   * stands for has no place there.
   */
  static int inName(Scanner scanner, int at, boolean first) {
    char[] text = scanner.text;
    if (text[at + 1] != 'u') {
      return -1;
    }
    int end = unicodeEnd(text, at, scanner.length);
    if (end < 0) {
      return -1;
    }
    int c = unicode(text, at, end);
    return (first ? Characters.isIdentifierStart(c) : Characters.isIdentifierPart(c)) ? end : -1;
  }

  /** The name that stands there, escapes resolved. */
  static String name(Scanner scanner, int start, int end) {
    StringBuilder name = new StringBuilder(end - start);
    int at = start;
    while (at < end) {
      if (scanner.text[at] == '\\') {
        int escapeEnd = unicodeEnd(scanner.text, at, scanner.length);
        name.appendCodePoint(unicode(scanner.text, at, escapeEnd));
        at = escapeEnd;
      } else {
        name.append(scanner.text[at]);
        at++;
      }
    }
    return name.toString();
  }

  /** The end of an escape by code, of four digits or in braces; -1: it is none. */
  private static int unicodeEnd(char[] text, int at, int length) {
    if (text[at + 2] == '{') {
      int end = at + 3;
      int value = 0;
      while (end < length && Characters.hexDigit(text[end]) >= 0) {
        value = Math.min(value * 16 + Characters.hexDigit(text[end]), 0x110000);
        end++;
      }
      return end > at + 3 && value < 0x110000 && text[end] == '}' ? end + 1 : -1;
    }
    for (int i = at + 2; i < at + 6; i++) {
      if (i >= length || Characters.hexDigit(text[i]) < 0) {
        return -1;
      }
    }
    return at + 6;
  }

  private static int unicode(char[] text, int at, int end) {
    int value = 0;
    for (int i = at + 2; i < end; i++) {
      int digit = Characters.hexDigit(text[i]);
      if (digit >= 0) {
        value = value * 16 + digit;
      }
    }
    return value;
  }

  /**
   * Passes the escape in a string or template at the scanner's position; the scanner fails if it
   * has no meaning.
   */
  static void skip(Scanner scanner) {
    char[] text = scanner.text;
    int at = scanner.position;
    if (at + 1 >= scanner.length) {
      scanner.position = scanner.length;
      scanner.fail("unexpected end of text");
      return;
    }
    char c = text[at + 1];
    switch (c) {
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        if (c != '0' || Characters.isDigit(text[at + 2])) {
          scanner.fail("octal escape sequences are not allowed");
        }
        scanner.position = at + 2;
      }
      case 'u' -> {
        int end = unicodeEnd(text, at, scanner.length);
        if (end < 0) {
          scanner.fail("hexadecimal digit expected");
        }
        scanner.position = end < 0 ? at + 2 : end;
      }
      case 'x' -> {
        boolean right =
            Characters.hexDigit(text[at + 2]) >= 0 && Characters.hexDigit(text[at + 3]) >= 0;
        if (!right) {
          scanner.fail("hexadecimal digit expected");
        }
        scanner.position = right ? at + 4 : at + 2;
      }
      case '\r' -> scanner.position = text[at + 2] == '\n' ? at + 3 : at + 2;
      default -> scanner.position = at + 2;
    }
  }

  /**
   * The value of the part of a string or template from {@code start} to {@code end}, or null if an
   * escape in it has no meaning. Line breaks are one line feed each.
   */
  static @Nullable String resolve(Scanner scanner, int start, int end) {
    char[] text = scanner.text;
    StringBuilder value = new StringBuilder(end - start);
    int at = start;
    while (at < end) {
      char c = text[at];
      if (c == '\r') {
        value.append('\n');
        at += text[at + 1] == '\n' ? 2 : 1;
      } else if (c != '\\') {
        value.append(c);
        at++;
      } else {
        c = text[at + 1];
        at += 2;
        switch (c) {
          case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
            if (c != '0' || Characters.isDigit(text[at])) {
              return null;
            }
            value.append('\0');
          }
          case 'b' -> value.append('\b');
          case 't' -> value.append('\t');
          case 'n' -> value.append('\n');
          case 'v' -> value.append('\u000B');
          case 'f' -> value.append('\f');
          case 'r' -> value.append('\r');
          case 'u' -> {
            int escapeEnd = unicodeEnd(text, at - 2, scanner.length);
            if (escapeEnd < 0) {
              return null;
            }
            value.appendCodePoint(unicode(text, at - 2, escapeEnd));
            at = escapeEnd;
          }
          case 'x' -> {
            int high = Characters.hexDigit(text[at]);
            int low = Characters.hexDigit(text[at + 1]);
            if (high < 0 || low < 0) {
              return null;
            }
            value.append((char) (high * 16 + low));
            at += 2;
          }
          case '\r' -> at += text[at] == '\n' ? 1 : 0;
          case '\n', '\u2028', '\u2029' -> {}
          default -> value.append(c);
        }
      }
    }
    return value.toString();
  }
}
