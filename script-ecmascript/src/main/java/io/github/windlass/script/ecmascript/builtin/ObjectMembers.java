package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** What all objects have in common. */
final class ObjectMembers {

  private ObjectMembers() {}

  static int length(String name) {
    return switch (name) {
      case "toString", "toLocaleString", "valueOf" -> 0;
      case "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable" -> 1;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "hasOwnProperty" -> hasOwn(call.self(), call.at(0), call);
      case "propertyIsEnumerable" -> {
        Value has = hasOwn(call.self(), call.at(0), call);
        yield has == Value.Bool.TRUE && call.self() instanceof ObjectValue object
            ? Value.Bool.of(!object.isHidden(call.string(0)))
            : has;
      }
      case "isPrototypeOf" -> isPrototypeOf(call);
      case "valueOf" -> call.self();
      case "toLocaleString" ->
          call.run().invoke(call.self(), "toString", call.arguments(), call.place());
      default -> describe(call);
    };
  }

  /** Whether a value has a property of its own. */
  static Value hasOwn(Value target, Value key, Call call) {
    Truth has = Properties.hasOwn(target, Coercion.key(key, call.run(), call.place()), call);
    return has == Truth.UNKNOWN ? call.unknown(target) : Value.Bool.of(has == Truth.TRUE);
  }

  private static Value isPrototypeOf(Call call) {
    if (call.at(0) instanceof Unknown unknown) {
      return call.unknown(unknown);
    }
    Value value = call.at(0);
    for (int i = 0; i < 1000 && !Coercion.isPrimitive(value); i++) {
      value = Prototypes.of(value, call);
      if (value.equals(call.self())) {
        return Value.Bool.TRUE;
      }
    }
    return Value.Bool.FALSE;
  }

  private static Value describe(Call call) {
    Value self = call.self();
    if (self instanceof Unknown) {
      return call.unknown(self);
    }
    if (self instanceof ObjectValue object) {
      Value tag = call.run().member(object, SymbolValue.TO_STRING_TAG, call.place());
      if (tag instanceof Text name) {
        return Text.of("[object ").concat(name).concat(Text.of("]"));
      }
    }
    return Text.produced("[object " + tag(self) + "]", call.place());
  }

  private static String tag(Value value) {
    return switch (value) {
      case Value.Nothing nothing -> nothing == Value.Nothing.NULL ? "Null" : "Undefined";
      case Value.Bool bool -> "Boolean";
      case Value.Num num -> "Number";
      case Value.BigInt big -> "BigInt";
      case Text text -> "String";
      case ListValue list -> "Array";
      case SymbolValue symbol -> "Symbol";
      case BuiltinObject object -> object.describe();
      case Namespace namespace -> namespace.describe();
      case ObjectValue object when ErrorObjects.kind(object) != null -> "Error";
      default -> Coercion.isFunction(value) ? "Function" : "Object";
    };
  }
}
