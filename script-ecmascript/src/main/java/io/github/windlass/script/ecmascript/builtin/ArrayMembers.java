package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What arrays have in common: ECMA-262, 23.1.3. */
final class ArrayMembers {

  private ArrayMembers() {}

  static int length(String name) {
    return switch (name) {
      case "entries",
          "keys",
          "values",
          SymbolValue.ITERATOR,
          "pop",
          "shift",
          "reverse",
          "toReversed",
          "toString",
          "toLocaleString",
          "flat" ->
          0;
      case "at",
          "concat",
          "every",
          "fill",
          "filter",
          "find",
          "findIndex",
          "findLast",
          "findLastIndex",
          "flatMap",
          "forEach",
          "includes",
          "indexOf",
          "join",
          "lastIndexOf",
          "map",
          "push",
          "reduce",
          "reduceRight",
          "some",
          "sort",
          "toSorted",
          "unshift" ->
          1;
      case "copyWithin", "slice", "splice", "toSpliced", "with" -> 2;
      default -> -1;
    };
  }

  /** A member of a list. */
  static Value member(ListValue list, String name, Place place) {
    long index = Properties.index(name);
    if (index >= 0) {
      return list.uncertain() == null
          ? index < list.size() ? list.get((int) index) : Value.Nothing.UNDEFINED
          : Unknowns.part(list.uncertain(), "[" + name + "]", place);
    }
    return switch (name) {
      case "length" ->
          list.uncertain() == null ? new Value.Num(list.size()) : Unknowns.of(list, place);
      case "constructor" -> Constructor.ARRAY;
      default -> Family.ARRAY.member(name);
    };
  }

  /** Changes an item or the length. */
  static void assign(ListValue list, String name, Value value, Evaluation run, Place place) {
    long index = Properties.index(name);
    if (index >= 0) {
      run.spend(Math.max(0, index - list.size()));
      list.set((int) index, value);
    } else if (name.equals("length")) {
      Value length = Coercion.numeric(value, run, place);
      if (!(length instanceof Value.Num num)) {
        list.becomeUncertain(Unknowns.of(value, place));
        return;
      }
      list.replace(resized(list.items(), num.value(), run, place));
    } else {
      list.setProperty(name, value);
    }
  }

  private static List<Value> resized(
      List<Value> items, double length, Evaluation run, Place place) {
    if (length < 0 || length != Math.rint(length) || length > 4294967295.0) {
      throw ErrorObjects.thrown(Constructor.RANGE_ERROR, "Invalid array length", run, place);
    }
    if (length <= items.size()) {
      return items.subList(0, (int) length);
    }
    Cost.items(length, run);
    List<Value> more = new ArrayList<>(items);
    more.addAll(Collections.nCopies((int) length - items.size(), Value.Nothing.UNDEFINED));
    return more;
  }

  static Value call(String name, Call call) {
    ListValue list = list(call);
    if (list.isGuarded() && (name.equals("forEach") || name.equals("map"))) {
      return ArrayCallbacks.guarded(name, list, call);
    }
    if (list.uncertain() != null) {
      return UnknownMembers.ofList(list, name, call);
    }
    switch (name) {
      case "push" -> {
        for (Value item : call.arguments()) {
          list.add(item);
        }
        return new Value.Num(list.size());
      }
      case "at" -> {
        return read(name, list, call);
      }
      default -> Cost.items(list.size(), call.run());
    }
    return switch (name) {
      case "every",
          "filter",
          "find",
          "findIndex",
          "findLast",
          "findLastIndex",
          "flatMap",
          "forEach",
          "map",
          "reduce",
          "reduceRight",
          "some" ->
          ArrayCallbacks.call(name, list, call);
      case "sort" -> {
        ArrayCallbacks.sort(list, call);
        yield list;
      }
      case "toSorted" -> {
        ListValue copy = call.run().list(list.items());
        ArrayCallbacks.sort(copy, call);
        yield copy;
      }
      case "unshift", "pop", "shift", "splice", "fill", "copyWithin", "reverse" ->
          change(name, list, call);
      default -> read(name, list, call);
    };
  }

  /** The list that a method is called on; a copy if it is called on something like a list. */
  private static ListValue list(Call call) {
    return switch (call.self()) {
      case ListValue list -> list;
      case Value.Nothing nothing ->
          throw call.typeError("Array.prototype method called on null or undefined");
      default -> call.run().list(Iteration.arrayLike(call.self(), call.run(), call.place()));
    };
  }

  private static Value change(String name, ListValue list, Call call) {
    List<Value> items = new ArrayList<>();
    switch (name) {
      case "unshift" -> {
        items.addAll(call.arguments());
        items.addAll(list.items());
        list.replace(items);
        return new Value.Num(list.size());
      }
      case "pop", "shift" -> {
        if (list.size() == 0) {
          return Value.Nothing.UNDEFINED;
        }
        items.addAll(list.items());
        Value taken = name.equals("pop") ? items.removeLast() : items.removeFirst();
        list.replace(items);
        return taken;
      }
      case "splice" -> {
        ListValue removed = call.run().list(List.of());
        list.replace(spliced(list, removed, call));
        return removed;
      }
      case "fill" -> {
        int start = call.position(1, list.size(), 0);
        int end = call.position(2, list.size(), list.size());
        items.addAll(list.items());
        for (int i = start; i < end; i++) {
          items.set(i, call.at(0));
        }
      }
      case "copyWithin" -> {
        items.addAll(list.items());
        int target = call.position(0, list.size(), 0);
        int start = call.position(1, list.size(), 0);
        int end = call.position(2, list.size(), list.size());
        for (int i = start; i < end && target + i - start < items.size(); i++) {
          items.set(target + i - start, list.get(i));
        }
      }
      default -> {
        items.addAll(list.items());
        Collections.reverse(items);
      }
    }
    list.replace(items);
    return call.self();
  }

  private static List<Value> spliced(ListValue list, ListValue removed, Call call) {
    int size = list.size();
    int start = call.position(0, size, 0);
    int count =
        call.size() == 0
            ? 0
            : call.size() == 1
                ? size - start
                : (int) Math.min(Math.max(call.integer(1), 0), size - start);
    List<Value> items = new ArrayList<>(list.items());
    List<Value> gone = items.subList(start, start + count);
    removed.replace(gone);
    gone.clear();
    if (call.size() > 2) {
      items.addAll(start, call.arguments().subList(2, call.size()));
    }
    return items;
  }

  private static Value read(String name, ListValue list, Call call) {
    Evaluation run = call.run();
    int size = list.size();
    return switch (name) {
      case "at" -> {
        double index = call.integer(0);
        double at = index < 0 ? size + index : index;
        yield at >= 0 && at < size ? list.get((int) at) : Value.Nothing.UNDEFINED;
      }
      case "concat" -> concat(list, call);
      case "slice" -> {
        int start = call.position(0, size, 0);
        int end = call.position(1, size, size);
        yield run.list(start < end ? list.items().subList(start, end) : List.of());
      }
      case "flat" -> {
        ListValue flat = run.list(List.of());
        flatten(list, call.has(0) ? call.integer(0) : 1, flat, 0, call);
        yield flat;
      }
      case "includes", "indexOf", "lastIndexOf" -> find(name, list, call);
      case "join" ->
          ArrayText.join(
              list,
              call.has(0) ? call.text(0) : Text.produced(",", call.place()),
              run,
              call.place());
      case "toString" -> ArrayText.join(list, Text.produced(",", call.place()), run, call.place());
      case "toLocaleString" -> {
        List<Value> texts = new ArrayList<>();
        for (Value item : list.items()) {
          texts.add(
              item instanceof Value.Nothing
                  ? item
                  : run.invoke(item, "toLocaleString", List.of(), call.place()));
        }
        yield ArrayText.join(run.list(texts), Text.produced(",", call.place()), run, call.place());
      }
      case "toReversed" -> {
        List<Value> items = new ArrayList<>(list.items());
        Collections.reverse(items);
        yield run.list(items);
      }
      case "toSpliced" -> run.list(spliced(list, run.list(List.of()), call));
      case "with" -> {
        double index = call.integer(0);
        double at = index < 0 ? size + index : index;
        if (at < 0 || at >= size) {
          throw call.rangeError("Invalid index : " + NumberFormat.format(index));
        }
        List<Value> items = new ArrayList<>(list.items());
        items.set((int) at, call.at(1));
        yield run.list(items);
      }
      case "keys", "entries" -> {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          Value key = new Value.Num(i);
          items.add(name.equals("keys") ? key : run.list(List.of(key, list.get(i))));
        }
        yield new IteratorObject("Array", items, run);
      }
      default -> new IteratorObject("Array", list.items(), run);
    };
  }

  private static Value concat(ListValue list, Call call) {
    List<Value> items = new ArrayList<>(list.items());
    ListValue all = call.run().list(List.of());
    for (Value argument : call.arguments()) {
      if (argument instanceof ListValue more) {
        call.run().spend(more.size());
        items.addAll(more.items());
        if (more.uncertain() != null) {
          all.becomeUncertain(more.uncertain());
        }
      } else if (argument instanceof Unknown unknown) {
        // It may be a list, whose items are meant then.
        items.add(unknown);
        all.becomeUncertain(call.unknown(unknown));
      } else {
        items.add(argument);
      }
    }
    all.replace(items);
    return all;
  }

  /** Adds the items of a list, and those of lists among them. */
  static void flatten(ListValue list, double depth, ListValue into, int nesting, Call call) {
    if (list.uncertain() != null) {
      into.becomeUncertain(list.uncertain());
    }
    if (nesting > 100) {
      throw new NotKnown(list);
    }
    Cost.items(4.0 * list.size(), call.run());
    for (Value item : list.items()) {
      if (item instanceof ListValue inner && depth >= 1) {
        flatten(inner, depth - 1, into, nesting + 1, call);
      } else {
        into.add(item);
      }
    }
  }

  private static Value find(String name, ListValue list, Call call) {
    boolean last = name.equals("lastIndexOf");
    int size = list.size();
    int start = last ? size - 1 : call.position(1, size, 0);
    if (last && call.size() > 1) {
      double from = call.integer(1);
      start = (int) (from < 0 ? size + from : Math.min(from, size - 1));
    }
    boolean unknown = false;
    for (int i = start; i >= 0 && i < size; i += last ? -1 : 1) {
      Truth same =
          name.equals("includes")
              ? Equality.sameValueZero(list.get(i), call.at(0))
              : Equality.strict(list.get(i), call.at(0));
      if (same == Truth.TRUE && (!unknown || name.equals("includes"))) {
        return name.equals("includes") ? Value.Bool.TRUE : new Value.Num(i);
      }
      unknown |= same != Truth.FALSE;
    }
    if (unknown) {
      throw new NotKnown(call.at(0));
    }
    return name.equals("includes") ? Value.Bool.FALSE : new Value.Num(-1);
  }
}
