package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors: plain objects with hidden properties, one of which says that they are errors, so that an
 * instance of a class that extends Error can have the same.
 */
final class ErrorObjects {

  /** The internal slot: the constructor. */
  private static final String KIND = SymbolValue.INTERNAL + "ErrorData";

  private ErrorObjects() {}

  static Thrown thrown(Constructor kind, String message, Evaluation run, Place place) {
    return new Thrown(make(kind, Text.produced(message, place), run, place), place);
  }

  /**
   * A new error.
   *
   * @param message null: it has none of its own
   */
  static ObjectValue make(Constructor kind, @Nullable Text message, Evaluation run, Place place) {
    ObjectValue error = run.object();
    hidden(error, KIND, kind);
    Text stack = Text.of(kind.globalName());
    if (message != null) {
      hidden(error, "message", message);
      stack = message.length() == 0 ? stack : stack.concat(Text.of(": ")).concat(message);
    }
    Text calls = Text.hole(new Unknown("the calls that led here", place));
    hidden(error, "stack", stack.concat(Text.of("\n    at ")).concat(calls));
    return error;
  }

  private static void hidden(ObjectValue object, String key, Value value) {
    object.put(key, value);
    object.hide(key, true);
  }

  /** {@code new Error(message, options)}. */
  static Value construct(Constructor kind, List<Value> arguments, Evaluation run, Place place) {
    Call call = new Call(kind, arguments, run, place);
    int first = kind == Constructor.AGGREGATE_ERROR ? 1 : 0;
    ObjectValue error = make(kind, call.has(first) ? call.text(first) : null, run, place);
    if (call.at(first + 1) instanceof ObjectValue options && options.has("cause")) {
      hidden(error, "cause", run.member(options, "cause", place));
    }
    if (first == 1) {
      List<Value> errors = Iteration.items(call.at(0), run, place);
      hidden(error, "errors", errors == null ? call.unknown(call.at(0)) : run.list(errors));
    }
    return error;
  }

  /** What kind of error an object is; null: none. */
  static @Nullable Constructor kind(ObjectValue object) {
    if (object.get(KIND) instanceof Constructor kind) {
      return kind;
    }
    Value type = object.type();
    // A class can extend itself only in a hostile script.
    for (int i = 0; i < 1000 && type instanceof ClassValue above; i++) {
      type = above.superclass();
    }
    return type instanceof Constructor kind && kind.isError() ? kind : null;
  }

  /** A property that errors inherit; null: they have none of that name. */
  static @Nullable Value inherited(ObjectValue object, String name) {
    if (name.equals("toString") && kind(object) != null) {
      return new Method(Family.ERROR, name);
    }
    // Instances of classes that extend an error have one behind them, which is asked later.
    if (!(object.get(KIND) instanceof Constructor kind)) {
      return null;
    }
    return switch (name) {
      case "name" -> Text.of(kind.globalName());
      case "message" -> Text.EMPTY;
      case "constructor" -> kind;
      default -> null;
    };
  }

  /** {@code Error.prototype.toString}. */
  static Text describe(Value error, Evaluation run, Place place) {
    Text name = Coercion.text(run.member(error, "name", place), run, place);
    Text message = Coercion.text(run.member(error, "message", place), run, place);
    if (name.length() == 0 || message.length() == 0) {
      return name.concat(message);
    }
    return name.concat(Text.of(": ")).concat(message);
  }

  static Value callStatic(String name, Call call) {
    if (name.equals("isError")) {
      return Value.Bool.of(call.at(0) instanceof ObjectValue object && kind(object) != null);
    }
    if (call.at(0) instanceof ObjectValue object) {
      // Node asks Error.prepareStackTrace what it is to be.
      hidden(object, "stack", new Unknown("the stack of an error", call.place()));
    }
    return Value.Nothing.UNDEFINED;
  }
}
