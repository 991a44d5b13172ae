package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Text that becomes a number: ECMA-262, 7.1.4.1, 19.2.4 and 19.2.5. */
final class NumberReader {

  private NumberReader() {}

  /** StringToNumber. */
  static double read(String text) {
    String digits = trim(text);
    if (digits.isEmpty()) {
      return 0;
    }
    int radix = prefixedRadix(digits);
    if (radix != 10) {
      int end = digitsEnd(digits, 2, radix);
      return end == digits.length() && end > 2 ? whole(digits.substring(2), radix) : Double.NaN;
    }
    int end = decimalEnd(digits);
    return end == digits.length() ? decimal(digits) : Double.NaN;
  }

  /** StringToBigInt; null: it is none. */
  static @Nullable BigInteger readBigInt(String text, Evaluation run) {
    String digits = trim(text);
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    int radix = prefixedRadix(digits);
    int start = radix != 10 ? 2 : digits.charAt(0) == '-' || digits.charAt(0) == '+' ? 1 : 0;
    if (digitsEnd(digits, start, radix) != digits.length() || start == digits.length()) {
      return null;
    }
    BigIntMembers.spendForDigits(digits.length(), run);
    BigInteger size = new BigInteger(digits.substring(start), radix);
    return digits.charAt(0) == '-' ? size.negate() : size;
  }

  /** {@code parseFloat}. */
  static double parseFloat(String text) {
    String digits = trim(text);
    int end = decimalEnd(digits);
    return end == 0 ? Double.NaN : decimal(digits.substring(0, end));
  }

  /** {@code parseInt}. */
  static double parseInt(String text, int givenRadix) {
    String digits = trim(text);
    int start = 0;
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      start = 1;
    }
    int radix = givenRadix;
    if ((radix == 0 || radix == 16) && digits.regionMatches(true, start, "0x", 0, 2)) {
      radix = 16;
      start += 2;
    }
    if (radix == 0) {
      radix = 10;
    }
    if (radix < 2 || radix > 36) {
      return Double.NaN;
    }
    int end = digitsEnd(digits, start, radix);
    if (end == start) {
      return Double.NaN;
    }
    double size = whole(digits.substring(start, end), radix);
    return negative ? -size : size;
  }

  private static int prefixedRadix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static int digitsEnd(String text, int start, int radix) {
    int at = start;
    while (at < text.length()
        && text.charAt(at) < 128
        && Character.digit(text.charAt(at), radix) >= 0) {
      at++;
    }
    return at;
  }

  /** Where the longest decimal literal at the start ends; 0: there is none. */
  private static int decimalEnd(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.startsWith("Infinity", start)) {
      return start + "Infinity".length();
    }
    int whole = digitsEnd(text, start, 10);
    int end = whole;
    int count = whole - start;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = digitsEnd(text, end + 1, 10);
      count += fraction - end - 1;
      end = fraction;
    }
    if (count == 0) {
      return 0;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      if (sign < text.length() && (text.charAt(sign) == '-' || text.charAt(sign) == '+')) {
        sign++;
      }
      int exponent = digitsEnd(text, sign, 10);
      if (exponent > sign) {
        end = exponent;
      }
    }
    return end;
  }

  private static double decimal(String literal) {
    return Double.parseDouble(literal);
  }

  private static double whole(String digits, int radix) {
    if (radix == 10) {
      return Double.parseDouble(digits);
    }
    if (digits.length() <= 10) {
      return Long.parseLong(digits, radix);
    }
    // Digits past these are beyond the largest number anyway; more would take long.
    return digits.length() > 1100
        ? slowWhole(digits, radix)
        : new BigInteger(digits, radix).doubleValue();
  }

  private static double slowWhole(String digits, int radix) {
    double value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * radix + Character.digit(digits.charAt(i), radix);
    }
    return value;
  }

  /** A text without white space and line ends around it. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** WhiteSpace or LineTerminator: ECMA-262, 12.2 and 12.3. */
  static boolean isSpace(char c) {
    return switch (c) {
      case '\t',
          '\n',
          0x0B,
          '\f',
          '\r',
          ' ',
          0xA0,
          0x1680,
          0x2028,
          0x2029,
          0x202F,
          0x205F,
          0x3000,
          0xFEFF ->
          true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }
}
