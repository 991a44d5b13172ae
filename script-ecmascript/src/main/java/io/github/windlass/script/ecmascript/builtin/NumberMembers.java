package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What numbers have in common: ECMA-262, 21.1.3. */
final class NumberMembers {

  /** Fuel for up to a hundred digits. */
  private static final int DIGITS = 8;

  private NumberMembers() {}

  static int length(String name) {
    return switch (name) {
      case "valueOf", "toLocaleString" -> 0;
      case "toString", "toFixed", "toExponential", "toPrecision" -> 1;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (call.self() instanceof Unknown unknown) {
      return call.unknown(unknown);
    }
    if (!(call.self() instanceof Value.Num num)) {
      throw call.typeError("Number.prototype." + name + " requires that 'this' be a Number");
    }
    double number = num.value();
    if (name.equals("valueOf")) {
      return num;
    }
    call.run().spend(DIGITS);
    return Text.produced(
        switch (name) {
          case "toString" -> radix(number, call);
          case "toLocaleString" -> local(number, call);
          case "toFixed" -> {
            int places = digits("toFixed() digits", 0, 100, 0, call);
            yield Math.abs(number) < 1e21
                ? NumberFormat.fixed(number, places)
                : NumberFormat.format(number);
          }
          case "toExponential" -> {
            double places = call.integer(0);
            yield !Double.isFinite(number)
                ? NumberFormat.format(number)
                : call.has(0)
                    ? NumberFormat.exponential(
                        number, checked("toExponential()", places, 0, 100, call))
                    : NumberFormat.exponential(number, -1);
          }
          default -> {
            if (!call.has(0) || !Double.isFinite(number)) {
              yield NumberFormat.format(number);
            }
            yield NumberFormat.precise(
                number, checked("toPrecision()", call.integer(0), 1, 100, call));
          }
        },
        call.place());
  }

  private static String radix(double number, Call call) {
    double radix = call.has(0) ? call.integer(0) : 10;
    if (radix < 2 || radix > 36) {
      throw call.rangeError("toString() radix must be between 2 and 36");
    }
    return NumberFormat.format(number, (int) radix);
  }

  private static int digits(String what, int least, int most, int otherwise, Call call) {
    double given = call.has(0) ? call.integer(0) : otherwise;
    if (given < least || given > most) {
      throw call.rangeError(what + " argument must be between " + least + " and " + most);
    }
    return (int) given;
  }

  private static int checked(String what, double given, int least, int most, Call call) {
    if (given < least || given > most) {
      throw call.rangeError(what + " argument must be between " + least + " and " + most);
    }
    return (int) given;
  }

  /** As {@code en-US}, with groups of three digits and at most three after the point. */
  private static String local(double number, Call call) {
    if (call.size() > 0 || Math.abs(number) >= 1e21) {
      throw new NotKnown(call.at(0));
    }
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "∞" : "-∞";
    }
    BigDecimal rounded =
        new BigDecimal(NumberFormat.format(Math.abs(number)))
            .setScale(3, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    String plain = rounded.toPlainString();
    int point = plain.indexOf('.');
    StringBuilder grouped = new StringBuilder(plain);
    for (int at = (point < 0 ? plain.length() : point) - 3; at > 0; at -= 3) {
      grouped.insert(at, ',');
    }
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    return (negative ? "-" : "") + grouped;
  }

  static Value callOfBoolean(String name, Call call) {
    return name.equals("valueOf")
        ? call.self()
        : Coercion.text(call.self(), call.run(), call.place());
  }
}
