package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What loops and spreads take from a value: ECMA-262, 7.4. */
final class Iteration {

  private Iteration() {}

  /** The items; null: it is unknown which, or how many. */
  static @Nullable List<Value> items(Value value, Evaluation run, Place place) {
    if (value instanceof ListValue list) {
      Cost.items(list.size(), run);
      return list.uncertain() == null ? list.items() : null;
    }
    return switch (value) {
      case Unknown unknown -> null;
      case Text text -> {
        Outline outline = Outline.of(text);
        Cost.characters(8.0 * outline.length(), run);
        yield outline.isKnown() ? outline.codePoints() : null;
      }
      case MapObject map -> map.entries(MapObject.Part.ENTRIES, run);
      case SetObject set -> set.values(run);
      case IteratorObject iterator -> iterator.isKnown() ? iterator.rest() : null;
      default -> byProtocol(value, run, place);
    };
  }

  private static @Nullable List<Value> byProtocol(Value value, Evaluation run, Place place) {
    Value method =
        value instanceof Value.Nothing
            ? Value.Nothing.UNDEFINED
            : run.member(value, SymbolValue.ITERATOR, place);
    if (method instanceof Unknown) {
      return null;
    }
    if (method instanceof Value.Nothing && !(value instanceof Value.Nothing)) {
      method = run.member(value, SymbolValue.ASYNC_ITERATOR, place);
    }
    if (method instanceof Value.Nothing) {
      if (value instanceof HostObject host
          && !(host instanceof BuiltinObject)
          && !Coercion.isFunction(host)
          && !Coercion.isPrimitive(host)) {
        return null;
      }
      throw ErrorObjects.thrown(
          Constructor.TYPE_ERROR, Unknowns.written(place) + " is not iterable", run, place);
    }
    return drain(run.call(method, value, List.of(), place), run, place);
  }

  /** What is left in an iterator. */
  private static @Nullable List<Value> drain(Value iterator, Evaluation run, Place place) {
    if (iterator instanceof Unknown) {
      return null;
    }
    if (iterator instanceof IteratorObject known) {
      return known.isKnown() ? known.rest() : null;
    }
    if (iterator instanceof ListValue) {
      return items(iterator, run, place);
    }
    List<Value> items = new ArrayList<>();
    Value next = run.member(iterator, "next", place);
    while (true) {
      run.spend(4);
      Value result = run.language().await(run.call(next, iterator, List.of(), place), run, place);
      if (result instanceof Unknown) {
        return null;
      }
      switch (Coercion.truth(run.member(result, "done", place))) {
        case TRUE -> {
          return items;
        }
        case FALSE -> items.add(run.member(result, "value", place));
        case UNKNOWN -> {
          return null;
        }
      }
    }
  }

  /**
   * The items of something that can be iterated.
   *
   * @throws NotKnown if it is unknown which
   */
  static List<Value> known(Value value, Evaluation run, Place place) {
    List<Value> items = items(value, run, place);
    if (items == null) {
      throw new NotKnown(value);
    }
    return items;
  }

  /**
   * The items of something with a length.
   *
   * @throws NotKnown if it is unknown which
   */
  static List<Value> arrayLike(Value value, Evaluation run, Place place) {
    if (value instanceof ListValue) {
      return known(value, run, place);
    }
    double length = Coercion.integer(run.member(value, "length", place), run, place);
    Cost.items(Math.max(0, length), run);
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      items.add(run.member(value, Integer.toString(i), place));
    }
    return items;
  }

  /** Whether a value can be iterated, as far as is known. */
  static boolean isIterable(Value value, Evaluation run, Place place) {
    return switch (value) {
      case Value.Nothing nothing -> false;
      case Value.Num num -> false;
      case Value.Bool bool -> false;
      case Value.BigInt big -> false;
      case Text text -> true;
      case ListValue list -> true;
      case Unknown unknown -> true;
      default -> !(run.member(value, SymbolValue.ITERATOR, place) instanceof Value.Nothing);
    };
  }
}
