package io.github.windlass.script.ruby;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Language;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.ArrayMethods;
import io.github.windlass.script.ruby.builtin.NumberMethods;
import io.github.windlass.script.ruby.builtin.ObjectMethods;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.RubyRegexp;
import io.github.windlass.script.ruby.builtin.StringMethods;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.builtin.UnknownMethods;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.World;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is Ruby's own in how a script runs. */
final class RubyLanguage implements Language, World.Holder {

  private @Nullable World world;

  void runIn(World newWorld) {
    world = newWorld;
  }

  @Override
  public World world() {
    World present = world;
    if (present == null) {
      throw new IllegalStateException("nothing runs");
    }
    return present;
  }

  @Override
  public boolean nothingHasMembers() {
    return true;
  }

  @Override
  public Truth truth(Value value) {
    if (value instanceof Unknown) {
      return Truth.UNKNOWN;
    }
    return value instanceof Value.Nothing || value == Value.Bool.FALSE ? Truth.FALSE : Truth.TRUE;
  }

  @Override
  public Text text(Value value, Evaluation run, Place place) {
    return Strings.text(value, run, place);
  }

  @Override
  public Value operate(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    return Operators.operate(operator, left, right, run, place);
  }

  @Override
  public Value operate(UnaryOperator operator, Value operand, Evaluation run, Place place) {
    return Operators.operate(operator, operand, run, place);
  }

  @Override
  public Value member(Value target, String name, Evaluation run, Place place) {
    return invoke(target, name, List.of(), run, place);
  }

  @Override
  public Value invoke(
      Value target, String name, List<Value> arguments, Evaluation run, Place place) {
    Arguments given = Arguments.of(arguments);
    if (target instanceof Unknown unknown) {
      return UnknownMethods.invoke(unknown, name, given, run, place);
    }
    Callable patch = world().patch(ObjectMethods.className(target), name);
    if (patch != null) {
      return patch.call(target, given, run, place);
    }
    Value value = null;
    if (target instanceof Text text) {
      value = StringMethods.invoke(text, name, given, run, place);
    } else if (target instanceof ListValue list) {
      value = ArrayMethods.invoke(list, name, given, run, place);
    } else if (target instanceof Value.BigInt || target instanceof Value.Num) {
      value = NumberMethods.invoke(target, name, given, run, place);
    } else if (target instanceof Value.Nothing) {
      value = ObjectMethods.ofNil(name, given, run, place);
    }
    if (value != null) {
      return value;
    }
    Value added = world().framework().method(target, name, given, run, place);
    return added == null ? world().objectMethod(target, name, given, place) : added;
  }

  @Override
  public void assign(Value target, String name, Value value, Evaluation run, Place place) {
    invoke(target, name + "=", List.of(value), run, place);
  }

  @Override
  public @Nullable List<Value> items(Value value, Evaluation run, Place place) {
    if (value instanceof ListValue list) {
      return list.uncertain() == null ? list.items() : null;
    }
    if (value instanceof Unknown) {
      return null;
    }
    if (value instanceof Value.Nothing) {
      return List.of(Value.Nothing.NULL);
    }
    if (value instanceof RubyHash || value instanceof RubyRange) {
      return run.invoke(value, "to_a", List.of(), place) instanceof ListValue list
              && list.uncertain() == null
          ? list.items()
          : null;
    }
    return List.of(value);
  }

  @Override
  public @Nullable List<Value> keys(Value value, Evaluation run, Place place) {
    return null;
  }

  @Override
  public Value pattern(String pattern, String flags, Evaluation run, Place place) {
    return new RubyRegexp(pattern, flags);
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
    return null;
  }

  @Override
  public Thrown error(String message, Evaluation run, Place place) {
    return world().error("StandardError", message, place);
  }
}
