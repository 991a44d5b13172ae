package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.math.BigDecimal;
import java.math.BigInteger;

/** {@code BigInt}, its functions, and what its values have in common: ECMA-262, 21.2. */
final class BigIntMembers {

  private BigIntMembers() {}

  /** Spends for the conversion of so many digits, which takes longer the more there are. */
  static void spendForDigits(long digits, Evaluation run) {
    run.spend(digits / 16 + digits * digits / 10_000);
  }

  /** A whole number in digits. */
  static String format(BigInteger value, int radix, Evaluation run) {
    spendForDigits(value.bitLength() / 3, run);
    return value.toString(radix);
  }

  static int length(String name) {
    return switch (name) {
      case "toString", "toLocaleString", "valueOf" -> 0;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (call.self() instanceof Unknown unknown) {
      return call.unknown(unknown);
    }
    if (!(call.self() instanceof Value.BigInt big)) {
      throw call.typeError("BigInt.prototype." + name + " requires that 'this' be a BigInt");
    }
    return switch (name) {
      case "valueOf" -> big;
      case "toString" -> {
        double radix = call.has(0) ? call.integer(0) : 10;
        if (radix < 2 || radix > 36) {
          throw call.rangeError("toString() radix must be between 2 and 36");
        }
        yield Text.produced(format(big.value(), (int) radix, call.run()), call.place());
      }
      default -> {
        StringBuilder grouped = new StringBuilder(format(big.value(), 10, call.run()));
        int first = big.value().signum() < 0 ? 1 : 0;
        for (int at = grouped.length() - 3; at > first; at -= 3) {
          grouped.insert(at, ',');
        }
        yield Text.produced(grouped.toString(), call.place());
      }
    };
  }

  static int staticLength(String name) {
    return name.equals("asIntN") || name.equals("asUintN") ? 2 : -1;
  }

  static Value callStatic(String name, Call call) {
    double bits = call.integer(0);
    BigInteger value = Coercion.bigInt(call.at(1), call.run(), call.place());
    if (bits < 0 || bits > 9007199254740991.0) {
      throw call.rangeError("Invalid value: not (convertible to) a safe integer");
    }
    if (bits > value.bitLength() && (value.signum() >= 0 || name.equals("asIntN"))) {
      return new Value.BigInt(value);
    }
    if (bits > 1 << 20) {
      throw call.rangeError("Maximum BigInt size exceeded");
    }
    BigInteger size = BigInteger.ONE.shiftLeft((int) bits);
    BigInteger rest = value.mod(size);
    boolean negative = name.equals("asIntN") && bits > 0 && rest.testBit((int) bits - 1);
    return new Value.BigInt(negative ? rest.subtract(size) : rest);
  }

  /** {@code BigInt(value)}. */
  static Value convert(Call call) {
    Value primitive =
        Coercion.primitive(call.at(0), Coercion.Hint.NUMBER, call.run(), call.place());
    if (primitive instanceof Value.Num num) {
      double number = num.value();
      if (!Double.isFinite(number) || number != Math.rint(number)) {
        throw call.rangeError(
            "The number "
                + NumberFormat.format(number)
                + " cannot be converted to a BigInt because it is not an integer");
      }
      return new Value.BigInt(new BigDecimal(number).toBigInteger());
    }
    return new Value.BigInt(Coercion.bigInt(primitive, call.run(), call.place()));
  }
}
