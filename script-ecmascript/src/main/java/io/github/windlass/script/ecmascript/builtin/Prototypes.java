package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** What values inherit from. */
final class Prototypes {

  private Prototypes() {}

  /** {@code Object.getPrototypeOf}. */
  static Value of(Value value, Call call) {
    return switch (value) {
      case ObjectValue object -> ofObject(object);
      case ClassValue type ->
          type.superclass() == null ? prototype(Constructor.FUNCTION) : type.superclass();
      case Constructor.PrototypeObject prototype ->
          prototype.constructor() == Constructor.OBJECT
              ? Value.Nothing.NULL
              : prototype(Constructor.OBJECT);
      default -> {
        Constructor constructor = constructor(value);
        yield constructor == null ? call.unknown(value) : prototype(constructor);
      }
    };
  }

  /** Says of an object that it inherits from nothing. */
  static void none(ObjectValue object) {
    object.put(SymbolValue.NO_PROTOTYPE, Value.Bool.TRUE);
    object.hide(SymbolValue.NO_PROTOTYPE, true);
  }

  /** Whether nothing is behind an object, and what is behind that, and so on. */
  static boolean isFromObject(ObjectValue object) {
    ObjectValue at = object;
    for (int i = 0; i < 1000 && at != null; i++) {
      if (at.has(SymbolValue.NO_PROTOTYPE)) {
        return false;
      }
      at = at.prototype();
    }
    return true;
  }

  private static Value ofObject(ObjectValue object) {
    ObjectValue prototype = object.prototype();
    if (prototype != null) {
      return prototype;
    }
    if (object.has(SymbolValue.NO_PROTOTYPE)) {
      return Value.Nothing.NULL;
    }
    if (object.type() != null) {
      return object.type().methods();
    }
    Constructor kind = ErrorObjects.kind(object);
    return prototype(kind == null ? Constructor.OBJECT : kind);
  }

  private static Value prototype(Constructor constructor) {
    return new Constructor.PrototypeObject(constructor);
  }

  /** The built-in class that a value is an instance of; null: it is of none. */
  static @Nullable Constructor constructor(Value value) {
    return switch (value) {
      case Value.Bool bool -> Constructor.BOOLEAN;
      case Value.Num num -> Constructor.NUMBER;
      case Value.BigInt big -> Constructor.BIG_INT;
      case Text text -> Constructor.STRING;
      case ListValue list -> Constructor.ARRAY;
      case SymbolValue symbol -> Constructor.SYMBOL;
      case BuiltinObject object -> object.constructor();
      case ObjectValue object -> {
        Constructor kind = ErrorObjects.kind(object);
        yield kind == null ? Constructor.OBJECT : kind;
      }
      default -> Coercion.isFunction(value) ? Constructor.FUNCTION : null;
    };
  }
}
