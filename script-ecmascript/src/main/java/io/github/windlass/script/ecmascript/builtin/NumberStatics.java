package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** {@code Number} and its functions: ECMA-262, 21.1.1 and 21.1.2. */
final class NumberStatics {

  private static final double LARGEST_SAFE = 9007199254740991.0;

  private NumberStatics() {}

  /** A constant; undefined if there is none of that name. */
  static Value constant(String name) {
    return switch (name) {
      case "EPSILON" -> new Value.Num(Math.ulp(1.0));
      case "MAX_SAFE_INTEGER" -> new Value.Num(LARGEST_SAFE);
      case "MIN_SAFE_INTEGER" -> new Value.Num(-LARGEST_SAFE);
      case "MAX_VALUE" -> new Value.Num(Double.MAX_VALUE);
      case "MIN_VALUE" -> new Value.Num(Double.MIN_VALUE);
      case "NaN" -> new Value.Num(Double.NaN);
      case "NEGATIVE_INFINITY" -> new Value.Num(Double.NEGATIVE_INFINITY);
      case "POSITIVE_INFINITY" -> new Value.Num(Double.POSITIVE_INFINITY);
      case "parseInt", "parseFloat" -> new Method(Family.GLOBAL, name);
      default -> Value.Nothing.UNDEFINED;
    };
  }

  static int length(String name) {
    return switch (name) {
      case "isFinite", "isInteger", "isNaN", "isSafeInteger" -> 1;
      default -> -1;
    };
  }

  /** {@code Number(value)}. */
  static Value convert(Call call) {
    if (call.size() == 0) {
      return new Value.Num(0);
    }
    return switch (Coercion.numeric(call.at(0), call.run(), call.place())) {
      case Value.Num num -> num;
      case Value.BigInt big -> new Value.Num(big.value().doubleValue());
      default -> call.unknown(call.at(0));
    };
  }

  static Value call(String name, Call call) {
    if (call.at(0) instanceof Unknown unknown) {
      return call.unknown(unknown);
    }
    if (!(call.at(0) instanceof Value.Num num)) {
      return Value.Bool.FALSE;
    }
    double number = num.value();
    boolean whole = Double.isFinite(number) && number == Math.rint(number);
    return Value.Bool.of(
        switch (name) {
          case "isFinite" -> Double.isFinite(number);
          case "isInteger" -> whole;
          case "isNaN" -> Double.isNaN(number);
          default -> whole && Math.abs(number) <= LARGEST_SAFE;
        });
  }
}
