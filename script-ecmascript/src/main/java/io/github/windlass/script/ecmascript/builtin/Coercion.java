package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.math.BigInteger;
import java.util.List;

/** How a value of one type becomes one of another: ECMA-262, 7.1. */
final class Coercion {

  /** Which primitive value is wanted of an object. */
  enum Hint {
    DEFAULT("default"),
    NUMBER("number"),
    STRING("string");

    private final String word;

    Hint(String word) {
      this.word = word;
    }
  }

  private Coercion() {}

  /** ToBoolean. */
  static Truth truth(Value value) {
    // The frequent kinds first: a switch over types is linked when it is first reached, and most
    // runs reach none of these.
    if (value instanceof Value.Bool bool) {
      return bool == Value.Bool.TRUE ? Truth.TRUE : Truth.FALSE;
    }
    if (value instanceof Value.Nothing) {
      return Truth.FALSE;
    }
    if (value instanceof Unknown) {
      return Truth.UNKNOWN;
    }
    if (value instanceof Text text) {
      return truthOfText(text);
    }
    if (value instanceof ObjectValue || value instanceof ListValue) {
      return Truth.TRUE;
    }
    return switch (value) {
      case Value.Nothing nothing -> Truth.FALSE;
      case Value.Bool bool -> bool == Value.Bool.TRUE ? Truth.TRUE : Truth.FALSE;
      case Value.Num num ->
          num.value() == 0 || Double.isNaN(num.value()) ? Truth.FALSE : Truth.TRUE;
      case Value.BigInt big -> big.value().signum() == 0 ? Truth.FALSE : Truth.TRUE;
      case Text text -> truthOfText(text);
      case Unknown unknown -> Truth.UNKNOWN;
      case ListValue list -> Truth.TRUE;
      case ObjectValue object -> Truth.TRUE;
      case Closure closure -> Truth.TRUE;
      case ClassValue type -> Truth.TRUE;
      case HostObject host -> Truth.TRUE;
    };
  }

  private static Truth truthOfText(Text text) {
    if (text.length() == 0) {
      return Truth.FALSE;
    }
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known) {
        return Truth.TRUE;
      }
    }
    return Truth.UNKNOWN;
  }

  static boolean isFunction(Value value) {
    return value instanceof Closure
        || value instanceof ClassValue
        || value instanceof NativeFunction
        || value instanceof FunctionObject;
  }

  /**
   * Whether a value is one that no property can be given: no object. Unknown ones count as such.
   */
  static boolean isPrimitive(Value value) {
    if (value instanceof Text || value instanceof Unknown || value instanceof Value.Nothing) {
      return true;
    }
    if (value instanceof ObjectValue || value instanceof ListValue) {
      return false;
    }
    return switch (value) {
      case Value.Nothing nothing -> true;
      case Value.Bool bool -> true;
      case Value.Num num -> true;
      case Value.BigInt big -> true;
      case Text text -> true;
      case Unknown unknown -> true;
      case HostObject host -> host instanceof SymbolValue;
      case ListValue list -> false;
      case ObjectValue object -> false;
      case Closure closure -> false;
      case ClassValue type -> false;
    };
  }

  /** ToPrimitive. */
  static Value primitive(Value value, Hint hint, Evaluation run, Place place) {
    if (value instanceof Text
        || value instanceof Unknown
        || value instanceof Value.Num
        || value instanceof Value.Nothing
        || value instanceof Value.Bool) {
      return value;
    }
    return switch (value) {
      case ListValue list -> ArrayText.join(list, Text.produced(",", place), run, place);
      case ObjectValue object -> ofObject(object, hint, run, place);
      case Closure closure -> Unknowns.of(closure, place);
      case ClassValue type -> Text.verbatim(type.place().text(), type.place());
      case BuiltinObject object -> object.primitive(hint, run, place);
      case FunctionObject function -> FunctionMembers.source(function.functionName(), place);
      case NativeFunction function -> FunctionMembers.source(function.name(), place);
      case SymbolValue symbol -> symbol;
      case HostObject host -> ofHost(host, run, place);
      default -> value;
    };
  }

  private static Value ofHost(HostObject host, Evaluation run, Place place) {
    Value member = host.member("toString", run, place);
    if (member == Value.Nothing.UNDEFINED) {
      return Text.produced("[object Object]", place);
    }
    Value result = run.call(member, host, List.of(), place);
    return isPrimitive(result) ? result : Unknowns.of(host, place);
  }

  private static Value ofObject(ObjectValue object, Hint hint, Evaluation run, Place place) {
    Value exotic = run.member(object, SymbolValue.TO_PRIMITIVE, place);
    if (!(exotic instanceof Value.Nothing)) {
      Value result = run.call(exotic, object, List.of(Text.of(hint.word)), place);
      if (isPrimitive(result)) {
        return result;
      }
      throw notPrimitive(run, place);
    }
    for (int turn = 0; turn < 2; turn++) {
      String name = turn == 0 == (hint == Hint.STRING) ? "toString" : "valueOf";
      Value method = run.member(object, name, place);
      if (method instanceof Unknown) {
        return Unknowns.of(method, place);
      }
      if (isFunction(method) && !isObjectsOwn(method, "valueOf")) {
        Value result = run.call(method, object, List.of(), place);
        if (isPrimitive(result)) {
          return result;
        }
      }
    }
    throw notPrimitive(run, place);
  }

  private static boolean isObjectsOwn(Value method, String name) {
    return method instanceof Method known
        && known.family() == Family.OBJECT
        && known.functionName().equals(name);
  }

  private static RuntimeException notPrimitive(Evaluation run, Place place) {
    return ErrorObjects.thrown(
        Constructor.TYPE_ERROR, "Cannot convert object to primitive value", run, place);
  }

  /** ToString; what is unknown is a hole. */
  static Text text(Value value, Evaluation run, Place place) {
    if (value instanceof Text text) {
      return text;
    }
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (value instanceof Value.Num num) {
      return Text.produced(NumberFormat.format(num.value()), place);
    }
    return switch (value) {
      case Text text -> text;
      case Unknown unknown -> Text.hole(unknown);
      case Value.Nothing nothing ->
          Text.produced(nothing == Value.Nothing.NULL ? "null" : "undefined", place);
      case Value.Bool bool -> Text.produced(bool == Value.Bool.TRUE ? "true" : "false", place);
      case Value.Num num -> Text.produced(NumberFormat.format(num.value()), place);
      case Value.BigInt big -> Text.produced(BigIntMembers.format(big.value(), 10, run), place);
      // The key, so that a[symbol] is a member like any other.
      case SymbolValue symbol -> Text.of(symbol.key());
      default -> text(primitive(value, Hint.STRING, run, place), run, place);
    };
  }

  /**
   * ToString of what must be known.
   *
   * @throws NotKnown if it is not
   */
  static String string(Value value, Evaluation run, Place place) {
    Text text = text(value, run, place);
    String known = text.known();
    if (known == null) {
      throw new NotKnown(value instanceof Unknown ? value : text);
    }
    return known;
  }

  /**
   * ToNumeric.
   *
   * @return a number, or unknown
   */
  static Value numeric(Value value, Evaluation run, Place place) {
    if (value instanceof Value.Num || value instanceof Unknown) {
      return value;
    }
    Value primitive = primitive(value, Hint.NUMBER, run, place);
    return switch (primitive) {
      case Value.Num num -> num;
      case Value.BigInt big -> big;
      case Unknown unknown -> unknown;
      case Value.Nothing nothing -> new Value.Num(nothing == Value.Nothing.NULL ? 0 : Double.NaN);
      case Value.Bool bool -> new Value.Num(bool == Value.Bool.TRUE ? 1 : 0);
      case Text text -> {
        String known = text.known();
        yield known == null ? Unknowns.of(text, place) : new Value.Num(NumberReader.read(known));
      }
      default ->
          throw ErrorObjects.thrown(
              Constructor.TYPE_ERROR, "Cannot convert a Symbol value to a number", run, place);
    };
  }

  /**
   * ToNumber of what must be known.
   *
   * @throws NotKnown if it is not
   */
  static double number(Value value, Evaluation run, Place place) {
    if (value instanceof Value.Num num) {
      return num.value();
    }
    return switch (numeric(value, run, place)) {
      case Value.Num num -> num.value();
      case Value.BigInt big ->
          throw ErrorObjects.thrown(
              Constructor.TYPE_ERROR, "Cannot convert a BigInt value to a number", run, place);
      default -> throw new NotKnown(value);
    };
  }

  /**
   * ToIntegerOrInfinity of what must be known.
   *
   * @throws NotKnown if it is not
   */
  static double integer(Value value, Evaluation run, Place place) {
    double number = number(value, run, place);
    return Double.isNaN(number) ? 0 : truncate(number);
  }

  /** A number without its fraction. */
  static double truncate(double number) {
    // 0.0 + makes 0 of -0.
    return 0.0 + (number < 0 ? Math.ceil(number) : Math.floor(number));
  }

  /** An index that if negative counts from the end, within a length. */
  static int position(double integer, int length) {
    return (int) (integer < 0 ? Math.max(0, length + integer) : Math.min(integer, length));
  }

  /** ToInt32. */
  static int int32(double number) {
    if (number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE) {
      return (int) number;
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return 0;
    }
    double rest = truncate(number) % 4294967296.0;
    return (int) (long) rest;
  }

  /**
   * ToBigInt of what must be known.
   *
   * @throws NotKnown if it is not
   */
  static BigInteger bigInt(Value value, Evaluation run, Place place) {
    Value primitive = primitive(value, Hint.NUMBER, run, place);
    return switch (primitive) {
      case Value.BigInt big -> big.value();
      case Value.Bool bool -> bool == Value.Bool.TRUE ? BigInteger.ONE : BigInteger.ZERO;
      case Unknown unknown -> throw new NotKnown(unknown);
      case Text text -> {
        BigInteger read = NumberReader.readBigInt(string(text, run, place), run);
        if (read == null) {
          throw ErrorObjects.thrown(
              Constructor.SYNTAX_ERROR, "Cannot convert " + text + " to a BigInt", run, place);
        }
        yield read;
      }
      default ->
          throw ErrorObjects.thrown(
              Constructor.TYPE_ERROR,
              "Cannot convert " + Inspection.brief(primitive) + " to a BigInt",
              run,
              place);
    };
  }

  /**
   * The name of the property that a value is the key of.
   *
   * @throws NotKnown if it is not known
   */
  static String key(Value value, Evaluation run, Place place) {
    return string(value, run, place);
  }
}
