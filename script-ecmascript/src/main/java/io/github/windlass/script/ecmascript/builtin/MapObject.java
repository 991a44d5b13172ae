package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Map} and {@code WeakMap}: ECMA-262, 24.1 and 24.3. */
final class MapObject implements BuiltinObject {

  /** What of each entry is wanted. */
  enum Part {
    KEYS,
    VALUES,
    ENTRIES
  }

  private final Constructor constructor;
  private final KeyedEntries entries;

  private MapObject(Constructor constructor, Evaluation run) {
    this.constructor = constructor;
    this.entries = new KeyedEntries(run);
  }

  static MapObject construct(Constructor constructor, Call call) {
    MapObject map = new MapObject(constructor, call.run());
    if (!(call.at(0) instanceof Value.Nothing)) {
      List<Value> given = Iteration.items(call.at(0), call.run(), call.place());
      if (given == null) {
        map.entries.put(call.unknown(call.at(0)), Value.Nothing.UNDEFINED, call);
      } else {
        for (Value entry : given) {
          if (Coercion.isPrimitive(entry) && !(entry instanceof Unknown)) {
            throw call.typeError(
                "Iterator value " + Inspection.brief(entry) + " is not an entry object");
          }
          map.entries.put(
              call.run().member(entry, "0", call.place()),
              call.run().member(entry, "1", call.place()),
              call);
        }
      }
    }
    return map;
  }

  static Value groupBy(Call call) {
    MapObject map = new MapObject(Constructor.MAP, call.run());
    List<Value> items = Iteration.known(call.at(0), call.run(), call.place());
    Value function = call.function(1);
    for (int i = 0; i < items.size(); i++) {
      Value key = call.call(function, items.get(i), new Value.Num(i));
      if (map.entries.get(key) instanceof ListValue group) {
        group.add(items.get(i));
      } else {
        map.entries.put(key, call.run().list(List.of(items.get(i))), call);
      }
    }
    return map;
  }

  @Override
  public Family family() {
    return Family.MAP;
  }

  @Override
  public Constructor constructor() {
    return constructor;
  }

  @Override
  public Value own(String name, Evaluation run, Place place) {
    if (!name.equals("size") || constructor == Constructor.WEAK_MAP) {
      return Nothing.UNDEFINED;
    }
    List<KeyedEntries.Entry> all = entries.all(run);
    return all == null ? Unknowns.of(this, place) : new Num(all.size());
  }

  /** The keys, values or entries in order; null: it is unknown which. */
  @Nullable List<Value> entries(Part part, Evaluation run) {
    List<KeyedEntries.Entry> all = entries.all(run);
    if (all == null) {
      return null;
    }
    List<Value> values = new ArrayList<>(all.size());
    for (KeyedEntries.Entry entry : all) {
      values.add(
          switch (part) {
            case KEYS -> entry.key();
            case VALUES -> entry.value();
            case ENTRIES -> run.list(List.of(entry.key(), entry.value()));
          });
    }
    return values;
  }

  static int length(String name) {
    return switch (name) {
      case "clear", "entries", "keys", "values", SymbolValue.ITERATOR -> 0;
      case "delete", "forEach", "get", "has" -> 1;
      case "set" -> 2;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof MapObject map)) {
      throw call.typeError(
          "Method Map.prototype."
              + name
              + " called on incompatible receiver "
              + Inspection.brief(call.self()));
    }
    KeyedEntries entries = map.entries;
    return switch (name) {
      case "get" -> entries.get(call.at(0));
      case "set" -> {
        entries.put(call.at(0), call.at(1), call);
        yield map;
      }
      case "has" -> answer(entries.has(call.at(0)), call);
      case "delete" -> answer(entries.remove(call.at(0), call), call);
      case "clear" -> {
        entries.clear();
        yield Nothing.UNDEFINED;
      }
      case "forEach" -> {
        Value function = call.function(0);
        List<KeyedEntries.Entry> all = entries.all(call.run());
        if (all == null) {
          yield UnknownMembers.visit(map, "forEach", call) == null
              ? call.unknown(map)
              : Nothing.UNDEFINED;
        }
        for (KeyedEntries.Entry entry : all) {
          call.run()
              .call(function, call.at(1), List.of(entry.value(), entry.key(), map), call.place());
        }
        yield Nothing.UNDEFINED;
      }
      case "keys" -> map.iterator(Part.KEYS, call);
      case "values" -> map.iterator(Part.VALUES, call);
      default -> map.iterator(Part.ENTRIES, call);
    };
  }

  private static Value answer(Truth truth, Call call) {
    return truth == Truth.UNKNOWN ? call.unknown(call.at(0)) : Bool.of(truth == Truth.TRUE);
  }

  private Value iterator(Part part, Call call) {
    List<Value> values = entries(part, call.run());
    return values == null ? call.unknown(this) : new IteratorObject("Map", values, call.run());
  }
}
