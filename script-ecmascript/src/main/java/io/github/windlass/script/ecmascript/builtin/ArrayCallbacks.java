package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of arrays that give each item to a function. */
final class ArrayCallbacks {

  private ArrayCallbacks() {}

  static Value call(String name, ListValue list, Call call) {
    Value function = call.function(0);
    return switch (name) {
      case "forEach" -> {
        walk(function, list, call);
        yield Value.Nothing.UNDEFINED;
      }
      case "map" -> {
        int size = list.size();
        List<Value> results = walk(function, list, call);
        while (results.size() < size) {
          results.add(Value.Nothing.UNDEFINED);
        }
        yield call.run().list(results);
      }
      case "flatMap" -> {
        ListValue results = call.run().list(List.of());
        int size = list.size();
        for (int i = 0; i < size; i++) {
          results.add(visit(function, list, i, call));
        }
        ListValue flat = call.run().list(List.of());
        ArrayMembers.flatten(results, 1, flat, 0, call);
        yield flat;
      }
      case "filter" -> filter(function, list, call);
      case "some", "every" -> quantify(name.equals("some"), function, list, call);
      case "reduce", "reduceRight" -> reduce(name.equals("reduceRight"), function, list, call);
      default -> find(name, function, list, call);
    };
  }

  /** The same for a list of which it is known on what each item depends. */
  static Value guarded(String name, ListValue list, Call call) {
    Value function = call.function(0);
    ListValue results = call.run().list(List.of());
    int size = list.size();
    for (int i = 0; i < size; i++) {
      int index = i;
      call.run()
          .forItem(
              list,
              i,
              () -> {
                results.add(visit(function, list, index, call));
                return Value.Nothing.UNDEFINED;
              },
              call.place());
    }
    return name.equals("map") ? results : Value.Nothing.UNDEFINED;
  }

  /**
   * Gives a function the items, but none that it added, nor those that it took away before their
   * turn. What a function that gives a promise takes away, it takes away after the walk: it waits
   * first.
   */
  private static List<Value> walk(Value function, ListValue list, Call call) {
    List<Value> before = list.items();
    List<Value> results = new ArrayList<>(before.size());
    boolean waits = false;
    for (int i = 0; i < before.size() && (waits || i < list.size()); i++) {
      Value result = visit(function, waits ? before.get(i) : list.get(i), i, call);
      results.add(result);
      waits = waits || result instanceof PromiseObject;
    }
    return results;
  }

  private static Value visit(Value function, ListValue list, int index, Call call) {
    return visit(function, list.get(index), index, call);
  }

  private static Value visit(Value function, Value item, int index, Call call) {
    return call.run()
        .call(function, call.at(1), List.of(item, new Value.Num(index), call.self()), call.place());
  }

  private static Value filter(Value function, ListValue list, Call call) {
    ListValue kept = call.run().list(List.of());
    int size = list.size();
    for (int i = 0; i < size; i++) {
      Value item = list.get(i);
      Value answer = visit(function, list, i, call);
      Truth keeps = Coercion.truth(answer);
      if (keeps != Truth.FALSE) {
        kept.add(item);
      }
      if (keeps == Truth.UNKNOWN) {
        kept.becomeUncertain(call.unknown(answer));
      }
    }
    return kept;
  }

  private static Value quantify(boolean some, Value function, ListValue list, Call call) {
    Value unknown = null;
    for (int i = 0; i < list.size(); i++) {
      Value answer = visit(function, list, i, call);
      Truth truth = Coercion.truth(answer);
      if (truth == (some ? Truth.TRUE : Truth.FALSE)) {
        return Value.Bool.of(some);
      }
      if (truth == Truth.UNKNOWN) {
        unknown = answer;
      }
    }
    return unknown == null ? Value.Bool.of(!some) : call.unknown(unknown);
  }

  private static Value reduce(boolean right, Value function, ListValue list, Call call) {
    int size = list.size();
    int index = right ? size - 1 : 0;
    int step = right ? -1 : 1;
    Value result;
    if (call.size() > 1) {
      result = call.at(1);
    } else {
      if (size == 0) {
        throw call.typeError("Reduce of empty array with no initial value");
      }
      result = list.get(index);
      index += step;
    }
    for (; index >= 0 && index < size; index += step) {
      result = call.call(function, result, list.get(index), new Value.Num(index), call.self());
    }
    return result;
  }

  private static Value find(String name, Value function, ListValue list, Call call) {
    boolean last = name.startsWith("findLast");
    boolean wantsIndex = name.endsWith("Index");
    int size = list.size();
    for (int n = 0; n < size; n++) {
      int i = last ? size - 1 - n : n;
      Value item = list.get(i);
      Value answer = visit(function, list, i, call);
      switch (Coercion.truth(answer)) {
        case TRUE -> {
          return wantsIndex ? new Value.Num(i) : item;
        }
        case UNKNOWN -> {
          return call.unknown(answer);
        }
        case FALSE -> {}
      }
    }
    return wantsIndex ? new Value.Num(-1) : Value.Nothing.UNDEFINED;
  }

  /** Sorts a list in place; in the order that is not known it stays as it is. */
  static void sort(ListValue list, Call call) {
    Value function = call.has(0) ? call.function(0) : null;
    List<Value> items = new ArrayList<>();
    List<Value> undefined = new ArrayList<>();
    for (Value item : list.items()) {
      (item == Value.Nothing.UNDEFINED ? undefined : items).add(item);
    }
    try {
      List<Value> sorted = merge(items, function, call);
      sorted.addAll(undefined);
      list.replace(sorted);
    } catch (NotKnown unknown) {
      list.becomeUncertain(
          unknown.cause() instanceof Unknown why ? why : call.unknown(unknown.cause()));
    }
  }

  /** A merge sort: stable as ECMA-262 wants it, and at peace with functions that contradict. */
  private static List<Value> merge(List<Value> items, @Nullable Value function, Call call) {
    List<Value> from = new ArrayList<>(items);
    for (int width = 1; width < from.size(); width *= 2) {
      List<Value> into = new ArrayList<>(from.size());
      for (int start = 0; start < from.size(); start += 2 * width) {
        int middle = Math.min(start + width, from.size());
        int end = Math.min(start + 2 * width, from.size());
        int left = start;
        int right = middle;
        while (left < middle || right < end) {
          // A function that only says whether the first is greater orders as engines do.
          boolean takesRight =
              left == middle
                  || (right < end && compare(from.get(right), from.get(left), function, call) < 0);
          into.add(from.get(takesRight ? right++ : left++));
        }
      }
      from = into;
    }
    return from;
  }

  private static double compare(Value one, Value other, @Nullable Value function, Call call) {
    Evaluation run = call.run();
    if (function == null) {
      run.spend(1);
      Text first = Coercion.text(one, run, call.place());
      Text second = Coercion.text(other, run, call.place());
      return Coercion.string(first, run, call.place())
          .compareTo(Coercion.string(second, run, call.place()));
    }
    Value answer = call.call(function, one, other);
    return Coercion.number(answer, run, call.place());
  }
}
