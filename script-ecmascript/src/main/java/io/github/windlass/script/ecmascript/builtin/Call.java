package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * A call of a built-in function. What asks for a value that is not known throws {@link NotKnown}.
 *
 * @param self what it is called on
 */
record Call(Value self, List<Value> arguments, Evaluation run, Place place) {

  /** An argument; undefined if it was not given. */
  Value at(int index) {
    return index < arguments.size() ? arguments.get(index) : Value.Nothing.UNDEFINED;
  }

  /** The number of arguments. */
  int size() {
    return arguments.size();
  }

  /** Whether an argument was given, and not as undefined. */
  boolean has(int index) {
    return at(index) != Value.Nothing.UNDEFINED;
  }

  /** An argument as text; what is unknown is a hole. */
  Text text(int index) {
    return Coercion.text(at(index), run, place);
  }

  /** An argument as known characters. */
  String string(int index) {
    return Coercion.string(at(index), run, place);
  }

  /** An argument as a number. */
  double number(int index) {
    return Coercion.number(at(index), run, place);
  }

  /** An argument as a whole number, perhaps infinite; NaN is 0. */
  double integer(int index) {
    return Coercion.integer(at(index), run, place);
  }

  /**
   * An argument that counts from the start, or if negative from the end, of something.
   *
   * @param otherwise if it is not given
   */
  int position(int index, int length, int otherwise) {
    return has(index) ? Coercion.position(integer(index), length) : otherwise;
  }

  /** Whether an argument counts as true. */
  boolean truth(int index) {
    return switch (Coercion.truth(at(index))) {
      case TRUE -> true;
      case FALSE -> false;
      case UNKNOWN -> throw new NotKnown(at(index));
    };
  }

  /** An argument that must be a function. */
  Value function(int index) {
    Value function = at(index);
    if (function instanceof Unknown || Coercion.isFunction(function)) {
      return function;
    }
    throw typeError(Inspection.brief(function) + " is not a function");
  }

  /** Calls a function. */
  Value call(Value function, Value... values) {
    return run.call(function, Value.Nothing.UNDEFINED, List.of(values), place);
  }

  /** How a function answers a question. */
  Truth ask(Value function, Value... values) {
    return Coercion.truth(call(function, values));
  }

  /** This call with another self. */
  Call on(Value other) {
    return new Call(other, arguments, run, place);
  }

  /** This call with other arguments. */
  Call with(List<Value> others) {
    return new Call(self, others, run, place);
  }

  /** What the call gives, if something is unknown. */
  Unknown unknown(Value cause) {
    return Unknowns.of(cause, place);
  }

  /** What the call gives, if nobody can know. */
  Unknown unknown() {
    return Unknowns.of(self, place);
  }

  Thrown typeError(String message) {
    return ErrorObjects.thrown(Constructor.TYPE_ERROR, message, run, place);
  }

  Thrown rangeError(String message) {
    return ErrorObjects.thrown(Constructor.RANGE_ERROR, message, run, place);
  }
}
