package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of members of what is unknown, or of lists with unknown items: what they do with the
 * functions that they are given is known from their names.
 */
final class UnknownMembers {

  private UnknownMembers() {}

  /** Calls a member of an unknown value. */
  static Value invoke(
      Unknown target, String name, List<Value> arguments, Evaluation run, Place place) {
    Call call = new Call(target, arguments, run, place);
    switch (name) {
      case "then" -> {
        return Coercion.isFunction(call.at(0))
            ? PromiseObject.of(() -> call.call(call.at(0), target), run, place)
            : target;
      }
      case "catch" -> {
        return Coercion.isFunction(call.at(0)) ? rejected(target, call) : target;
      }
      case "finally" -> {
        if (Coercion.isFunction(call.at(0))) {
          call.call(call.at(0));
        }
        return target;
      }
      default -> {
        Value result = Coercion.isFunction(call.at(0)) ? visit(target, name, call) : null;
        return result == null
            ? run.call(Unknowns.of(target, place), target, arguments, place)
            : result;
      }
    }
  }

  private static Value rejected(Unknown target, Call call) {
    Unknown error = Unknowns.part(target, " fails", call.place());
    call.run()
        .perhaps(
            error.reason(),
            () -> {
              Value result = call.call(call.at(0), error);
              return call.run().language().await(result, call.run(), call.place());
            },
            call.place());
    return target;
  }

  /**
   * Calls a method that gives a function each item; null: no list has such a method.
   *
   * @param whole an uncertain list, or unknown
   */
  static @Nullable Value visit(Value whole, String name, Call call) {
    Unknown item = Unknowns.part(source(whole), "[…]", call.place());
    return switch (name) {
      case "forEach" -> {
        each(whole, item, call);
        yield Value.Nothing.UNDEFINED;
      }
      case "map", "flatMap" -> uncertain(each(whole, item, call), call);
      case "filter" -> {
        each(whole, item, call);
        yield uncertain(item, call);
      }
      case "find", "findLast" -> {
        each(whole, item, call);
        yield item;
      }
      case "some", "every", "findIndex", "findLastIndex" -> {
        each(whole, item, call);
        yield call.unknown(whole);
      }
      case "reduce", "reduceRight" -> {
        Value start = call.size() > 1 ? call.at(1) : item;
        Value index = new Unknown("an index", call.place());
        Value result =
            call.run()
                .repeatedly(() -> call.call(call.at(0), start, item, index, whole), call.place());
        yield result instanceof PromiseObject ? result : call.unknown(whole);
      }
      case "sort", "toSorted" -> {
        call.run().repeatedly(() -> call.call(call.at(0), item, item), call.place());
        yield whole;
      }
      default -> null;
    };
  }

  private static Value source(Value whole) {
    return whole instanceof ListValue list && list.uncertain() != null ? list.uncertain() : whole;
  }

  private static Value each(Value whole, Unknown item, Call call) {
    Value index = new Unknown("an index", call.place());
    return call.run()
        .repeatedly(
            () ->
                call.run().call(call.at(0), call.at(1), List.of(item, index, whole), call.place()),
            call.place());
  }

  /** A list of which it is unknown how many such items it has. */
  static ListValue uncertain(Value item, Call call) {
    ListValue list = call.run().list(List.of(item));
    list.becomeUncertain(call.unknown(call.self()));
    return list;
  }

  /** Calls a method of a list with unknown items. */
  static Value ofList(ListValue list, String name, Call call) {
    Value visited = visit(list, name, call);
    if (visited != null) {
      return visited;
    }
    switch (name) {
      case "push", "unshift" -> {
        for (Value item : call.arguments()) {
          list.add(item);
        }
        return call.unknown(list);
      }
      case "reverse", "sort", "fill", "copyWithin" -> {
        return list;
      }
      case "pop", "shift", "at" -> {
        return Unknowns.part(source(list), "[…]", call.place());
      }
      case "slice", "concat", "flat", "toReversed", "toSpliced", "toSorted", "with", "splice" -> {
        ListValue copy = call.run().list(list.items());
        copy.becomeUncertain(call.unknown(list));
        return copy;
      }
      default -> {
        return call.unknown(list);
      }
    }
  }
}
