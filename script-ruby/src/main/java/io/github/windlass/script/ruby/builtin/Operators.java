package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.Symbol;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ruby's operators, on its own values. */
public final class Operators {

  private static final int BITS = 4_096;

  private Operators() {}

  /** The value of an operator with two sides. */
  public static Value operate(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    switch (operator) {
      case EQUAL:
        return equal(left, right, run, place);
      case NOT_EQUAL:
        return not(equal(left, right, run, place));
      case STRICT_EQUAL:
        return matches(left, right, run, place);
      default:
        break;
    }
    if (left instanceof Unknown unknown) {
      if (operator == BinaryOperator.ADD && right instanceof Text text) {
        return Text.hole(unknown).concat(text);
      }
      return operator == BinaryOperator.SHIFT_LEFT
          ? UnknownMethods.invoke(
              unknown,
              "<<",
              io.github.windlass.script.ruby.object.Arguments.positional(right),
              run,
              place)
          : new Unknown(place.text(), place);
    }
    if (left instanceof Text text) {
      return ofText(operator, text, right, run, place);
    }
    if (left instanceof ListValue list) {
      return ofList(operator, list, right, run, place);
    }
    if (left instanceof Value.BigInt || left instanceof Value.Num) {
      return right instanceof Value.BigInt || right instanceof Value.Num
          ? ofNumbers(operator, left, right, run, place)
          : new Unknown(place.text(), place);
    }
    if (left instanceof HostObject host) {
      return run.invoke(host, operator.sign(), List.of(right), place);
    }
    if (left instanceof Value.Bool && operator == BinaryOperator.BIT_AND) {
      return left == Value.Bool.TRUE ? truth(right) : Value.Bool.FALSE;
    }
    if (left instanceof Value.Bool && operator == BinaryOperator.BIT_OR) {
      return left == Value.Bool.TRUE ? Value.Bool.TRUE : truth(right);
    }
    throw run.language()
        .error(
            "undefined method '" + operator.sign() + "' for " + Strings.inspect(left, run, place),
            run,
            place);
  }

  private static Value truth(Value value) {
    return value instanceof Unknown
        ? value
        : Value.Bool.of(!(value instanceof Value.Nothing || value == Value.Bool.FALSE));
  }

  static Value not(Value value) {
    return value instanceof Unknown
        ? value
        : Value.Bool.of(value instanceof Value.Nothing || value == Value.Bool.FALSE);
  }

  /** The value of an operator with one side. */
  public static Value operate(UnaryOperator operator, Value operand, Evaluation run, Place place) {
    if (operator == UnaryOperator.NOT) {
      return operand instanceof Unknown ? new Unknown(place.text(), place) : not(operand);
    }
    if (operand instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    if (operand instanceof Value.BigInt whole) {
      return switch (operator) {
        case NEGATE -> new Value.BigInt(whole.value().negate());
        case BIT_NOT -> new Value.BigInt(whole.value().not());
        default -> whole;
      };
    }
    if (operand instanceof Value.Num number) {
      return operator == UnaryOperator.NEGATE ? new Value.Num(-number.value()) : number;
    }
    if (operand instanceof HostObject host) {
      return run.invoke(host, operator == UnaryOperator.NEGATE ? "-@" : "+@", List.of(), place);
    }
    return operand;
  }

  /** {@code ==}: true, false or unknown. */
  @SuppressWarnings("ReferenceEquality") // the same object is itself, whatever it is
  public static Value equal(Value left, Value right, Evaluation run, Place place) {
    if (left == right && !(left instanceof Unknown)) {
      return Value.Bool.TRUE;
    }
    if (left instanceof Unknown || right instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    if (left instanceof Text one && right instanceof Text other) {
      return one.isKnown() && other.isKnown()
          ? Value.Bool.of(one.text().equals(other.text()))
          : new Unknown(place.text(), place);
    }
    if (left instanceof Symbol one && right instanceof Symbol other) {
      return equal(one.text(), other.text(), run, place);
    }
    if (isNumber(left) && isNumber(right)) {
      return Value.Bool.of(
          (left instanceof Value.BigInt a && right instanceof Value.BigInt b)
              ? a.value().equals(b.value())
              : number(left) == number(right));
    }
    if (left instanceof Value.Nothing || right instanceof Value.Nothing) {
      return Value.Bool.of(left instanceof Value.Nothing && right instanceof Value.Nothing);
    }
    if (left instanceof ListValue one && right instanceof ListValue other) {
      if (one.uncertain() != null || other.uncertain() != null) {
        return new Unknown(place.text(), place);
      }
      if (one.size() != other.size()) {
        return Value.Bool.FALSE;
      }
      for (int i = 0; i < one.size(); i++) {
        run.spend(1);
        Value same = equal(one.get(i), other.get(i), run, place);
        if (same != Value.Bool.TRUE) {
          return same;
        }
      }
      return Value.Bool.TRUE;
    }
    if (left instanceof RubyObject object && object.type().method("==") != null) {
      return run.invoke(object, "==", List.of(right), place);
    }
    if (left instanceof HostObject host
        && !(host instanceof RubyObject
            || host instanceof RubyModule
            || host instanceof RubyHash
            || host instanceof Symbol
            || host instanceof RubyProc
            || host instanceof RubyRange)) {
      return run.invoke(host, "==", List.of(right), place);
    }
    return Value.Bool.of(left.equals(right));
  }

  /** {@code ===}, as {@code case} asks. */
  static Value matches(Value pattern, Value value, Evaluation run, Place place) {
    if (pattern instanceof RubyModule type) {
      return ObjectMethods.isA(value, type, place);
    }
    if (pattern instanceof RubyRange range) {
      return RangeMethods.covers(range, value, run, place);
    }
    if (pattern instanceof RubyRegexp regexp) {
      return value instanceof Text || value instanceof Symbol
          ? regexp.matches(Strings.text(value, run, place), run, place)
          : value instanceof Unknown ? new Unknown(place.text(), place) : Value.Bool.FALSE;
    }
    if (pattern instanceof RubyProc proc) {
      return proc.run(run, place, value);
    }
    if (pattern instanceof HostObject host
        && !(host instanceof Symbol)
        && !(host instanceof RubyObject)
        && !(host instanceof RubyHash)) {
      return run.invoke(host, "===", List.of(value), place);
    }
    return equal(pattern, value, run, place);
  }

  static boolean isNumber(Value value) {
    return value instanceof Value.BigInt || value instanceof Value.Num;
  }

  static double number(Value value) {
    return value instanceof Value.BigInt whole
        ? whole.value().doubleValue()
        : ((Value.Num) value).value();
  }

  /** A whole number that an int holds; null: it is none. */
  public static @Nullable Integer whole(Value value) {
    if (value instanceof Value.BigInt number && number.value().bitLength() < 32) {
      return number.value().intValue();
    }
    return value instanceof Value.Num number && number.value() == (int) number.value()
        ? (int) number.value()
        : null;
  }

  public static Value of(long number) {
    return new Value.BigInt(BigInteger.valueOf(number));
  }

  private static Value ofText(
      BinaryOperator operator, Text left, Value right, Evaluation run, Place place) {
    switch (operator) {
      case ADD, SHIFT_LEFT:
        if (right instanceof Text
            || right instanceof Unknown
            || operator == BinaryOperator.SHIFT_LEFT) {
          return left.concat(Strings.text(right, run, place));
        }
        throw run.language().error("no implicit conversion into String", run, place);
      case MULTIPLY:
        Integer times = whole(right);
        if (times == null || times < 0 || (long) times * left.length() > 1 << 20) {
          return new Unknown(place.text(), place);
        }
        Text.Builder all = new Text.Builder();
        for (int i = 0; i < times; i++) {
          run.spend(1);
          all.add(left);
        }
        return all.build();
      case REMAINDER:
        return Strings.format(
            left,
            right instanceof ListValue list && list.uncertain() == null
                ? list.items()
                : List.of(right),
            run,
            place);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL:
        if (right instanceof Text other && left.isKnown() && other.isKnown()) {
          return compared(operator, left.text().compareTo(other.text()));
        }
        return new Unknown(place.text(), place);
      default:
        return new Unknown(place.text(), place);
    }
  }

  private static Value compared(BinaryOperator operator, int order) {
    return Value.Bool.of(
        switch (operator) {
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          default -> order >= 0;
        });
  }

  private static Value ofList(
      BinaryOperator operator, ListValue left, Value right, Evaluation run, Place place) {
    if (operator == BinaryOperator.SHIFT_LEFT) {
      left.add(right);
      return left;
    }
    if (operator == BinaryOperator.MULTIPLY && right instanceof Text) {
      return ArrayMethods.join(left, (Text) right, run, place);
    }
    if (!(right instanceof ListValue other)) {
      if (right instanceof Unknown unknown) {
        ListValue some = run.list(left.items());
        some.becomeUncertain(unknown);
        return some;
      }
      return new Unknown(place.text(), place);
    }
    List<Value> items = new ArrayList<>();
    run.spend(left.size() + other.size());
    switch (operator) {
      case ADD -> {
        items.addAll(left.items());
        items.addAll(other.items());
      }
      case SUBTRACT -> {
        List<Value> without = other.items();
        for (Value item : left.items()) {
          run.spend(without.size());
          if (!without.contains(item)) {
            items.add(item);
          }
        }
      }
      case BIT_AND -> {
        List<Value> both = other.items();
        for (Value item : left.items()) {
          run.spend(both.size());
          if (both.contains(item) && !items.contains(item)) {
            items.add(item);
          }
        }
      }
      case BIT_OR -> {
        List<Value> all = new ArrayList<>(left.items());
        all.addAll(other.items());
        for (Value item : all) {
          run.spend(items.size());
          if (!items.contains(item)) {
            items.add(item);
          }
        }
      }
      default -> {
        return new Unknown(place.text(), place);
      }
    }
    ListValue made = run.list(items);
    Unknown why = left.uncertain() == null ? other.uncertain() : left.uncertain();
    if (why != null) {
      made.becomeUncertain(why);
    }
    return made;
  }

  private static Value ofNumbers(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    if (left instanceof Value.BigInt a && right instanceof Value.BigInt b) {
      return ofWhole(operator, a.value(), b.value(), run, place);
    }
    double a = number(left);
    double b = number(right);
    return switch (operator) {
      case ADD -> new Value.Num(a + b);
      case SUBTRACT -> new Value.Num(a - b);
      case MULTIPLY -> new Value.Num(a * b);
      case DIVIDE -> new Value.Num(a / b);
      case REMAINDER -> new Value.Num(a - b * Math.floor(a / b));
      case POWER -> new Value.Num(Math.pow(a, b));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          compared(operator, Double.compare(a, b));
      default -> new Unknown(place.text(), place);
    };
  }

  private static Value ofWhole(
      BinaryOperator operator, BigInteger a, BigInteger b, Evaluation run, Place place) {
    Unknown large = new Unknown(place.text(), place);
    switch (operator) {
      case DIVIDE, REMAINDER:
        if (b.signum() == 0) {
          throw run.language().error("divided by 0", run, place);
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean odd = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return new Value.BigInt(
            operator == BinaryOperator.DIVIDE
                ? (odd ? parts[0].subtract(BigInteger.ONE) : parts[0])
                : (odd ? parts[1].add(b) : parts[1]));
      case POWER:
        if (b.bitLength() > 12 || (long) a.bitLength() * b.intValue() > BITS) {
          return large;
        }
        return b.signum() < 0
            ? new Value.Num(Math.pow(a.doubleValue(), b.doubleValue()))
            : new Value.BigInt(a.pow(b.intValue()));
      case SHIFT_LEFT:
        return b.bitLength() > 12 || a.bitLength() > BITS
            ? large
            : new Value.BigInt(a.shiftLeft(b.intValue()));
      case SHIFT_RIGHT:
        return b.bitLength() > 12 ? large : new Value.BigInt(a.shiftRight(b.intValue()));
      case MULTIPLY:
        return a.bitLength() + b.bitLength() > BITS ? large : new Value.BigInt(a.multiply(b));
      case ADD:
        return new Value.BigInt(a.add(b));
      case SUBTRACT:
        return new Value.BigInt(a.subtract(b));
      case BIT_AND:
        return new Value.BigInt(a.and(b));
      case BIT_OR:
        return new Value.BigInt(a.or(b));
      case BIT_XOR:
        return new Value.BigInt(a.xor(b));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL:
        return compared(operator, a.compareTo(b));
      default:
        return large;
    }
  }
}
