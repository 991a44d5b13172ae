package io.github.windlass.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A language that has just enough to try the interpreter. */
final class LispLanguage implements Language {

  private final Map<String, Value> known;

  LispLanguage() {
    this(Map.of());
  }

  /**
   * @param known values for names that are unknown otherwise
   */
  LispLanguage(Map<String, Value> known) {
    this.known = known;
  }

  @Override
  public Truth truth(Value value) {
    if (value instanceof Unknown || (value instanceof Text text && !text.isKnown())) {
      return Truth.UNKNOWN;
    }
    boolean no =
        value instanceof Value.Nothing
            || value == Value.Bool.FALSE
            || (value instanceof Value.Num number && number.value() == 0)
            || (value instanceof Text text && text.length() == 0);
    return no ? Truth.FALSE : Truth.TRUE;
  }

  @Override
  public Text text(Value value, Evaluation run, Place place) {
    if (value instanceof Text text) {
      return text;
    }
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    return Text.produced(print(value), place);
  }

  private static String print(Value value) {
    if (value instanceof Value.Num number) {
      return number.value() == (long) number.value()
          ? Long.toString((long) number.value())
          : Double.toString(number.value());
    }
    if (value instanceof ListValue list) {
      StringBuilder all = new StringBuilder();
      for (Value item : list.items()) {
        all.append(all.isEmpty() ? "" : ",").append(item);
      }
      return all.toString();
    }
    return value instanceof Value.Nothing || value instanceof Value.Bool
        ? value.toString().toLowerCase(java.util.Locale.ROOT)
        : value.toString();
  }

  @Override
  public Value operate(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    if (operator == BinaryOperator.ADD && (left instanceof Text || right instanceof Text)) {
      return text(left, run, place).concat(text(right, run, place));
    }
    if (left instanceof Unknown || right instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    double a = left instanceof Value.Num number ? number.value() : Double.NaN;
    double b = right instanceof Value.Num number ? number.value() : Double.NaN;
    return switch (operator) {
      case ADD -> new Value.Num(a + b);
      case SUBTRACT -> new Value.Num(a - b);
      case MULTIPLY -> new Value.Num(a * b);
      case LESS -> Value.Bool.of(a < b);
      case GREATER -> Value.Bool.of(a > b);
      case EQUAL, STRICT_EQUAL -> Value.Bool.of(left.equals(right));
      case NOT_EQUAL, STRICT_NOT_EQUAL -> Value.Bool.of(!left.equals(right));
      default -> throw new IllegalArgumentException(operator.sign());
    };
  }

  @Override
  public Value operate(UnaryOperator operator, Value operand, Evaluation run, Place place) {
    return switch (operator) {
      case NOT ->
          switch (truth(operand)) {
            case TRUE -> Value.Bool.FALSE;
            case FALSE -> Value.Bool.TRUE;
            case UNKNOWN -> new Unknown(place.text(), place);
          };
      case TYPE_OF -> Text.of(operand == Value.Nothing.UNDEFINED ? "undefined" : "other");
      case NEGATE -> operand instanceof Value.Num n ? new Value.Num(-n.value()) : operand;
      case PLUS, BIT_NOT, VOID -> operand;
    };
  }

  @Override
  public Value member(Value target, String name, Evaluation run, Place place) {
    if (target instanceof ListValue list) {
      if (name.equals("length")) {
        Unknown uncertain = list.uncertain();
        return uncertain == null ? new Value.Num(list.size()) : uncertain;
      }
      if (name.matches("[0-9]+")) {
        return list.get(Integer.parseInt(name));
      }
    }
    if (target instanceof Text text && name.equals("length")) {
      return new Value.Num(text.length());
    }
    return Value.Nothing.UNDEFINED;
  }

  @Override
  public Value invoke(
      Value target, String name, List<Value> arguments, Evaluation run, Place place) {
    if (target instanceof ListValue list && name.equals("push")) {
      for (Value item : arguments) {
        list.add(item);
      }
      return new Value.Num(list.size());
    }
    if (target instanceof ListValue list && name.equals("forEach")) {
      Unknown uncertain = list.uncertain();
      if (uncertain != null && !list.isGuarded()) {
        return invoke(uncertain, name, arguments, run, place);
      }
      for (int i = 0; i < list.size(); i++) {
        Value item = list.get(i);
        run.forItem(
            list,
            i,
            () -> run.call(arguments.get(0), Value.Nothing.UNDEFINED, List.of(item), place),
            place);
      }
      return Value.Nothing.UNDEFINED;
    }
    if (target instanceof Unknown unknown && name.equals("forEach")) {
      return run.repeatedly(
          () -> run.call(arguments.get(0), Value.Nothing.UNDEFINED, List.of(unknown), place),
          place);
    }
    if (target instanceof Unknown) {
      return run.call(run.member(target, name, place), target, arguments, place);
    }
    throw error(name + " is no function", run, place);
  }

  @Override
  public void assign(Value target, String name, Value value, Evaluation run, Place place) {
    if (target instanceof ListValue list) {
      list.set(Integer.parseInt(name), value);
    }
  }

  @Override
  public @Nullable List<Value> items(Value value, Evaluation run, Place place) {
    return value instanceof ListValue list && list.uncertain() == null ? list.items() : null;
  }

  @Override
  public @Nullable List<Value> keys(Value value, Evaluation run, Place place) {
    if (!(value instanceof ObjectValue object)) {
      return null;
    }
    List<Value> keys = new ArrayList<>();
    for (String key : object.keys()) {
      keys.add(Text.of(key));
    }
    return keys;
  }

  @Override
  public Value pattern(String pattern, String flags, Evaluation run, Place place) {
    return Text.of(pattern);
  }

  @Override
  public Value await(Value value, Evaluation run, Place place) {
    return value;
  }

  @Override
  public Value promise(Supplier<Value> body, Evaluation run, Place place) {
    return body.get();
  }

  @Override
  public @Nullable Value global(String name, Evaluation run, Place place) {
    if (name.startsWith("$")) {
      Value value = known.get(name);
      return value == null ? new Unknown(name, place) : value;
    }
    return switch (name) {
      case "db" -> new Database();
      case "lost" ->
          new Unknown(
              "module \"lost\"",
              place,
              true,
              io.github.windlass.extractor.Step.GapCode.MISSING_SOURCE);
      case "fail" ->
          new NativeFunction(
              name,
              (self, arguments, evaluation, at) -> {
                throw error("failed", evaluation, at);
              });
      default -> null;
    };
  }

  @Override
  public Thrown error(String message, Evaluation run, Place place) {
    return new Thrown(Text.produced(message, place), place);
  }

  /** What sends: {@code (db.query sql parameter…)}; {@code (db.has name)} is unknown. */
  private static final class Database implements HostObject {

    @Override
    public String describe() {
      return "db";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "query" ->
            new NativeFunction(
                name,
                (self, arguments, evaluation, at) -> {
                  evaluation.sql(
                      evaluation.language().text(arguments.get(0), evaluation, at),
                      arguments.subList(1, arguments.size()),
                      at);
                  return new Unknown(at.text(), at);
                });
        case "has" ->
            new NativeFunction(
                name, (self, arguments, evaluation, at) -> new Unknown(at.text(), at));
        default -> Value.Nothing.UNDEFINED;
      };
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return this;
    }
  }
}
