package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** {@code Math}: ECMA-262, 21.3. */
final class MathObject {

  private MathObject() {}

  /** A constant; undefined if there is none of that name. */
  static Value constant(String name) {
    return switch (name) {
      case "E" -> new Value.Num(Math.E);
      case "LN10" -> new Value.Num(2.302585092994046);
      case "LN2" -> new Value.Num(0.6931471805599453);
      case "LOG10E" -> new Value.Num(0.4342944819032518);
      case "LOG2E" -> new Value.Num(1.4426950408889634);
      case "PI" -> new Value.Num(Math.PI);
      case "SQRT1_2" -> new Value.Num(0.7071067811865476);
      case "SQRT2" -> new Value.Num(1.4142135623730951);
      default -> Value.Nothing.UNDEFINED;
    };
  }

  static int length(String name) {
    return switch (name) {
      case "random" -> 0;
      case "abs",
          "acos",
          "acosh",
          "asin",
          "asinh",
          "atan",
          "atanh",
          "cbrt",
          "ceil",
          "clz32",
          "cos",
          "cosh",
          "exp",
          "expm1",
          "f16round",
          "floor",
          "fround",
          "log",
          "log10",
          "log1p",
          "log2",
          "round",
          "sign",
          "sin",
          "sinh",
          "sqrt",
          "tan",
          "tanh",
          "trunc" ->
          1;
      case "atan2", "hypot", "imul", "max", "min", "pow" -> 2;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "random" -> new Unknown("a random number", call.place());
      case "f16round" -> call.unknown();
      case "max", "min", "hypot" -> new Value.Num(ofMany(name, call));
      case "atan2" -> new Value.Num(StrictMath.atan2(call.number(0), call.number(1)));
      case "imul" -> new Value.Num(Coercion.int32(call.number(0)) * Coercion.int32(call.number(1)));
      case "pow" -> new Value.Num(StrictMath.pow(call.number(0), call.number(1)));
      default -> new Value.Num(ofOne(name, call.number(0)));
    };
  }

  private static double ofMany(String name, Call call) {
    double result =
        switch (name) {
          case "max" -> Double.NEGATIVE_INFINITY;
          case "min" -> Double.POSITIVE_INFINITY;
          default -> 0;
        };
    double largest = 0;
    for (int i = 0; i < call.size(); i++) {
      double number = call.number(i);
      switch (name) {
        case "max" -> result = Math.max(result, number);
        case "min" -> result = Math.min(result, number);
        default ->
            // Infinity, even beside what is no number.
            largest =
                Double.isInfinite(number) || Double.isInfinite(largest)
                    ? Double.POSITIVE_INFINITY
                    : Math.max(largest, Math.abs(number));
      }
    }
    return name.equals("hypot") ? hypot(largest, call) : result;
  }

  private static double hypot(double largest, Call call) {
    if (largest == 0 || Double.isInfinite(largest) || Double.isNaN(largest)) {
      return largest;
    }
    // The sum of Kahan, of parts of the largest, so that no square overflows.
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < call.size(); i++) {
      double part = call.number(i) / largest;
      double summand = part * part - lost;
      double next = sum + summand;
      lost = next - sum - summand;
      sum = next;
    }
    return Math.sqrt(sum) * largest;
  }

  private static double ofOne(String name, double x) {
    return switch (name) {
      case "abs" -> Math.abs(x);
      case "acos" -> StrictMath.acos(x);
      case "acosh" -> acosh(x);
      case "asin" -> StrictMath.asin(x);
      case "asinh" -> asinh(x);
      case "atan" -> StrictMath.atan(x);
      case "atanh" -> atanh(x);
      case "cbrt" -> StrictMath.cbrt(x);
      case "ceil" -> Math.ceil(x);
      case "clz32" -> Integer.numberOfLeadingZeros(Coercion.int32(x));
      case "cos" -> StrictMath.cos(x);
      case "cosh" -> cosh(x);
      // Here StrictMath differs from what engines give in the last digit.
      case "exp" -> Math.exp(x);
      case "expm1" -> StrictMath.expm1(x);
      case "floor" -> Math.floor(x);
      case "fround" -> (float) x;
      case "log" -> StrictMath.log(x);
      case "log10" -> StrictMath.log10(x);
      case "log1p" -> StrictMath.log1p(x);
      case "log2" -> log2(x);
      case "round" -> round(x);
      case "sign" -> Math.signum(x);
      case "sin" -> StrictMath.sin(x);
      case "sinh" -> StrictMath.sinh(x);
      case "sqrt" -> Math.sqrt(x);
      case "tan" -> StrictMath.tan(x);
      case "tanh" -> StrictMath.tanh(x);
      default -> Double.isNaN(x) ? x : x < 0 ? Math.ceil(x) : Math.floor(x);
    };
  }

  private static double round(double x) {
    // Numbers this large have no fraction, and to add a half would change them.
    if (Math.abs(x) >= 4503599627370496.0 || Double.isNaN(x)) {
      return x;
    }
    double below = Math.floor(x);
    double rounded = x - below >= 0.5 ? below + 1 : below;
    return rounded == 0 ? Math.copySign(0, x) : rounded;
  }

  private static double log2(double x) {
    int exponent = Math.getExponent(x);
    boolean power = x > 0 && exponent <= Double.MAX_EXPONENT && x == Math.scalb(1.0, exponent);
    return power ? exponent : StrictMath.log(x) / 0.6931471805599453;
  }

  private static double cosh(double x) {
    double size = Math.abs(x);
    if (size < 0.35 || size > 22) {
      return StrictMath.cosh(x);
    }
    double power = Math.exp(size);
    return power / 2 + 0.5 / power;
  }

  private static double acosh(double x) {
    return x < 1
        ? Double.NaN
        : x > 268435456
            ? StrictMath.log(x) + 0.6931471805599453
            : StrictMath.log(x + Math.sqrt(x * x - 1));
  }

  private static double asinh(double x) {
    if (x == 0 || Double.isInfinite(x) || Double.isNaN(x)) {
      return x;
    }
    double size = Math.abs(x);
    double result =
        size > 268435456
            ? StrictMath.log(size) + 0.6931471805599453
            : StrictMath.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(result, x);
  }

  private static double atanh(double x) {
    return x == 0
        ? x
        : Math.copySign(0.5 * StrictMath.log1p(2 * Math.abs(x) / (1 - Math.abs(x))), x);
  }
}
