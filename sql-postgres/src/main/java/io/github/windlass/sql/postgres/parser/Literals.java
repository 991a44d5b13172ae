package io.github.windlass.sql.postgres.parser;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the spelling of a literal or name means (manual, "Lexical Structure"). */
final class Literals {

  /** {@code NAMEDATALEN - 1} bytes; longer names are cut. */
  private static final int MAX_IDENTIFIER_BYTES = 63;

  private static final int MAX_CODE_POINT = 0x10FFFF;

  private Literals() {}

  /** The name that an IDENT or keyword token means. */
  static String identifier(
      char[] text, int start, int end, Identifiers identifiers, TokenCursor cursor) {
    char first = text[start];
    String name;
    if (first == '"') {
      name = quotedName(text, start + 1, end - 1, identifiers);
    } else if (Lexer.isUnicodeLiteral(text, start, end)) {
      int close = closingQuote(text, start + 3, '"');
      name = unicode(undouble(text, start + 3, close, '"'), cursor.escapeCharacter(), cursor);
    } else {
      name = identifiers.intern(text, start, end, true);
    }
    return name.length() > MAX_IDENTIFIER_BYTES / 3 ? truncate(name) : name;
  }

  private static String quotedName(char[] text, int start, int end, Identifiers identifiers) {
    for (int i = start; i < end; i++) {
      if (text[i] == '"') {
        return undouble(text, start, end, '"');
      }
    }
    return identifiers.intern(text, start, end, false);
  }

  /** Cuts a name to 63 bytes of UTF-8, never through a character. */
  private static String truncate(String name) {
    int bytes = 0;
    int i = 0;
    while (i < name.length()) {
      int codePoint = name.codePointAt(i);
      int length = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (bytes + length > MAX_IDENTIFIER_BYTES) {
        return name.substring(0, i);
      }
      bytes += length;
      i += Character.charCount(codePoint);
    }
    return name;
  }

  /** The characters that an SCONST token means. */
  static String string(char[] text, int start, int end, TokenCursor cursor) {
    return switch (text[start]) {
      case '$' -> dollarQuoted(text, start, end);
      case 'e', 'E' -> escaped(text, start + 1, end, cursor);
      case 'u', 'U' -> {
        StringBuilder parts = new StringBuilder();
        segments(text, start + 2, parts);
        yield unicode(parts.toString(), cursor.escapeCharacter(), cursor);
      }
      default -> plain(text, start, end);
    };
  }

  /** What stands in single quotes, of which the first is at {@code start}, without escapes. */
  static String quoted(char[] text, int start, int end) {
    return plain(text, start, end);
  }

  private static String dollarQuoted(char[] text, int start, int end) {
    int tag = start + 1;
    while (text[tag] != '$') {
      tag++;
    }
    int length = tag + 1 - start;
    return new String(text, start + length, end - start - 2 * length);
  }

  private static String plain(char[] text, int start, int end) {
    for (int i = start + 1; i < end - 1; i++) {
      if (text[i] == '\'') {
        StringBuilder parts = new StringBuilder(end - start);
        segments(text, start, parts);
        return parts.toString();
      }
    }
    return new String(text, start + 1, end - start - 2);
  }

  /** Appends a literal's segments, quotes undoubled. */
  private static void segments(char[] text, int quote, StringBuilder parts) {
    int open = quote;
    while (true) {
      int close = closingQuote(text, open + 1, '\'');
      parts.append(undouble(text, open + 1, close, '\''));
      int next = Lexer.continuation(text, close + 1);
      if (next < 0) {
        return;
      }
      open = next;
    }
  }

  private static int closingQuote(char[] text, int from, char quote) {
    int i = from;
    while (text[i] != quote || (i + 1 < text.length && text[i + 1] == quote)) {
      i += text[i] == quote ? 2 : 1;
    }
    return i;
  }

  private static String undouble(char[] text, int start, int end, char quote) {
    StringBuilder result = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      result.append(text[i]);
      if (text[i] == quote) {
        i++;
      }
    }
    return result.toString();
  }

  // --- E'…' ----------------------------------------------------------------------------------

  private static String escaped(char[] text, int quote, int end, TokenCursor cursor) {
    StringBuilder result = new StringBuilder(end - quote);
    ByteRun bytes = new ByteRun(result, cursor);
    int i = quote + 1;
    while (i < end) {
      char c = text[i];
      if (c == '\'') {
        if (i + 1 < end && text[i + 1] == '\'') {
          bytes.end();
          result.append('\'');
          i += 2;
          continue;
        }
        int next = i + 1 < end ? Lexer.continuation(text, i + 1) : -1;
        if (next < 0 || next >= end) {
          break;
        }
        if (endsInHighSurrogate(result)) {
          throw cursor.error("invalid Unicode surrogate pair");
        }
        i = next + 1;
      } else if (c == '\\') {
        i = escape(text, i + 1, end, result, bytes, cursor);
      } else {
        bytes.end();
        result.append(c);
        i++;
      }
    }
    bytes.end();
    requirePairs(result, cursor);
    return result.toString();
  }

  private static boolean endsInHighSurrogate(StringBuilder text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  private static int escape(
      char[] text, int at, int end, StringBuilder result, ByteRun bytes, TokenCursor cursor) {
    char c = text[at];
    if (c >= '0' && c <= '7') {
      int value = 0;
      int i = at;
      while (i < end && i < at + 3 && text[i] >= '0' && text[i] <= '7') {
        value = value * 8 + (text[i] - '0');
        i++;
      }
      bytes.add(value & 0xff);
      return i;
    }
    if (c == 'x' && hex(text, at + 1, end) >= 0) {
      int value = hex(text, at + 1, end);
      int i = at + 2;
      if (hex(text, i, end) >= 0) {
        value = value * 16 + hex(text, i, end);
        i++;
      }
      bytes.add(value);
      return i;
    }
    bytes.end();
    if (c == 'u' || c == 'U') {
      int length = c == 'u' ? 4 : 8;
      int value = hexNumber(text, at + 1, at + 1 + length, end);
      if (value < 0) {
        throw cursor.error("invalid Unicode escape");
      }
      appendCodePoint(result, value, cursor);
      return at + 1 + length;
    }
    result.append(
        switch (c) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'v' -> '\u000b';
          default -> c;
        });
    return at + 1;
  }

  /** Octal and hexadecimal escapes are bytes; a run of them must be UTF-8. */
  private static final class ByteRun {
    private final StringBuilder result;
    private final TokenCursor cursor;
    private byte @Nullable [] bytes;
    private int count;

    ByteRun(StringBuilder result, TokenCursor cursor) {
      this.result = result;
      this.cursor = cursor;
    }

    void add(int value) {
      if (value == 0) {
        throw cursor.error("invalid byte sequence for encoding \"UTF8\": 0x00");
      }
      byte[] buffer = bytes;
      if (buffer == null) {
        buffer = new byte[8];
      } else if (count == buffer.length) {
        buffer = Arrays.copyOf(buffer, count * 2);
      }
      buffer[count++] = (byte) value;
      bytes = buffer;
    }

    void end() {
      if (count > 0 && bytes != null) {
        try {
          result.append(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count)));
        } catch (CharacterCodingException e) {
          throw cursor.error("invalid byte sequence for encoding \"UTF8\"");
        }
        count = 0;
      }
    }
  }

  // --- U&'…' ---------------------------------------------------------------------------------

  private static String unicode(String raw, char escape, TokenCursor cursor) {
    if (hex(escape) >= 0
        || escape == '+'
        || escape == '\''
        || escape == '"'
        || Lexer.isSpace(escape)) {
      throw cursor.error("invalid Unicode escape character");
    }
    StringBuilder result = new StringBuilder(raw.length());
    char[] text = raw.toCharArray();
    int i = 0;
    while (i < text.length) {
      if (text[i] != escape) {
        result.append(text[i++]);
        continue;
      }
      if (i + 1 < text.length && text[i + 1] == escape) {
        result.append(escape);
        i += 2;
        continue;
      }
      boolean six = i + 1 < text.length && text[i + 1] == '+';
      int start = i + (six ? 2 : 1);
      int end = start + (six ? 6 : 4);
      int value = hexNumber(text, start, end, text.length);
      if (value < 0) {
        throw cursor.error("invalid Unicode escape");
      }
      appendCodePoint(result, value, cursor);
      i = end;
    }
    requirePairs(result, cursor);
    return result.toString();
  }

  private static void appendCodePoint(StringBuilder result, int value, TokenCursor cursor) {
    if (value == 0 || value > MAX_CODE_POINT) {
      throw cursor.error("invalid Unicode escape value");
    }
    result.appendCodePoint(value);
  }

  /** Surrogates that escapes wrote must come in pairs. */
  private static void requirePairs(StringBuilder text, TokenCursor cursor) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw cursor.error("invalid Unicode surrogate pair");
      }
    }
  }

  private static int hexNumber(char[] text, int start, int end, int limit) {
    if (end > limit) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = hex(text[i]);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value > MAX_CODE_POINT ? MAX_CODE_POINT + 1 : (int) value;
  }

  private static int hex(char[] text, int at, int end) {
    return at < end ? hex(text[at]) : -1;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  // --- numbers -------------------------------------------------------------------------------

  /** Whether an integer literal fits 32 bits; else PostgreSQL's scanner makes it a float. */
  static boolean fitsInt(char[] text, int start, int end) {
    return magnitude(text, start, end) <= Integer.MAX_VALUE;
  }

  /** The value of an ICONST token. */
  static int integer(char[] text, int start, int end) {
    return (int) magnitude(text, start, end);
  }

  /** A run of decimal digits; {@code Long.MAX_VALUE} when it does not fit 32 bits. */
  static long number(char[] text, int start, int end) {
    long value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + (text[i] - '0');
      if (value > Integer.MAX_VALUE) {
        return Long.MAX_VALUE;
      }
    }
    return value;
  }

  private static long magnitude(char[] text, int start, int end) {
    int base = end - start > 2 && text[start] == '0' ? Lexer.base(text[start + 1]) : 0;
    long value = 0;
    for (int i = base > 0 ? start + 2 : start; i < end; i++) {
      if (text[i] != '_') {
        value = value * (base > 0 ? base : 10) + Character.digit(text[i], 16);
        if (value > Integer.MAX_VALUE) {
          return Long.MAX_VALUE;
        }
      }
    }
    return value;
  }
}
