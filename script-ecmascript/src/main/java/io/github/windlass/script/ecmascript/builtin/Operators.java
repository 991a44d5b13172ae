package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Function;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Operators: ECMA-262, 13.5 to 13.11. */
final class Operators {

  /** No whole number has more bits. */
  private static final int LARGEST = 1 << 20;

  private Operators() {}

  static Value apply(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    return switch (operator) {
      case ADD -> add(left, right, run, place);
      case EQUAL -> bool(Equality.loose(left, right, run, place), false, left, right, place);
      case NOT_EQUAL -> bool(Equality.loose(left, right, run, place), true, left, right, place);
      case STRICT_EQUAL -> bool(Equality.strict(left, right), false, left, right, place);
      case STRICT_NOT_EQUAL -> bool(Equality.strict(left, right), true, left, right, place);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          compare(operator, left, right, run, place);
      case IN -> in(left, right, run, place);
      case INSTANCE_OF -> instanceOf(left, right, run, place);
      case SUBTRACT,
          MULTIPLY,
          DIVIDE,
          REMAINDER,
          POWER,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          SHIFT_RIGHT_UNSIGNED,
          BIT_AND,
          BIT_OR,
          BIT_XOR ->
          arithmetic(operator, left, right, run, place);
    };
  }

  private static Value bool(Truth truth, boolean not, Value left, Value right, Place place) {
    return switch (truth) {
      case TRUE -> Value.Bool.of(!not);
      case FALSE -> Value.Bool.of(not);
      case UNKNOWN -> Unknowns.of(left instanceof Unknown ? left : right, place);
    };
  }

  private static Value add(Value left, Value right, Evaluation run, Place place) {
    if (left instanceof Text first && right instanceof Text second) {
      Cost.characters(Math.min(first.length(), second.length()), run);
      return first.concat(second);
    }
    Value one = Coercion.primitive(left, Coercion.Hint.DEFAULT, run, place);
    Value other = Coercion.primitive(right, Coercion.Hint.DEFAULT, run, place);
    if (one instanceof Text || other instanceof Text) {
      if (one instanceof SymbolValue || other instanceof SymbolValue) {
        throw ErrorObjects.thrown(
            Constructor.TYPE_ERROR, "Cannot convert a Symbol value to a string", run, place);
      }
      Text first = Coercion.text(one, run, place);
      Text second = Coercion.text(other, run, place);
      Cost.characters(Math.min(first.length(), second.length()), run);
      return first.concat(second);
    }
    if (one instanceof Unknown || other instanceof Unknown) {
      return Unknowns.of(one instanceof Unknown ? one : other, place);
    }
    return arithmetic(BinaryOperator.ADD, one, other, run, place);
  }

  private static Value arithmetic(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    Value one = Coercion.numeric(left, run, place);
    Value other = Coercion.numeric(right, run, place);
    if (one instanceof Value.Num first && other instanceof Value.Num second) {
      return new Value.Num(numbers(operator, first.value(), second.value()));
    }
    if (one instanceof Unknown || other instanceof Unknown) {
      return Unknowns.of(one instanceof Unknown ? one : other, place);
    }
    if (one instanceof Value.BigInt first && other instanceof Value.BigInt second) {
      return bigInts(operator, first.value(), second.value(), run, place);
    }
    throw ErrorObjects.thrown(
        Constructor.TYPE_ERROR,
        "Cannot mix BigInt and other types, use explicit conversions",
        run,
        place);
  }

  private static double numbers(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> left % right;
      case POWER -> StrictMath.pow(left, right);
      case SHIFT_LEFT -> Coercion.int32(left) << Coercion.int32(right);
      case SHIFT_RIGHT -> Coercion.int32(left) >> Coercion.int32(right);
      case SHIFT_RIGHT_UNSIGNED ->
          (Coercion.int32(left) & 0xFFFFFFFFL) >>> (Coercion.int32(right) & 31);
      case BIT_AND -> Coercion.int32(left) & Coercion.int32(right);
      case BIT_OR -> Coercion.int32(left) | Coercion.int32(right);
      case BIT_XOR -> Coercion.int32(left) ^ Coercion.int32(right);
      default -> throw new IllegalArgumentException(operator.sign());
    };
  }

  private static Value bigInts(
      BinaryOperator operator, BigInteger left, BigInteger right, Evaluation run, Place place) {
    int bits = left.bitLength() + right.bitLength();
    // Multiplication and division look at each digit of one for each of the other.
    run.spend((long) left.bitLength() * right.bitLength() / 10_000 + bits / 50);
    return switch (operator) {
      case ADD -> limited(left.add(right), run, place);
      case SUBTRACT -> limited(left.subtract(right), run, place);
      case MULTIPLY -> limited(left.multiply(right), run, place);
      case DIVIDE, REMAINDER -> {
        if (right.signum() == 0) {
          throw rangeError("Division by zero", run, place);
        }
        yield new Value.BigInt(
            operator == BinaryOperator.DIVIDE ? left.divide(right) : left.remainder(right));
      }
      case POWER -> power(left, right, run, place);
      case SHIFT_LEFT -> shift(left, right, run, place);
      case SHIFT_RIGHT -> shift(left, right.negate(), run, place);
      case SHIFT_RIGHT_UNSIGNED ->
          throw ErrorObjects.thrown(
              Constructor.TYPE_ERROR,
              "BigInts have no unsigned right shift, use >> instead",
              run,
              place);
      case BIT_AND -> new Value.BigInt(left.and(right));
      case BIT_OR -> new Value.BigInt(left.or(right));
      case BIT_XOR -> new Value.BigInt(left.xor(right));
      default -> throw new IllegalArgumentException(operator.sign());
    };
  }

  private static Value power(BigInteger base, BigInteger exponent, Evaluation run, Place place) {
    if (exponent.signum() < 0) {
      throw rangeError("Exponent must be non-negative", run, place);
    }
    boolean small = base.bitLength() <= 1 && base.abs().bitLength() <= 1;
    if (small) {
      boolean odd = exponent.testBit(0);
      return new Value.BigInt(
          exponent.signum() == 0 ? BigInteger.ONE : odd ? base : base.multiply(base));
    }
    if (exponent.bitLength() > 20 || (long) base.bitLength() * exponent.intValue() > LARGEST) {
      throw rangeError("Maximum BigInt size exceeded", run, place);
    }
    long bits = (long) base.bitLength() * exponent.intValue();
    run.spend(bits * bits / 100_000);
    return new Value.BigInt(base.pow(exponent.intValue()));
  }

  private static Value shift(BigInteger value, BigInteger by, Evaluation run, Place place) {
    if (by.signum() > 0 && value.signum() != 0) {
      if (by.bitLength() > 20 || value.bitLength() + by.intValue() > LARGEST) {
        throw rangeError("Maximum BigInt size exceeded", run, place);
      }
      return new Value.BigInt(value.shiftLeft(by.intValue()));
    }
    if (by.bitLength() > 30) {
      return new Value.BigInt(
          value.signum() < 0 && by.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ZERO);
    }
    return new Value.BigInt(value.shiftLeft(by.intValue()));
  }

  private static Value limited(BigInteger value, Evaluation run, Place place) {
    if (value.bitLength() > LARGEST) {
      throw rangeError("Maximum BigInt size exceeded", run, place);
    }
    return new Value.BigInt(value);
  }

  private static RuntimeException rangeError(String message, Evaluation run, Place place) {
    return ErrorObjects.thrown(Constructor.RANGE_ERROR, message, run, place);
  }

  private static Value compare(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    Value one = Coercion.primitive(left, Coercion.Hint.NUMBER, run, place);
    Value other = Coercion.primitive(right, Coercion.Hint.NUMBER, run, place);
    if (one instanceof Text first && other instanceof Text second) {
      String known = first.known();
      String otherKnown = second.known();
      return known == null || otherKnown == null
          ? Unknowns.of(one, place)
          : Value.Bool.of(holds(operator, known.compareTo(otherKnown)));
    }
    if (one instanceof Value.BigInt first && other instanceof Text second) {
      return bigAndText(operator, first.value(), second, false, run, place);
    }
    if (one instanceof Text first && other instanceof Value.BigInt second) {
      return bigAndText(operator, second.value(), first, true, run, place);
    }
    Value first = Coercion.numeric(one, run, place);
    Value second = Coercion.numeric(other, run, place);
    if (first instanceof Unknown || second instanceof Unknown) {
      return Unknowns.of(first instanceof Unknown ? first : second, place);
    }
    if (first instanceof Value.Num a && second instanceof Value.Num b) {
      return Value.Bool.of(
          switch (operator) {
            case LESS -> a.value() < b.value();
            case LESS_OR_EQUAL -> a.value() <= b.value();
            case GREATER -> a.value() > b.value();
            default -> a.value() >= b.value();
          });
    }
    if (isNaN(first) || isNaN(second)) {
      return Value.Bool.FALSE;
    }
    return Value.Bool.of(holds(operator, sizes(first, second)));
  }

  private static Value bigAndText(
      BinaryOperator operator,
      BigInteger big,
      Text text,
      boolean textFirst,
      Evaluation run,
      Place place) {
    String known = text.known();
    if (known == null) {
      return Unknowns.of(text, place);
    }
    BigInteger read = NumberReader.readBigInt(known, run);
    if (read == null) {
      return Value.Bool.FALSE;
    }
    return Value.Bool.of(holds(operator, textFirst ? read.compareTo(big) : big.compareTo(read)));
  }

  private static boolean isNaN(Value value) {
    return value instanceof Value.Num num && Double.isNaN(num.value());
  }

  private static int sizes(Value left, Value right) {
    if (left instanceof Value.Num num && Double.isInfinite(num.value())) {
      return num.value() > 0 ? 1 : -1;
    }
    if (right instanceof Value.Num num && Double.isInfinite(num.value())) {
      return num.value() > 0 ? -1 : 1;
    }
    return exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Value value) {
    return switch (value) {
      case Value.Num num -> new BigDecimal(num.value());
      case Value.BigInt big -> new BigDecimal(big.value());
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static boolean holds(BinaryOperator operator, int order) {
    return switch (operator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  /** {@code key in target}. */
  static Value in(Value key, Value target, Evaluation run, Place place) {
    if (target instanceof Unknown || key instanceof Unknown) {
      return Unknowns.of(target instanceof Unknown ? target : key, place);
    }
    Text name = Coercion.text(key, run, place);
    if (Coercion.isPrimitive(target)) {
      throw ErrorObjects.thrown(
          Constructor.TYPE_ERROR,
          "Cannot use 'in' operator to search for '"
              + name
              + "' in "
              + (target instanceof Text text ? text.toString() : Inspection.brief(target)),
          run,
          place);
    }
    String known = name.known();
    if (known == null) {
      return Unknowns.of(name, place);
    }
    if (target instanceof PromiseObject promise && Bluebird.has(known)) {
      return bool(promise.kind().isBluebird(), false, promise, promise, place);
    }
    boolean inherited =
        !(target instanceof ObjectValue bare && !Prototypes.isFromObject(bare))
            && Prototypes.constructor(target) instanceof Constructor constructor
            && constructor.instances().member(known) != Value.Nothing.UNDEFINED;
    if (inherited) {
      return Value.Bool.TRUE;
    }
    ObjectValue object = target instanceof ObjectValue first ? first : null;
    for (int i = 0; i < 1000 && object != null; i++) {
      if (object.has(known) || (object.type() != null && hasMethod(object.type(), known))) {
        return Value.Bool.TRUE;
      }
      if (object.uncertain() != null) {
        return Unknowns.of(object, place);
      }
      object = object.prototype();
    }
    Call call = new Call(target, List.of(), run, place);
    return bool(Properties.hasOwn(target, known, call), false, target, target, place);
  }

  private static boolean hasMethod(ClassValue type, String name) {
    Value at = type;
    for (int i = 0; i < 1000 && at instanceof ClassValue above; i++) {
      if (above.methods().has(name)) {
        return true;
      }
      at = above.superclass();
    }
    return false;
  }

  /** {@code value instanceof type}. */
  private static Value instanceOf(Value value, Value type, Evaluation run, Place place) {
    return switch (type) {
      case Unknown unknown -> Unknowns.of(unknown, place);
      case ClassValue known -> {
        if (known.statics().has(SymbolValue.HAS_INSTANCE)) {
          Value answer = run.invoke(known, SymbolValue.HAS_INSTANCE, List.of(value), place);
          yield bool(Coercion.truth(answer), false, answer, answer, place);
        }
        yield value instanceof Unknown
            ? Unknowns.of(value, place)
            : Value.Bool.of(value instanceof ObjectValue object && descends(object, known));
      }
      case Constructor known -> {
        if (value instanceof Unknown) {
          yield Unknowns.of(value, place);
        }
        if (known == Constructor.PROMISE && value instanceof PromiseObject promise) {
          yield bool(promise.kind().isBluebird(), true, promise, promise, place);
        }
        yield Value.Bool.of(
            known.isInstance(value)
                || (value instanceof ObjectValue object && descends(object, known)));
      }
      case FunctionMembers.Bound bound -> instanceOf(value, bound.target(), run, place);
      case Closure closure -> byPrototype(value, closure, run, place);
      case HostObject host -> ofHost(value, host, run, place);
      case ObjectValue object when object.has(SymbolValue.HAS_INSTANCE) -> {
        Value answer = run.invoke(object, SymbolValue.HAS_INSTANCE, List.of(value), place);
        yield bool(Coercion.truth(answer), false, answer, answer, place);
      }
      case ListValue list -> throw notCallable(run, place);
      default -> throw notCallable(run, place);
    };
  }

  private static RuntimeException notCallable(Evaluation run, Place place) {
    return ErrorObjects.thrown(
        Constructor.TYPE_ERROR, "Right-hand side of 'instanceof' is not callable", run, place);
  }

  /** Whether an object is an instance of a class or of one that extends it. */
  private static boolean descends(ObjectValue object, Value from) {
    ObjectValue at = object;
    for (int i = 0; i < 1000 && at != null; i++) {
      Value type = at.type();
      for (int j = 0; j < 1000 && type != null; j++) {
        if (type.equals(from)) {
          return true;
        }
        type = type instanceof ClassValue above ? above.superclass() : null;
      }
      ObjectValue above = at.prototype();
      if (above != null && from instanceof ClassValue known && above == known.methods()) {
        return true;
      }
      at = above;
    }
    return false;
  }

  private static Value byPrototype(Value value, Closure closure, Evaluation run, Place place) {
    if (closure.function().kind() != Function.Kind.FUNCTION) {
      throw ErrorObjects.thrown(
          Constructor.TYPE_ERROR,
          "Function has non-object prototype 'undefined' in instanceof check",
          run,
          place);
    }
    if (value instanceof Unknown) {
      return Unknowns.of(value, place);
    }
    Value prototype = run.member(closure, "prototype", place);
    ObjectValue at = value instanceof ObjectValue object ? object : null;
    for (int i = 0; i < 1000 && at != null; i++) {
      if (at.type() != null && at.type().equals(run.classOf(closure))) {
        return Value.Bool.TRUE;
      }
      at = at.prototype();
      if (at != null && at.equals(prototype)) {
        return Value.Bool.TRUE;
      }
    }
    return Value.Bool.FALSE;
  }

  private static Value ofHost(Value value, HostObject type, Evaluation run, Place place) {
    return switch (value) {
      case PromiseObject promise when type == BluebirdStatics.PromiseClass.BLUEBIRD ->
          bool(promise.kind().isBluebird(), false, promise, promise, place);
      case ObjectValue object -> Value.Bool.of(descends(object, type));
      case Unknown unknown -> Unknowns.of(unknown, place);
      case BuiltinObject builtin -> Value.Bool.FALSE;
      case HostObject host when !Coercion.isPrimitive(host) -> {
        Value constructor = host.member("constructor", run, place);
        yield constructor == Value.Nothing.UNDEFINED
            ? Unknowns.of(host, place)
            : Value.Bool.of(constructor.equals(type));
      }
      default -> Value.Bool.FALSE;
    };
  }

  static Value apply(UnaryOperator operator, Value operand, Evaluation run, Place place) {
    return switch (operator) {
      case NOT -> bool(Coercion.truth(operand), true, operand, operand, place);
      case VOID -> Value.Nothing.UNDEFINED;
      case TYPE_OF -> typeOf(operand, place);
      case PLUS ->
          switch (Coercion.numeric(operand, run, place)) {
            case Value.Num num -> num;
            case Value.BigInt big ->
                throw ErrorObjects.thrown(
                    Constructor.TYPE_ERROR,
                    "Cannot convert a BigInt value to a number",
                    run,
                    place);
            default -> Unknowns.of(operand, place);
          };
      case NEGATE ->
          switch (Coercion.numeric(operand, run, place)) {
            case Value.Num num -> new Value.Num(-num.value());
            case Value.BigInt big -> new Value.BigInt(big.value().negate());
            default -> Unknowns.of(operand, place);
          };
      case BIT_NOT ->
          switch (Coercion.numeric(operand, run, place)) {
            case Value.Num num -> new Value.Num(~Coercion.int32(num.value()));
            case Value.BigInt big -> new Value.BigInt(big.value().not());
            default -> Unknowns.of(operand, place);
          };
    };
  }

  private static Value typeOf(Value value, Place place) {
    return switch (value) {
      case Unknown unknown -> Unknowns.of(unknown, place);
      case Value.Nothing nothing ->
          Text.produced(nothing == Value.Nothing.UNDEFINED ? "undefined" : "object", place);
      case Value.Bool bool -> Text.produced("boolean", place);
      case Value.Num num -> Text.produced("number", place);
      case Value.BigInt big -> Text.produced("bigint", place);
      case Text text -> Text.produced("string", place);
      case SymbolValue symbol -> Text.produced("symbol", place);
      default -> Text.produced(Coercion.isFunction(value) ? "function" : "object", place);
    };
  }
}
