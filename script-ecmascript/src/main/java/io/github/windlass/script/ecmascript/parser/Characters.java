package io.github.windlass.script.ecmascript.parser;

/** Which characters are blanks, line breaks and parts of names, as TypeScript has it. */
final class Characters {

  private Characters() {}

  static boolean isLineBreak(int c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  /** Blanks beyond ASCII; the zero width space and NEL are among them. */
  static boolean isWhiteSpace(int c) {
    return switch (c) {
      case ' ',
          '\t',
          '\u000B',
          '\f',
          '\u0085',
          '\u00A0',
          '\u1680',
          '\u202F',
          '\u205F',
          '\u3000',
          '\uFEFF' ->
          true;
      default -> c >= '\u2000' && c <= '\u200B';
    };
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isOctalDigit(int c) {
    return c >= '0' && c <= '7';
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hexDigit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    } else if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    } else if (c >= 'A' && c <= 'F') {
      return c - 'A' + 10;
    } else {
      return -1;
    }
  }

  static boolean isAsciiIdentifierPart(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$';
  }

  static boolean isIdentifierStart(int codePoint) {
    if (codePoint < 0x80) {
      return isAsciiIdentifierPart(codePoint) && !isDigit(codePoint);
    }
    // U+2E2F is a letter, and a pattern symbol.
    return Character.isUnicodeIdentifierStart(codePoint) && codePoint != 0x2E2F;
  }

  static boolean isIdentifierPart(int codePoint) {
    if (codePoint < 0x80) {
      return isAsciiIdentifierPart(codePoint);
    }
    // The zero width joiners may stand in names, other characters without a form may not.
    return codePoint == 0x200C
        || codePoint == 0x200D
        || (Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint)
            && codePoint != 0x2E2F);
  }
}
