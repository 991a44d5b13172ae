package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Texts, lists, arguments and objects that a script spells out. */
final class Literals {

  private final Run run;

  Literals(Run run) {
    this.run = run;
  }

  /** The text of a literal. */
  Text text(Expression.TextLiteral literal, Environment scope) {
    List<Expression.TextLiteral.Part> parts = literal.parts();
    if (parts.size() == 1 && parts.get(0) instanceof Expression.TextLiteral.Characters characters) {
      return text(characters, scope);
    }
    Text.Builder builder = new Text.Builder();
    for (Expression.TextLiteral.Part part : parts) {
      if (part instanceof Expression.TextLiteral.Characters characters) {
        builder.add(text(characters, scope));
      } else if (part instanceof Expression.TextLiteral.Inserted inserted) {
        Value value = run.expressions.evaluate(inserted.value(), scope);
        builder.add(run.language().text(value, run, scope.place(inserted.value().span())));
      }
    }
    Text text = builder.build();
    run.meter.keep(text, 0);
    run.meter.keep(text.length());
    return text;
  }

  private static Text text(Expression.TextLiteral.Characters characters, Environment scope) {
    Place place = scope.place(characters.span());
    return characters.verbatim() && place.span().length() == characters.text().length()
        ? Text.verbatim(characters.text(), place)
        : Text.produced(characters.text(), place);
  }

  /** A list of items, some of which may be spread. */
  ListValue list(List<Expression.Item> items, Environment scope) {
    ListValue list = run.list(List.of());
    Unknown uncertain = null;
    for (Expression.Item item : items) {
      Expression expression = item.value();
      Value value =
          expression == null
              ? Value.Nothing.UNDEFINED
              : run.expressions.evaluate(expression, scope);
      if (!item.spread() || expression == null) {
        list.add(value);
        continue;
      }
      Place place = scope.place(expression.span());
      if (value instanceof ListValue spread && spread.isGuarded()) {
        addGuarded(list, spread, place);
        continue;
      }
      Split.Choice choice = run.paths.choice(value);
      if (choice != null && isKnown(choice.one()) && isKnown(choice.other())) {
        addEither(list, choice, place);
        continue;
      }
      List<Value> spread = run.language().items(value, run, place);
      if (spread == null) {
        uncertain = unknownItems(value, place);
        list.add(uncertain);
      } else {
        run.meter.spend(spread.size());
        for (Value each : spread) {
          list.add(each);
        }
      }
    }
    if (uncertain != null) {
      list.becomeUncertain(uncertain);
    }
    return list;
  }

  /** Adds the items of a list each of which is there on a condition of its own. */
  private void addGuarded(ListValue list, ListValue items, Place place) {
    for (int i = 0; i < items.size(); i++) {
      Value item = items.get(i);
      run.forItem(
          items,
          i,
          new Supplier<Value>() {
            @Override
            public Value get() {
              list.add(item);
              return Value.Nothing.UNDEFINED;
            }
          },
          place);
    }
  }

  /** Whether it is known of each item of a list on what it depends that it is there. */
  private static boolean isKnown(Value value) {
    return value instanceof ListValue list && (list.uncertain() == null || list.isGuarded());
  }

  /** Adds the items of one of two lists: each under the condition on which its list is meant. */
  private void addEither(ListValue list, Split.Choice choice, Place place) {
    addPerhaps(list, choice.one(), choice.guard(), place);
    addPerhaps(list, choice.other(), choice.guard().not(), place);
  }

  private void addPerhaps(ListValue list, Value items, Guard guard, Place place) {
    if (items instanceof ListValue spread && spread.size() > 0) {
      run.meter.spend(spread.size());
      Paths.Arm add =
          new Paths.Arm() {
            @Override
            public Completion run() {
              addGuarded(list, spread, place);
              return Completion.of(Value.Nothing.UNDEFINED);
            }
          };
      run.paths.perhaps(guard, add, Run.unlike(guard, place));
    }
  }

  /** What stands for the items of a value that are unknown. */
  static Unknown unknownItems(Value value, Place place) {
    return Unknown.of("an item of " + Run.shortened(place), place, Senders.of(value));
  }

  /**
   * The values of arguments.
   *
   * @param uncertain why it is unknown how many there are; null: it is known
   */
  record Arguments(List<Value> values, @Nullable Unknown uncertain) {}

  /**
   * The values of arguments. Where it is unknown how many there are, what stands for those may be
   * any argument after them too: SQL may be sent through it if through one of those.
   *
   * @param callee what takes them, as far as known
   */
  Arguments arguments(List<Expression.Item> items, Environment scope, @Nullable Value callee) {
    List<Value> values = new ArrayList<>(items.size());
    Unknown uncertain = null;
    int from = 0;
    for (Expression.Item item : items) {
      Expression expression = item.value();
      if (expression == null) {
        continue;
      }
      Value value = run.expressions.evaluate(expression, scope);
      if (!item.spread()) {
        values.add(value);
        continue;
      }
      Place place = scope.place(expression.span());
      List<Value> spread = run.language().items(value, run, place);
      if (spread != null) {
        run.meter.spend(spread.size());
        values.addAll(spread);
        continue;
      }
      if (uncertain == null) {
        from = values.size();
      }
      uncertain = unknownItems(value, place);
      int parameters =
          callee instanceof Closure closure ? closure.function().parameters().size() : 1;
      do {
        values.add(uncertain);
      } while (values.size() < parameters);
    }
    return uncertain == null ? new Arguments(values, null) : shifted(values, from, uncertain);
  }

  /** Arguments of which it is unknown how many stand before those that are known. */
  private static Arguments shifted(List<Value> values, int from, Unknown uncertain) {
    GapCode code = null;
    for (int i = from; i < values.size() && code == null; i++) {
      code = Senders.of(values.get(i));
    }
    if (code == null) {
      return new Arguments(values, uncertain);
    }
    for (int i = from; i < values.size(); i++) {
      if (values.get(i) instanceof Unknown unknown) {
        values.set(i, new Unknown(unknown.reason(), unknown.place(), true, code));
      }
    }
    return new Arguments(values, new Unknown(uncertain.reason(), uncertain.place(), true, code));
  }

  /** A new object. */
  Value object(Expression.ObjectLiteral literal, Environment scope) {
    ObjectValue object = run.object();
    for (Expression.ObjectLiteral.Property property : literal.properties()) {
      if (property instanceof Expression.ObjectLiteral.Pair pair) {
        Value key = run.expressions.evaluate(pair.key(), scope);
        Value value = run.expressions.evaluate(pair.value(), scope);
        run.members.assignItem(object, key, value, scope.place(pair.key().span()));
      } else if (property instanceof Expression.ObjectLiteral.SpreadProperties spread) {
        Place place = scope.place(spread.object().span());
        spread(object, run.expressions.evaluate(spread.object(), scope), place);
      } else if (property instanceof Expression.ObjectLiteral.Accessor accessor) {
        accessor(object, accessor, scope);
      }
    }
    return object;
  }

  private void accessor(
      ObjectValue object, Expression.ObjectLiteral.Accessor accessor, Environment scope) {
    Value key = run.expressions.evaluate(accessor.key(), scope);
    String name = run.members.name(key, scope.place(accessor.key().span()));
    if (name != null) {
      Closure function = Expressions.method(accessor.function(), scope);
      if (accessor.setter()) {
        object.define(name, object.getter(name), function);
      } else {
        object.define(name, function, object.setter(name));
      }
    }
  }

  private static boolean hasKnownKeys(Value value) {
    return value instanceof Value.Nothing
        || (value instanceof ObjectValue object
            && object.uncertain() == null
            && object.base() == null);
  }

  /** Adds the properties of one of two objects: one that only one of them has may be there. */
  private void spreadEither(ObjectValue object, Split.Choice choice, Place place) {
    Unknown why = Run.unlike(choice.guard(), place);
    ObjectValue one = run.object();
    spread(one, choice.one(), place);
    ObjectValue other = run.object();
    spread(other, choice.other(), place);
    Set<String> keys = new LinkedHashSet<>(one.keys());
    keys.addAll(other.keys());
    boolean certain = true;
    for (String key : keys) {
      run.meter.spend(1);
      certain &= object.has(key) || (one.has(key) && other.has(key));
      Value first = one.has(key) ? one.get(key) : object.get(key);
      Value second = other.has(key) ? other.get(key) : object.get(key);
      object.put(key, run.paths.join(first, second, choice.guard(), why));
    }
    if (!certain) {
      object.becomeUncertain(why);
    }
  }

  private void spread(ObjectValue object, Value value, Place place) {
    if (value instanceof Value.Nothing) {
      return;
    }
    Split.Choice choice = run.paths.choice(value);
    if (choice != null && hasKnownKeys(choice.one()) && hasKnownKeys(choice.other())) {
      spreadEither(object, choice, place);
      return;
    }
    List<Value> keys = run.language().keys(value, run, place);
    if (keys == null || value instanceof Unknown) {
      Unknown why = run.members.unknownItem(value, place);
      for (String key : object.allKeys()) {
        object.put(key, run.paths.join(object.get(key), why, null, why));
      }
      object.becomeUncertain(why);
      return;
    }
    for (Value key : keys) {
      run.meter.spend(1);
      String name = run.members.name(key, place);
      if (name != null) {
        object.put(name, run.members.member(value, name, place));
      }
    }
    if (value instanceof ObjectValue other) {
      Unknown uncertain = other.uncertain();
      if (uncertain != null) {
        object.becomeUncertain(uncertain);
      }
    }
  }
}
