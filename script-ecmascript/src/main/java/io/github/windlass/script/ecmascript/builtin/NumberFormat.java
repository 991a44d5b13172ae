package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as JavaScript writes them: ECMA-262, 6.1.6.1.20 and 21.1.3. */
final class NumberFormat {

  private NumberFormat() {}

  /** Number::toString with radix 10. */
  static String format(double number) {
    if (number == (int) number) {
      return Integer.toString((int) number);
    }
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String sign = number < 0 ? "-" : "";
    if (point > 21 || point <= -6) {
      return sign + exponential(digits, point - 1);
    }
    return sign + plain(digits, point);
  }

  /** The number with the fewest digits that reads back as this one. */
  private static BigDecimal shortest(double number) {
    BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (digits.precision() == 2) {
      // Java never gives fewer than two.
      BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
      return one.doubleValue() == number ? one : digits;
    }
    return digits;
  }

  /** Digits with the point after so many of them. */
  private static String plain(String digits, int point) {
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  private static String exponential(String digits, int exponent) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** {@code toFixed}, for numbers below 1e21. */
  static String fixed(double number, int places) {
    BigDecimal rounded = new BigDecimal(Math.abs(number)).setScale(places, RoundingMode.HALF_UP);
    return (number < 0 ? "-" : "") + rounded.toPlainString();
  }

  /**
   * {@code toExponential}.
   *
   * @param places digits after the point; negative: as many as needed
   */
  static String exponential(double number, int places) {
    String sign = number < 0 ? "-" : "";
    if (number == 0) {
      return exponential("0".repeat(Math.max(places, 0) + 1), 0);
    }
    BigDecimal size = places < 0 ? shortest(Math.abs(number)) : rounded(number, places + 1);
    String digits = size.unscaledValue().toString();
    return sign + exponential(digits, digits.length() - 1 - size.scale());
  }

  /** {@code toPrecision}. */
  static String precise(double number, int count) {
    String sign = number < 0 ? "-" : "";
    if (number == 0) {
      return plain("0".repeat(count), 1);
    }
    BigDecimal size = rounded(number, count);
    String digits = size.unscaledValue().toString();
    int exponent = digits.length() - 1 - size.scale();
    return sign
        + (exponent < -6 || exponent >= count
            ? exponential(digits, exponent)
            : plain(digits, exponent + 1));
  }

  private static BigDecimal rounded(double number, int digits) {
    BigDecimal rounded =
        new BigDecimal(Math.abs(number)).round(new MathContext(digits, RoundingMode.HALF_UP));
    int missing = digits - rounded.precision();
    return missing > 0 ? rounded.setScale(rounded.scale() + missing) : rounded;
  }

  /**
   * Number::toString with another radix.
   *
   * @throws NotKnown if the digits are not the number's own
   */
  static String format(double number, int radix) {
    if (radix == 10 || Double.isNaN(number) || Double.isInfinite(number)) {
      return format(number);
    }
    double size = Math.abs(number);
    double whole = Math.floor(size);
    StringBuilder fraction = new StringBuilder();
    if (fractionDigits(
        size - whole, Math.max(Math.ulp(size) / 2, Double.MIN_VALUE), radix, fraction)) {
      whole += 1;
    }
    String digits = whole(whole, radix);
    return (number < 0 ? "-" : "") + digits + (fraction.isEmpty() ? "" : "." + fraction);
  }

  /**
   * Adds the digits of a fraction until it differs from it by less than half the distance to the
   * next number.
   *
   * @return whether it was rounded up to 1
   */
  private static boolean fractionDigits(
      double fraction, double precision, int radix, StringBuilder digits) {
    double rest = fraction;
    double enough = precision;
    while (rest >= enough) {
      rest *= radix;
      enough *= radix;
      int digit = (int) rest;
      digits.append(Character.forDigit(digit, radix));
      rest -= digit;
      boolean up = rest > 0.5 || (rest == 0.5 && (digit & 1) != 0);
      if (up && rest + enough > 1) {
        return roundUp(digits, radix);
      }
    }
    return false;
  }

  private static boolean roundUp(StringBuilder digits, int radix) {
    while (!digits.isEmpty()) {
      int last = digits.length() - 1;
      int digit = Character.digit(digits.charAt(last), radix);
      digits.setLength(last);
      if (digit + 1 < radix) {
        digits.append(Character.forDigit(digit + 1, radix));
        return false;
      }
    }
    return true;
  }

  private static String whole(double whole, int radix) {
    if (whole < 9007199254740992.0) {
      return Long.toString((long) whole, radix);
    }
    if (Integer.bitCount(radix) != 1) {
      // Which digits stand for those that the number does not have is the engine's business.
      throw new NotKnown(new Value.Num(whole));
    }
    return new BigDecimal(whole).toBigInteger().toString(radix);
  }
}
