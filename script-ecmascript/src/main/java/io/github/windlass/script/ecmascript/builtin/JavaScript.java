package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Language;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JavaScript, as ECMAScript 2025 has it. */
public final class JavaScript implements Language {

  private final Surroundings surroundings;
  private final GlobalObject globalObject = new GlobalObject(this);

  /** The language with what surrounds scripts; that is asked before the language's own globals. */
  public JavaScript(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Truth truth(Value value) {
    return Coercion.truth(value);
  }

  @Override
  public Text text(Value value, Evaluation run, Place place) {
    Text text = Coercion.text(value, run, place);
    Cost.characters(text.length(), run);
    return text;
  }

  @Override
  public Value operate(
      BinaryOperator operator, Value left, Value right, Evaluation run, Place place) {
    return Operators.apply(operator, left, right, run, place);
  }

  @Override
  public Value operate(UnaryOperator operator, Value operand, Evaluation run, Place place) {
    return Operators.apply(operator, operand, run, place);
  }

  @Override
  public Value member(Value target, String name, Evaluation run, Place place) {
    // The frequent kinds first: a switch over types is linked when it is first reached.
    if (target instanceof ObjectValue object) {
      return ofObject(object, name);
    }
    if (target instanceof Text text) {
      return StringMembers.member(text, name, place);
    }
    if (target instanceof ListValue list) {
      return ArrayMembers.member(list, name, place);
    }
    if (target instanceof Unknown unknown) {
      return Unknowns.of(unknown, place);
    }
    return switch (target) {
      case Text text -> StringMembers.member(text, name, place);
      case ListValue list -> ArrayMembers.member(list, name, place);
      case ObjectValue object -> ofObject(object, name);
      case Unknown unknown -> Unknowns.of(unknown, place);
      case Value.Num num -> ofPrimitive(Constructor.NUMBER, name);
      case Value.Bool bool -> ofPrimitive(Constructor.BOOLEAN, name);
      case Value.BigInt big -> ofPrimitive(Constructor.BIG_INT, name);
      case Closure closure -> FunctionMembers.member(closure, name, run, place);
      case ClassValue type -> FunctionMembers.member(type, name, run, place);
      case NativeFunction function -> FunctionMembers.member(function, name, run, place);
      case HostObject host -> Family.OBJECT.member(name);
      case Value.Nothing nothing ->
          throw error(
              "Cannot read properties of "
                  + Inspection.brief(nothing)
                  + " (reading '"
                  + name
                  + "')",
              run,
              place);
    };
  }

  private static Value ofPrimitive(Constructor constructor, String name) {
    return name.equals("constructor") ? constructor : constructor.instances().member(name);
  }

  private static Value ofObject(ObjectValue object, String name) {
    Value inherited = ErrorObjects.inherited(object, name);
    if (inherited != null) {
      return inherited;
    }
    if (!Prototypes.isFromObject(object)) {
      return Value.Nothing.UNDEFINED;
    }
    if (name.equals("constructor")) {
      return object.type() == null ? Constructor.OBJECT : object.type();
    }
    return Family.OBJECT.member(name);
  }

  @Override
  public Value invoke(
      Value target, String name, List<Value> arguments, Evaluation run, Place place) {
    if (target instanceof Text text) {
      return Family.STRING.invoke(text, name, arguments, run, place);
    }
    if (target instanceof ListValue list) {
      Unknown uncertain = list.uncertain();
      // What a method of something unknown gave is only thought to be a list.
      return uncertain != null && member(list, name, run, place) == Value.Nothing.UNDEFINED
          ? UnknownMembers.invoke(
              new Unknown(uncertain.reason(), place, run.sends(list)), name, arguments, run, place)
          : Family.ARRAY.invoke(list, name, arguments, run, place);
    }
    if (target instanceof Unknown unknown) {
      return UnknownMembers.invoke(unknown, name, arguments, run, place);
    }
    return switch (target) {
      case Text text -> Family.STRING.invoke(text, name, arguments, run, place);
      case ListValue list -> Family.ARRAY.invoke(list, name, arguments, run, place);
      case Unknown unknown -> UnknownMembers.invoke(unknown, name, arguments, run, place);
      case Value.Num num -> Family.NUMBER.invoke(num, name, arguments, run, place);
      default ->
          Family.invoke(target, member(target, name, run, place), name, arguments, run, place);
    };
  }

  @Override
  public void assign(Value target, String name, Value value, Evaluation run, Place place) {
    if (target instanceof ListValue list) {
      ArrayMembers.assign(list, name, value, run, place);
    } else if (target instanceof Value.Nothing nothing) {
      throw error(
          "Cannot set properties of " + Inspection.brief(nothing) + " (setting '" + name + "')",
          run,
          place);
    }
  }

  @Override
  public @Nullable List<Value> items(Value value, Evaluation run, Place place) {
    return Iteration.items(value, run, place);
  }

  @Override
  public @Nullable List<Value> keys(Value value, Evaluation run, Place place) {
    if (value instanceof Value.Nothing) {
      return List.of();
    }
    List<Value> keys = new ArrayList<>();
    try {
      Call call = new Call(value, List.of(), run, place);
      for (String key : Properties.keys(value, call)) {
        keys.add(Text.of(key));
      }
      ObjectValue above = value instanceof ObjectValue object ? object.prototype() : null;
      for (int i = 0; i < 1000 && above != null; i++) {
        for (String key : Properties.keys(above, call)) {
          if (!keys.contains(Text.of(key))) {
            keys.add(Text.of(key));
          }
        }
        above = above.prototype();
      }
    } catch (NotKnown unknown) {
      return null;
    }
    return keys;
  }

  @Override
  public Value pattern(String pattern, String flags, Evaluation run, Place place) {
    return RegExpObject.of(pattern, flags, run, place);
  }

  @Override
  public Value await(Value value, Evaluation run, Place place) {
    return PromiseObject.await(value, run, place);
  }

  @Override
  public Value promise(Supplier<Value> body, Evaluation run, Place place) {
    return PromiseObject.of(body, run, place);
  }

  /** A promise of some kind with what a body gives or throws. */
  public static Value promise(PromiseKind kind, Supplier<Value> body, Evaluation run, Place place) {
    return PromiseObject.of(kind, body, run, place);
  }

  /** What the package bluebird exports: the class of promises that came before the language's. */
  public static Value bluebird() {
    return BluebirdStatics.PromiseClass.BLUEBIRD;
  }

  @Override
  public @Nullable Value global(String name, Evaluation run, Place place) {
    Value put = globalObject.variable(name, run, place);
    if (put != null) {
      return put;
    }
    Value own = surroundings.global(name, run, place);
    Value found = own == null ? Globals.find(name, this, place) : own;
    return found == null ? surroundings.declared(name, run, place) : found;
  }

  GlobalObject globalObject() {
    return globalObject;
  }

  @Override
  public Value generated(ListValue yielded, Evaluation run, Place place) {
    return yielded.uncertain() == null ? IteratorObject.ofGenerator(yielded.items(), run) : yielded;
  }

  @Override
  public Text parameter(Value value, Evaluation run, Place place) {
    return switch (value) {
      case DateObject date when date.time() instanceof Value.Num num ->
          Text.produced(DateTime.iso(num.value()).replace("Z", "+00:00"), place);
      case ObjectValue object when ErrorObjects.kind(object) == null ->
          JsonWriter.stringify(new Call(value, List.of(value), run, place)) instanceof Text json
              ? json
              : text(value, run, place);
      default -> text(value, run, place);
    };
  }

  @Override
  public Thrown undefinedVariable(String name, Evaluation run, Place place) {
    return ErrorObjects.thrown(Constructor.REFERENCE_ERROR, name + " is not defined", run, place);
  }

  @Override
  public Thrown error(String message, Evaluation run, Place place) {
    return ErrorObjects.thrown(Constructor.TYPE_ERROR, message, run, place);
  }
}
