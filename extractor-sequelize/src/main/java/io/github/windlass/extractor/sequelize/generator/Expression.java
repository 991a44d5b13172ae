package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands for a piece of SQL: {@code SequelizeMethod} of {@code utils}. */
public sealed interface Expression extends HostObject {

  /** {@code literal}. */
  record Literal(Value val) implements Expression {}

  /** {@code fn}. */
  record Fn(Value fn, List<Value> args) implements Expression {}

  /** {@code col}. */
  record Col(Value col) implements Expression {}

  /** {@code cast}. */
  record Cast(Value val, Value type) implements Expression {}

  /** {@code where}: the comparator is a text or an operator's symbol. */
  record Where(Value attribute, Value comparator, Value logic) implements Expression {}

  /** {@code json}. */
  record Json(Value conditionsOrPath, Value value) implements Expression {}

  /** What a function of Sequelize by that name makes; null: it makes none of these. */
  static @Nullable Value made(String function, List<Value> arguments, Evaluation run) {
    Value first = at(arguments, 0);
    Value second = at(arguments, 1);
    return switch (function) {
      case "literal", "asIs" -> new Literal(first);
      case "fn" ->
          new Fn(first, arguments.size() > 1 ? arguments.subList(1, arguments.size()) : List.of());
      case "col" -> new Col(first);
      case "cast" -> new Cast(first, second);
      case "json" -> new Json(first, second);
      case "random" -> new Fn(Text.of("RANDOM"), List.of());
      case "where", "condition" -> {
        Value third = at(arguments, 2);
        yield third == Nothing.UNDEFINED
            ? new Where(first, Text.of("="), second)
            : new Where(first, second, third);
      }
      case "and", "or" -> {
        ListValue items = run.list(arguments);
        io.github.windlass.script.ObjectValue group = run.object();
        group.put(Operator.key(function), items);
        yield group;
      }
      default -> null;
    };
  }

  private static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Nothing.UNDEFINED;
  }

  @Override
  default String describe() {
    return switch (this) {
      case Literal literal -> "Literal";
      case Fn fn -> "Fn";
      case Col col -> "Col";
      case Cast cast -> "Cast";
      case Where where -> "Where";
      case Json json -> "Json";
    };
  }

  @Override
  default Value member(String name, Evaluation run, Place place) {
    return switch (this) {
      case Literal literal when name.equals("val") -> literal.val();
      case Fn fn when name.equals("fn") -> fn.fn();
      case Fn fn when name.equals("args") -> run.list(fn.args());
      case Col col when name.equals("col") -> col.col();
      default -> Nothing.UNDEFINED;
    };
  }
}
