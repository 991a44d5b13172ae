package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Set} and {@code WeakSet}: ECMA-262, 24.2 and 24.4. */
final class SetObject implements BuiltinObject {

  private final Constructor constructor;
  private final KeyedEntries entries;

  private SetObject(Constructor constructor, Evaluation run) {
    this.constructor = constructor;
    this.entries = new KeyedEntries(run);
  }

  static SetObject construct(Constructor constructor, Call call) {
    SetObject set = new SetObject(constructor, call.run());
    if (!(call.at(0) instanceof Value.Nothing)) {
      List<Value> given = Iteration.items(call.at(0), call.run(), call.place());
      if (given == null) {
        set.add(call.unknown(call.at(0)), call);
      } else {
        for (Value value : given) {
          set.add(value, call);
        }
      }
    }
    return set;
  }

  private void add(Value value, Call call) {
    Value kept = value instanceof Num num && num.value() == 0 ? new Num(0) : value;
    entries.put(kept, kept, call);
  }

  @Override
  public Family family() {
    return Family.SET;
  }

  @Override
  public Constructor constructor() {
    return constructor;
  }

  @Override
  public Value own(String name, Evaluation run, Place place) {
    if (!name.equals("size") || constructor == Constructor.WEAK_SET) {
      return Nothing.UNDEFINED;
    }
    List<KeyedEntries.Entry> all = entries.all(run);
    return all == null ? Unknowns.of(this, place) : new Num(all.size());
  }

  /** The values in order; null: it is unknown which. */
  @Nullable List<Value> values(Evaluation run) {
    List<KeyedEntries.Entry> all = entries.all(run);
    if (all == null) {
      return null;
    }
    List<Value> values = new ArrayList<>(all.size());
    for (KeyedEntries.Entry entry : all) {
      values.add(entry.key());
    }
    return values;
  }

  static int length(String name) {
    return switch (name) {
      case "clear", "entries", "keys", "values", SymbolValue.ITERATOR -> 0;
      case "add",
          "delete",
          "forEach",
          "has",
          "union",
          "intersection",
          "difference",
          "symmetricDifference",
          "isSubsetOf",
          "isSupersetOf",
          "isDisjointFrom" ->
          1;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof SetObject set)) {
      throw call.typeError(
          "Method Set.prototype."
              + name
              + " called on incompatible receiver "
              + Inspection.brief(call.self()));
    }
    return switch (name) {
      case "add" -> {
        set.add(call.at(0), call);
        yield set;
      }
      case "has" -> answer(set.entries.has(call.at(0)), call);
      case "delete" -> answer(set.entries.remove(call.at(0), call), call);
      case "clear" -> {
        set.entries.clear();
        yield Nothing.UNDEFINED;
      }
      case "forEach" -> {
        Value function = call.function(0);
        List<Value> values = set.values(call.run());
        if (values == null) {
          yield UnknownMembers.visit(set, "forEach", call) == null
              ? call.unknown(set)
              : Nothing.UNDEFINED;
        }
        for (Value value : values) {
          call.run().call(function, call.at(1), List.of(value, value, set), call.place());
        }
        yield Nothing.UNDEFINED;
      }
      case "entries" -> {
        List<Value> pairs = new ArrayList<>();
        for (Value value : set.known(call)) {
          pairs.add(call.run().list(List.of(value, value)));
        }
        yield new IteratorObject("Set", pairs, call.run());
      }
      case "keys", "values", SymbolValue.ITERATOR ->
          new IteratorObject("Set", set.known(call), call.run());
      default -> set.compare(name, call);
    };
  }

  private static Value answer(Truth truth, Call call) {
    return truth == Truth.UNKNOWN ? call.unknown(call.at(0)) : Bool.of(truth == Truth.TRUE);
  }

  private List<Value> known(Call call) {
    List<Value> values = values(call.run());
    if (values == null) {
      throw new NotKnown(call.self());
    }
    return values;
  }

  /** Methods with another set or map. */
  private Value compare(String name, Call call) {
    Value given = call.at(0);
    SetObject other = new SetObject(Constructor.SET, call.run());
    Value keys = call.run().invoke(given, "keys", List.of(), call.place());
    for (Value value : Iteration.known(keys, call.run(), call.place())) {
      other.add(value, call);
    }
    List<Value> mine = known(call);
    List<Value> theirs = other.known(call);
    return switch (name) {
      case "union" -> of(call, mine, theirs);
      case "intersection" ->
          mine.size() <= theirs.size()
              ? of(call, chosen(mine, other, true))
              : of(call, chosen(theirs, this, true));
      case "difference" -> of(call, chosen(mine, other, false));
      case "symmetricDifference" ->
          of(call, chosen(mine, other, false), chosen(theirs, this, false));
      case "isSubsetOf" -> Bool.of(chosen(mine, other, false).isEmpty());
      case "isSupersetOf" -> Bool.of(chosen(theirs, this, false).isEmpty());
      default -> Bool.of(chosen(mine, other, true).isEmpty());
    };
  }

  private static List<Value> chosen(List<Value> values, SetObject other, boolean in) {
    List<Value> chosen = new ArrayList<>();
    for (Value value : values) {
      if (other.entries.has(value) == Truth.TRUE == in) {
        chosen.add(value);
      }
    }
    return chosen;
  }

  @SafeVarargs
  private static SetObject of(Call call, List<Value>... parts) {
    SetObject set = new SetObject(Constructor.SET, call.run());
    for (List<Value> part : parts) {
      for (Value value : part) {
        set.add(value, call);
      }
    }
    return set;
  }
}
