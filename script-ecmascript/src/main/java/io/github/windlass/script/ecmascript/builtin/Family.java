package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * Functions that belong together: those of a prototype, those of a constructor, those of a
 * namespace. Each is a name in its class's {@code length} and a case in its {@code call}.
 */
enum Family {
  OBJECT,
  FUNCTION,
  STRING,
  NUMBER,
  BOOLEAN,
  BIG_INT,
  SYMBOL,
  ARRAY,
  MAP,
  SET,
  PROMISE,
  BLUEBIRD,
  DATE,
  REG_EXP,
  ITERATOR,
  ERROR,
  OBJECT_STATICS,
  STRING_STATICS,
  NUMBER_STATICS,
  BIG_INT_STATICS,
  SYMBOL_STATICS,
  ARRAY_STATICS,
  MAP_STATICS,
  PROMISE_STATICS,
  BLUEBIRD_STATICS,
  DATE_STATICS,
  REG_EXP_STATICS,
  ERROR_STATICS,
  ITERATOR_STATICS,
  MATH,
  JSON,
  REFLECT,
  GLOBAL;

  /** How many arguments a function takes; -1: there is none of that name. */
  int length(String name) {
    return switch (this) {
      case OBJECT -> ObjectMembers.length(name);
      case FUNCTION -> FunctionMembers.length(name);
      case STRING -> StringMembers.length(name);
      case NUMBER -> NumberMembers.length(name);
      case BOOLEAN -> name.equals("toString") || name.equals("valueOf") ? 0 : -1;
      case BIG_INT -> BigIntMembers.length(name);
      case SYMBOL -> SymbolValue.length(name);
      case ARRAY -> ArrayMembers.length(name);
      case MAP -> MapObject.length(name);
      case SET -> SetObject.length(name);
      case PROMISE -> PromiseObject.length(name);
      case BLUEBIRD -> Bluebird.length(name);
      case DATE -> DateMembers.length(name);
      case REG_EXP -> RegExpObject.length(name);
      case ITERATOR -> IteratorObject.length(name);
      case ERROR -> name.equals("toString") ? 0 : -1;
      case OBJECT_STATICS -> ObjectStatics.length(name);
      case STRING_STATICS -> StringStatics.length(name);
      case NUMBER_STATICS -> NumberStatics.length(name);
      case BIG_INT_STATICS -> BigIntMembers.staticLength(name);
      case SYMBOL_STATICS -> name.equals("for") || name.equals("keyFor") ? 1 : -1;
      case ARRAY_STATICS -> ArrayStatics.length(name);
      case MAP_STATICS -> name.equals("groupBy") ? 2 : -1;
      case PROMISE_STATICS -> PromiseStatics.length(name);
      case BLUEBIRD_STATICS -> BluebirdStatics.length(name);
      case DATE_STATICS -> DateStatics.length(name);
      case REG_EXP_STATICS -> name.equals("escape") ? 1 : -1;
      case ERROR_STATICS -> name.equals("captureStackTrace") ? 2 : name.equals("isError") ? 1 : -1;
      case ITERATOR_STATICS -> name.equals("from") ? 1 : -1;
      case MATH -> MathObject.length(name);
      case JSON -> name.equals("parse") ? 2 : name.equals("stringify") ? 3 : -1;
      case REFLECT -> ReflectObject.length(name);
      case GLOBAL -> GlobalFunctions.length(name);
    };
  }

  /** Whether its functions are inherited from a prototype, which inherits from Object's. */
  private boolean isPrototype() {
    return ordinal() <= ERROR.ordinal();
  }

  /** A function; undefined if there is none of that name. */
  Value member(String name) {
    if (length(name) >= 0) {
      return new Method(this, name);
    }
    if (isPrototype() && this != OBJECT && OBJECT.length(name) >= 0) {
      return new Method(OBJECT, name);
    }
    return Value.Nothing.UNDEFINED;
  }

  /** Calls a member of a value whose functions these are. */
  Value invoke(Value target, String name, List<Value> arguments, Evaluation run, Place place) {
    if (length(name) >= 0) {
      return call(name, new Call(target, arguments, run, place));
    }
    return invoke(target, run.member(target, name, place), name, arguments, run, place);
  }

  /** Calls what was found as a member. */
  static Value invoke(
      Value target, Value member, String name, List<Value> arguments, Evaluation run, Place place) {
    if (member == Value.Nothing.UNDEFINED) {
      throw ErrorObjects.thrown(
          Constructor.TYPE_ERROR,
          Inspection.called(name, place) + " is not a function",
          run,
          place);
    }
    return run.call(member, target, arguments, place);
  }

  /** Calls a function that there is. */
  Value call(String name, Call call) {
    call.run().spend(1);
    try {
      return switch (this) {
        case OBJECT -> ObjectMembers.call(name, call);
        case FUNCTION -> FunctionMembers.call(name, call);
        case STRING -> StringMembers.call(name, call);
        case NUMBER -> NumberMembers.call(name, call);
        case BOOLEAN -> NumberMembers.callOfBoolean(name, call);
        case BIG_INT -> BigIntMembers.call(name, call);
        case SYMBOL -> SymbolValue.call(name, call);
        case ARRAY -> ArrayMembers.call(name, call);
        case MAP -> MapObject.call(name, call);
        case SET -> SetObject.call(name, call);
        case PROMISE -> PromiseObject.call(name, call);
        case BLUEBIRD -> Bluebird.call(name, call);
        case DATE -> DateMembers.call(name, call);
        case REG_EXP -> RegExpObject.call(name, call);
        case ITERATOR -> IteratorObject.call(name, call);
        case ERROR -> ErrorObjects.describe(call.self(), call.run(), call.place());
        case OBJECT_STATICS -> ObjectStatics.call(name, call);
        case STRING_STATICS -> StringStatics.call(name, call);
        case NUMBER_STATICS -> NumberStatics.call(name, call);
        case BIG_INT_STATICS -> BigIntMembers.callStatic(name, call);
        case SYMBOL_STATICS -> SymbolValue.callStatic(name, call);
        case ARRAY_STATICS -> ArrayStatics.call(name, call);
        case MAP_STATICS -> MapObject.groupBy(call);
        case PROMISE_STATICS -> PromiseStatics.call(name, call);
        case BLUEBIRD_STATICS -> BluebirdStatics.call(name, call);
        case DATE_STATICS -> DateStatics.call(name, call);
        case REG_EXP_STATICS -> RegExpObject.escape(call);
        case ERROR_STATICS -> ErrorObjects.callStatic(name, call);
        case ITERATOR_STATICS -> IteratorObject.from(call);
        case MATH -> MathObject.call(name, call);
        case JSON -> name.equals("parse") ? JsonReader.parse(call) : JsonWriter.stringify(call);
        case REFLECT -> ReflectObject.call(name, call);
        case GLOBAL -> GlobalFunctions.call(name, call);
      };
    } catch (NotKnown unknown) {
      return call.unknown(unknown.cause());
    }
  }
}
