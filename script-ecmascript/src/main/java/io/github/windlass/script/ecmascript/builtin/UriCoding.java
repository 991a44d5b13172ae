package io.github.windlass.script.ecmascript.builtin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts as parts of addresses: ECMA-262, 19.2.6 and B.2.1. */
final class UriCoding {

  private static final String MARKS = "-_.!~*'()";
  private static final String RESERVED = ";/?:@&=+$,";

  private UriCoding() {}

  static String call(String name, String text, Call call) {
    Cost.characters(text.length(), call.run());
    return switch (name) {
      case "encodeURI" -> encode(text, MARKS + RESERVED + "#", call);
      case "encodeURIComponent" -> encode(text, MARKS, call);
      case "decodeURI" -> decode(text, RESERVED + "#", call);
      case "decodeURIComponent" -> decode(text, "", call);
      case "escape" -> escape(text);
      default -> unescape(text);
    };
  }

  private static boolean isPlain(char c, String marks) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || marks.indexOf(c) >= 0;
  }

  private static RuntimeException malformed(Call call) {
    return ErrorObjects.thrown(Constructor.URI_ERROR, "URI malformed", call.run(), call.place());
  }

  private static String encode(String text, String marks, Call call) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (isPlain(c, marks)) {
        encoded.append(c);
        i++;
        continue;
      }
      int point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw malformed(call);
      }
      for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
        percent(b & 0xFF, encoded);
      }
      i += Character.charCount(point);
    }
    return encoded.toString();
  }

  private static void percent(int value, StringBuilder to) {
    to.append('%')
        .append("0123456789ABCDEF".charAt(value >> 4))
        .append("0123456789ABCDEF".charAt(value & 15));
  }

  private static String decode(String text, String kept, Call call) {
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c != '%') {
        decoded.append(c);
        i++;
        continue;
      }
      int first = octet(text, i, call);
      int count =
          first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
      if (count == 0) {
        throw malformed(call);
      }
      byte[] bytes = new byte[count];
      for (int j = 0; j < count; j++) {
        bytes[j] = (byte) octet(text, i + 3 * j, call);
      }
      String characters;
      try {
        characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw malformed(call);
      }
      int end = i + 3 * count;
      decoded.append(count == 1 && kept.contains(characters) ? text.substring(i, end) : characters);
      i = end;
    }
    return decoded.toString();
  }

  private static int octet(String text, int at, Call call) {
    if (at + 3 > text.length() || text.charAt(at) != '%') {
      throw malformed(call);
    }
    int value = hex(text, at + 1, 2);
    if (value < 0) {
      throw malformed(call);
    }
    return value;
  }

  /** The value of hexadecimal digits; -1: they are none. */
  private static int hex(String text, int at, int count) {
    if (at + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c, "@*_+-./")) {
        escaped.append(c);
      } else if (c < 256) {
        percent(c, escaped);
      } else {
        escaped.append("%u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          escaped.append("0123456789ABCDEF".charAt(c >> shift & 15));
        }
      }
    }
    return escaped.toString();
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean wide = c == '%' && i + 1 < text.length() && text.charAt(i + 1) == 'u';
      int value = c != '%' ? -1 : wide ? hex(text, i + 2, 4) : hex(text, i + 1, 2);
      if (value < 0) {
        plain.append(c);
      } else {
        plain.append((char) value);
        i += wide ? 5 : 2;
      }
    }
    return plain.toString();
  }
}
