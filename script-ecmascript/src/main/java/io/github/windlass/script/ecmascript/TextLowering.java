package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression.TextLiteral.Characters;
import io.github.windlass.script.Expression.TextLiteral.Part;
import java.util.List;

/**
 * Cuts the inside of a string or template literal at its escapes, so that all else keeps its exact
 * place (ECMAScript 2025, 12.9.4 and 12.9.6).
 */
final class TextLowering {

  private final String source;

  TextLowering(String source) {
    this.source = source;
  }

  /**
   * The parts of a literal.
   *
   * @param cooked its value
   * @param start offset of its first character, behind the quote
   * @param end offset after its last character
   */
  void parts(String cooked, int start, int end, List<Part> parts) {
    if (cooked.isEmpty()) {
      return;
    }
    if (cooked.length() == end - start && source.startsWith(cooked, start)) {
      parts.add(new Characters(cooked, new Span(start, end), true));
      return;
    }
    int before = parts.size();
    if (!cut(cooked, start, end, parts)) {
      while (parts.size() > before) {
        parts.remove(parts.size() - 1);
      }
      parts.add(new Characters(cooked, new Span(start, end), false));
    }
  }

  private boolean cut(String cooked, int start, int end, List<Part> parts) {
    int at = start;
    int value = 0;
    while (at < end) {
      int plain = at;
      while (plain < end && source.charAt(plain) != '\\' && source.charAt(plain) != '\r') {
        plain++;
      }
      if (plain > at) {
        int length = plain - at;
        if (!cooked.regionMatches(value, source, at, length)) {
          return false;
        }
        parts.add(
            new Characters(cooked.substring(value, value + length), new Span(at, plain), true));
        value += length;
        at = plain;
      }
      StringBuilder escaped = new StringBuilder();
      int escape = at;
      while (at < end && (source.charAt(at) == '\\' || source.charAt(at) == '\r')) {
        at = source.charAt(at) == '\r' ? lineBreak(at, escaped) : escape(at, end, escaped);
      }
      if (!cooked.startsWith(escaped.toString(), value)) {
        return false;
      }
      if (!escaped.isEmpty()) {
        parts.add(new Characters(escaped.toString(), new Span(escape, at), false));
      }
      value += escaped.length();
    }
    return at == end && value == cooked.length();
  }

  /** In a template CR LF and CR are LF. */
  private int lineBreak(int at, StringBuilder out) {
    out.append('\n');
    return at + 1 < source.length() && source.charAt(at + 1) == '\n' ? at + 2 : at + 1;
  }

  private int escape(int at, int end, StringBuilder out) {
    if (at + 1 >= end) {
      out.append('\\');
      return at + 1;
    }
    char c = source.charAt(at + 1);
    int next = at + 2;
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000b');
      case '\r' -> {
        if (next < end && source.charAt(next) == '\n') {
          next++;
        }
      }
      case '\n', '\u2028', '\u2029' -> {}
      case 'x' -> next = hex(next, Math.min(end, next + 2), out);
      case 'u' -> {
        if (next < end && source.charAt(next) == '{') {
          int close = source.indexOf('}', next);
          next = close < 0 || close >= end ? end : hex(next + 1, close, out) + 1;
        } else {
          next = hex(next, Math.min(end, next + 4), out);
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> next = octal(at + 1, end, out);
      default -> out.append(c);
    }
    return next;
  }

  private int hex(int from, int to, StringBuilder out) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = (value << 4) + Math.max(0, Character.digit(source.charAt(i), 16));
    }
    if (value >= 0 && value <= Character.MAX_CODE_POINT) {
      out.appendCodePoint(value);
    }
    return to;
  }

  private int octal(int from, int end, StringBuilder out) {
    int value = 0;
    int at = from;
    while (at < end && at < from + 3) {
      int digit = source.charAt(at) - '0';
      if (digit < 0 || digit > 7 || value * 8 + digit > 255) {
        break;
      }
      value = value * 8 + digit;
      at++;
    }
    out.append((char) value);
    return at;
  }
}
