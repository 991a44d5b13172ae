package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The language's own classes. */
enum Constructor implements FunctionObject {
  OBJECT("Object", 1, Family.OBJECT, Family.OBJECT_STATICS),
  FUNCTION("Function", 1, Family.FUNCTION, null),
  ARRAY("Array", 1, Family.ARRAY, Family.ARRAY_STATICS),
  STRING("String", 1, Family.STRING, Family.STRING_STATICS),
  NUMBER("Number", 1, Family.NUMBER, Family.NUMBER_STATICS),
  BOOLEAN("Boolean", 1, Family.BOOLEAN, null),
  BIG_INT("BigInt", 1, Family.BIG_INT, Family.BIG_INT_STATICS),
  SYMBOL("Symbol", 0, Family.SYMBOL, Family.SYMBOL_STATICS),
  DATE("Date", 7, Family.DATE, Family.DATE_STATICS),
  REG_EXP("RegExp", 2, Family.REG_EXP, Family.REG_EXP_STATICS),
  PROMISE("Promise", 1, Family.PROMISE, Family.PROMISE_STATICS),
  MAP("Map", 0, Family.MAP, Family.MAP_STATICS),
  SET("Set", 0, Family.SET, null),
  WEAK_MAP("WeakMap", 0, Family.MAP, null),
  WEAK_SET("WeakSet", 0, Family.SET, null),
  ITERATOR("Iterator", 0, Family.ITERATOR, Family.ITERATOR_STATICS),
  ERROR("Error", 1, Family.ERROR, Family.ERROR_STATICS),
  TYPE_ERROR("TypeError", 1, Family.ERROR, Family.ERROR_STATICS),
  RANGE_ERROR("RangeError", 1, Family.ERROR, Family.ERROR_STATICS),
  SYNTAX_ERROR("SyntaxError", 1, Family.ERROR, Family.ERROR_STATICS),
  REFERENCE_ERROR("ReferenceError", 1, Family.ERROR, Family.ERROR_STATICS),
  EVAL_ERROR("EvalError", 1, Family.ERROR, Family.ERROR_STATICS),
  URI_ERROR("URIError", 1, Family.ERROR, Family.ERROR_STATICS),
  AGGREGATE_ERROR("AggregateError", 2, Family.ERROR, Family.ERROR_STATICS);

  private final String globalName;
  private final int length;
  private final Family instances;
  private final @Nullable Family statics;

  Constructor(String globalName, int length, Family instances, @Nullable Family statics) {
    this.globalName = globalName;
    this.length = length;
    this.instances = instances;
    this.statics = statics;
  }

  /** The constructor that a global variable holds; null: it is none. */
  static @Nullable Constructor named(String name) {
    for (Constructor constructor : values()) {
      if (constructor.globalName.equals(name)) {
        return constructor;
      }
    }
    return null;
  }

  /** The global variable that holds it. */
  String globalName() {
    return globalName;
  }

  /** What its instances have in common. */
  Family instances() {
    return instances;
  }

  /** Whether its instances are errors. */
  boolean isError() {
    return ordinal() >= ERROR.ordinal();
  }

  @Override
  public String functionName() {
    return globalName;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public String describe() {
    return globalName;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.equals("prototype")) {
      return new PrototypeObject(this);
    }
    Value constant =
        switch (this) {
          case NUMBER -> NumberStatics.constant(name);
          case SYMBOL -> {
            SymbolValue symbol = SymbolValue.wellKnown(name);
            yield symbol == null ? Nothing.UNDEFINED : symbol;
          }
          default -> Nothing.UNDEFINED;
        };
    if (constant == Nothing.UNDEFINED && statics != null) {
      constant = statics.member(name);
    }
    return constant == Nothing.UNDEFINED
        ? FunctionMembers.member(this, name, run, place)
        : constant;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    if (statics != null && statics.length(name) >= 0) {
      return statics.call(name, new Call(this, arguments, run, place));
    }
    return Family.invoke(this, member(name, run, place), name, arguments, run, place);
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    try {
      return called(new Call(self, arguments, run, place));
    } catch (NotKnown unknown) {
      return Unknowns.of(unknown.cause(), place);
    }
  }

  private Value called(Call call) {
    return switch (this) {
      case OBJECT -> call.at(0) instanceof Nothing ? call.run().object() : call.at(0);
      case FUNCTION -> call.unknown();
      case ARRAY -> ArrayStatics.construct(call);
      case STRING ->
          call.size() == 0
              ? Text.EMPTY
              : call.at(0) instanceof SymbolValue symbol
                  ? Text.produced(symbol.describe(), call.place())
                  : call.text(0);
      case NUMBER -> NumberStatics.convert(call);
      case BOOLEAN ->
          switch (Coercion.truth(call.at(0))) {
            case TRUE -> Bool.TRUE;
            case FALSE -> Bool.FALSE;
            case UNKNOWN -> call.unknown(call.at(0));
          };
      case BIG_INT -> BigIntMembers.convert(call);
      case SYMBOL -> SymbolValue.unique(call.has(0) ? call.string(0) : null);
      case DATE -> DateStatics.presentTime(call.place());
      case REG_EXP -> RegExpObject.construct(call);
      case PROMISE, MAP, SET, WEAK_MAP, WEAK_SET, ITERATOR ->
          throw call.typeError(
              this == PROMISE
                  ? "Promise constructor cannot be invoked without 'new'"
                  : "Constructor " + globalName + " requires 'new'");
      case ERROR,
          TYPE_ERROR,
          RANGE_ERROR,
          SYNTAX_ERROR,
          REFERENCE_ERROR,
          EVAL_ERROR,
          URI_ERROR,
          AGGREGATE_ERROR ->
          ErrorObjects.construct(this, call.arguments(), call.run(), call.place());
    };
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    Call call = new Call(this, arguments, run, place);
    try {
      return switch (this) {
        case PROMISE -> PromiseObject.construct(PromiseKind.Known.NATIVE, call);
        case MAP, WEAK_MAP -> MapObject.construct(this, call);
        case SET, WEAK_SET -> SetObject.construct(this, call);
        case DATE -> DateStatics.construct(call);
        case BIG_INT, SYMBOL -> throw call.typeError(globalName + " is not a constructor");
        case ITERATOR -> throw call.typeError("Abstract class Iterator not directly constructable");
        // Objects around primitive values are taken for the values.
        case OBJECT, FUNCTION, ARRAY, STRING, NUMBER, BOOLEAN, REG_EXP -> called(call);
        case ERROR,
            TYPE_ERROR,
            RANGE_ERROR,
            SYNTAX_ERROR,
            REFERENCE_ERROR,
            EVAL_ERROR,
            URI_ERROR,
            AGGREGATE_ERROR ->
            called(call);
      };
    } catch (NotKnown unknown) {
      return Unknowns.of(unknown.cause(), place);
    }
  }

  /** Whether a value is an instance of it, by what the language itself knows. */
  boolean isInstance(Value value) {
    return switch (this) {
      case OBJECT ->
          value instanceof ObjectValue object
              ? Prototypes.isFromObject(object)
              : !Coercion.isPrimitive(value);
      case FUNCTION -> Coercion.isFunction(value);
      case ARRAY -> value instanceof ListValue;
      case ERROR -> value instanceof ObjectValue object && ErrorObjects.kind(object) != null;
      case TYPE_ERROR,
          RANGE_ERROR,
          SYNTAX_ERROR,
          REFERENCE_ERROR,
          EVAL_ERROR,
          URI_ERROR,
          AGGREGATE_ERROR ->
          value instanceof ObjectValue object && ErrorObjects.kind(object) == this;
      case STRING, NUMBER, BOOLEAN, BIG_INT, SYMBOL -> false;
      case DATE, REG_EXP, PROMISE, MAP, SET, WEAK_MAP, WEAK_SET, ITERATOR ->
          value instanceof BuiltinObject object && object.constructor() == this;
    };
  }

  /** The object that all instances inherit from. */
  record PrototypeObject(Constructor constructor) implements HostObject {

    @Override
    public String describe() {
      return constructor.globalName + ".prototype";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "constructor" -> constructor;
        case "name", "message" ->
            !constructor.isError()
                ? constructor.instances.member(name)
                : name.equals("name") ? Text.of(constructor.globalName) : Text.EMPTY;
        default -> constructor.instances.member(name);
      };
    }
  }
}
