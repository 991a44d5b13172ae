package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Methods that walk items. Items that are known are walked one by one; what is unknown is walked
 * once, and its steps repeat.
 */
final class Enumerable {

  private Enumerable() {}

  /** What is done with an item. */
  private interface Visit {
    Value visit(Value item, int index);
  }

  private static void walk(ListValue self, Visit visit, Evaluation run, Place place) {
    if (self.uncertain() != null && !self.isGuarded()) {
      Unknown item = UnknownMethods.itemOf(self, place);
      run.repeatedly(() -> visit.visit(item, 0), place);
      return;
    }
    for (int i = 0; i < self.size(); i++) {
      run.spend(1);
      int index = i;
      Value item = self.get(i);
      if (self.isGuarded()) {
        run.forItem(
            self,
            i,
            new Supplier<Value>() {
              @Override
              public Value get() {
                return visit.visit(item, index);
              }
            },
            place);
      } else {
        visit.visit(item, index);
      }
    }
  }

  static @Nullable Value invoke(
      ListValue self, String name, Arguments arguments, Evaluation run, Place place) {
    RubyProc block = ArrayMethods.block(arguments);
    Value first = arguments.get(0);
    if (block != null && self.uncertain() != null && !self.isGuarded() && asks(name)) {
      // The answers decide nothing, but what the block sends is sent.
      Unknown item = UnknownMethods.itemOf(self, place);
      run.repeatedly(() -> block.run(run, place, item), place);
    }
    switch (name) {
      case "each", "find_each", "each_entry", "reverse_each":
        if (block == null) {
          return self;
        }
        ListValue walked =
            name.equals("reverse_each")
                ? ArrayMethods.copied(self, self.items().reversed(), run)
                : self;
        walk(walked, (item, index) -> block.run(run, place, item), run, place);
        return self;
      case "each_with_index", "each_index", "each.with_index":
        if (block != null) {
          walk(
              self,
              (item, index) ->
                  name.equals("each_index")
                      ? block.run(run, place, Operators.of(index))
                      : block.run(run, place, item, index(self, index, place)),
              run,
              place);
        }
        return block == null ? indexed(self, 0, run) : self;
      case "with_index", "map.with_index":
        int offset = Operators.whole(first) instanceof Integer start ? start : 0;
        if (block == null) {
          return indexed(self, offset, run);
        }
        return mapped(
            self,
            (item, index) -> block.run(run, place, item, index(self, index + offset, place)),
            run,
            place);
      case "each_with_object":
        if (block != null) {
          walk(self, (item, index) -> block.run(run, place, item, first), run, place);
        }
        return first;
      case "with_object":
        return null;
      case "map", "collect", "map!", "collect!":
        if (block == null) {
          return self;
        }
        ListValue made = mapped(self, (item, index) -> block.run(run, place, item), run, place);
        if (name.endsWith("!")) {
          self.replace(made.items());
          return self;
        }
        return made;
      case "flat_map", "collect_concat":
        return block == null ? self : flat(self, block, run, place);
      case "filter_map":
        return block == null
            ? self
            : kept(
                mapped(self, (item, index) -> block.run(run, place, item), run, place),
                item -> item,
                true,
                run);
      case "select",
      "filter",
      "find_all",
      "reject",
      "select!",
      "reject!",
      "keep_if",
      "delete_if",
      "filter!":
        if (block == null) {
          return self;
        }
        boolean keep = !(name.startsWith("reject") || name.equals("delete_if"));
        ListValue some = kept(self, item -> block.run(run, place, item), keep, run);
        if (name.endsWith("!") || name.endsWith("_if")) {
          self.replace(some.items());
          if (some.uncertain() != null) {
            self.becomeUncertain(some.uncertain());
          }
          return self;
        }
        return some;
      case "partition":
        return block == null
            ? self
            : run.list(
                List.of(
                    kept(self, item -> block.run(run, place, item), true, run),
                    kept(self, item -> block.run(run, place, item), false, run)));
      case "grep", "grep_v":
        return kept(
            self, item -> Operators.matches(first, item, run, place), name.equals("grep"), run);
      case "find", "detect":
        return block == null ? self : found(self, block, false, run, place);
      case "find_index", "index":
        return block == null ? Value.Nothing.NULL : found(self, block, true, run, place);
      case "all?", "any?", "none?", "one?":
        return quantified(self, name, arguments, run, place);
      case "many?":
        return self.uncertain() == null
            ? Value.Bool.of(self.size() > 1)
            : new Unknown(place.text(), place);
      case "count":
        return self.uncertain() == null
            ? Operators.of(
                (block == null
                        ? kept(self, item -> Operators.equal(item, first, run, place), true, run)
                        : kept(self, item -> block.run(run, place, item), true, run))
                    .size())
            : new Unknown(place.text(), place);
      case "inject", "reduce":
        return reduced(self, arguments, run, place);
      case "sum":
        return summed(self, arguments, run, place);
      case "min", "max", "sort", "sort_by", "min_by", "max_by", "sort!", "minmax", "sort_by!":
        return sorted(self, name, block, run, place);
      case "group_by", "index_by", "tally", "index_with", "partition_by":
        return grouped(self, name, arguments, run, place);
      case "to_h":
        return block == null
            ? null
            : ArrayMethods.hash(
                self,
                mapped(self, (item, index) -> block.run(run, place, item), run, place),
                run,
                place);
      case "each_slice", "in_groups_of", "each_cons":
        return sliced(self, name, arguments, run, place);
      case "in_groups":
        return UnknownMethods.invoke(new Unknown(place.text(), place), name, arguments, run, place);
      case "uniq":
        return block == null ? self : uniqueBy(self, block, run, place);
      case "take_while",
      "drop_while",
      "chunk_while",
      "slice_when",
      "each_entry_with_index",
      "cycle",
      "pluck",
      "zip_with",
      "chunk":
        if (block != null && (name.equals("take_while") || name.equals("drop_while"))) {
          return whileTrue(self, name, block, run, place);
        }
        return name.equals("pluck")
            ? plucked(self, arguments, run, place)
            : UnknownMethods.invoke(new Unknown(place.text(), place), name, arguments, run, place);
      case "step":
        return null;
      default:
        return null;
    }
  }

  /** Whether a method asks its block about items, one by one, for its own answer. */
  private static boolean asks(String name) {
    return switch (name) {
      case "select",
          "filter",
          "find_all",
          "reject",
          "select!",
          "reject!",
          "keep_if",
          "delete_if",
          "filter!",
          "partition",
          "find",
          "detect",
          "find_index",
          "index",
          "all?",
          "any?",
          "none?",
          "one?",
          "count",
          "sum",
          "min_by",
          "max_by",
          "sort_by",
          "sort_by!",
          "group_by",
          "index_by",
          "uniq",
          "take_while",
          "drop_while" ->
          true;
      default -> false;
    };
  }

  private static Value index(ListValue self, int index, Place place) {
    return self.uncertain() != null
        ? new Unknown("an index of " + place.text(), place)
        : Operators.of(index);
  }

  private static ListValue indexed(ListValue self, int offset, Evaluation run) {
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < self.size(); i++) {
      pairs.add(run.list(List.of(self.get(i), Operators.of(i + (long) offset))));
    }
    return ArrayMethods.copied(self, pairs, run);
  }

  private static ListValue mapped(ListValue self, Visit visit, Evaluation run, Place place) {
    ListValue made = run.list(List.of());
    walk(
        self,
        (item, index) -> {
          made.add(visit.visit(item, index));
          return Value.Nothing.NULL;
        },
        run,
        place);
    Unknown uncertain = self.uncertain();
    if (uncertain != null && made.uncertain() == null) {
      made.becomeUncertain(uncertain);
    }
    return made;
  }

  private static ListValue flat(ListValue self, RubyProc block, Evaluation run, Place place) {
    ListValue nested = mapped(self, (item, index) -> block.run(run, place, item), run, place);
    List<Value> flat = new ArrayList<>();
    Unknown uncertain = nested.uncertain();
    for (Value item : nested.items()) {
      if (item instanceof ListValue inner) {
        flat.addAll(inner.items());
        uncertain = uncertain == null ? inner.uncertain() : uncertain;
      } else if (item instanceof Unknown unknown) {
        uncertain = unknown;
      } else {
        flat.add(item);
      }
    }
    ListValue made = ArrayMethods.copied(self, flat, run);
    if (uncertain != null) {
      made.becomeUncertain(uncertain);
    }
    return made;
  }

  private interface Question {
    Value of(Value item);
  }

  private static ListValue kept(ListValue self, Question question, boolean keep, Evaluation run) {
    List<Value> items = new ArrayList<>();
    Unknown uncertain = self.uncertain();
    for (Value item : self.items()) {
      run.spend(1);
      Value answer = question.of(item);
      Truth truth = run.language().truth(answer);
      if (truth == Truth.UNKNOWN && answer instanceof Unknown unknown) {
        uncertain = unknown;
      }
      if (truth == Truth.UNKNOWN || (truth == Truth.TRUE) == keep) {
        items.add(item);
      }
    }
    ListValue made = run.list(items);
    if (uncertain != null) {
      made.becomeUncertain(uncertain);
    }
    return made;
  }

  private static Value found(
      ListValue self, RubyProc block, boolean index, Evaluation run, Place place) {
    int at = 0;
    for (Value item : self.items()) {
      run.spend(1);
      Truth truth = run.language().truth(block.run(run, place, item));
      if (truth == Truth.UNKNOWN) {
        return new Unknown(place.text(), place);
      }
      if (truth == Truth.TRUE) {
        return index ? Operators.of(at) : item;
      }
      at++;
    }
    return self.uncertain() == null ? Value.Nothing.NULL : new Unknown(place.text(), place);
  }

  private static Value quantified(
      ListValue self, String name, Arguments arguments, Evaluation run, Place place) {
    RubyProc block = ArrayMethods.block(arguments);
    int yes = 0;
    int no = 0;
    boolean unknown = self.uncertain() != null;
    for (Value item : self.items()) {
      run.spend(1);
      Value answer =
          block != null
              ? block.run(run, place, item)
              : arguments.has(0) ? Operators.matches(arguments.get(0), item, run, place) : item;
      switch (run.language().truth(answer)) {
        case TRUE -> yes++;
        case FALSE -> no++;
        case UNKNOWN -> unknown = true;
      }
    }
    if (name.equals("any?") && yes > 0) {
      return Value.Bool.TRUE;
    }
    if (name.equals("all?") && no > 0) {
      return Value.Bool.FALSE;
    }
    if (unknown) {
      return new Unknown(place.text(), place);
    }
    return Value.Bool.of(
        switch (name) {
          case "any?" -> yes > 0;
          case "all?" -> no == 0;
          case "none?" -> yes == 0;
          default -> yes == 1;
        });
  }

  private static Value reduced(ListValue self, Arguments arguments, Evaluation run, Place place) {
    RubyProc block = ArrayMethods.block(arguments);
    List<Value> given = new ArrayList<>(arguments.positional());
    String method = null;
    if (block == null && !given.isEmpty()) {
      method = ObjectMethods.name(given.remove(given.size() - 1));
    }
    List<Value> items = self.items();
    Value value = null;
    if (!given.isEmpty()) {
      value = given.get(0);
    }
    if (self.uncertain() != null) {
      return new Unknown(place.text(), place);
    }
    for (Value item : items) {
      run.spend(1);
      if (value == null) {
        value = item;
      } else if (block != null) {
        value = block.run(run, place, value, item);
      } else if (method != null) {
        value = binary(method, value, item, run, place);
      }
    }
    return value == null ? Value.Nothing.NULL : value;
  }

  private static Value binary(String method, Value value, Value item, Evaluation run, Place place) {
    for (BinaryOperator operator : BinaryOperator.values()) {
      if (operator.sign().equals(method)) {
        return Operators.operate(operator, value, item, run, place);
      }
    }
    return run.invoke(value, method, List.of(item), place);
  }

  private static Value summed(ListValue self, Arguments arguments, Evaluation run, Place place) {
    if (self.uncertain() != null) {
      return new Unknown(place.text(), place);
    }
    RubyProc block = ArrayMethods.block(arguments);
    Value sum = arguments.has(0) ? arguments.get(0) : Operators.of(0);
    for (Value item : self.items()) {
      run.spend(1);
      Value each = block == null ? item : block.run(run, place, item);
      sum = Operators.operate(BinaryOperator.ADD, sum, each, run, place);
    }
    return sum;
  }

  private static Value sorted(
      ListValue self, String name, @Nullable RubyProc block, Evaluation run, Place place) {
    List<Value> keys = new ArrayList<>();
    List<Value> items = self.items();
    if (block != null && !name.contains("_by")) {
      Unknown item = UnknownMethods.itemOf(self, place);
      run.repeatedly(() -> block.run(run, place, item, item), place);
      return unsorted(self, name, run, place);
    }
    if (self.uncertain() != null) {
      return unsorted(self, name, run, place);
    }
    for (Value item : items) {
      Value key = block == null ? item : block.run(run, place, item);
      if (key instanceof ListValue list && list.uncertain() == null && list.size() > 0) {
        // Lists are compared by their first items, which is enough if no two are alike.
        key = list.get(0);
        if (keys.contains(key)) {
          return unsorted(self, name, run, place);
        }
      }
      if (!(key instanceof Text text && text.isKnown())
          && !Operators.isNumber(key)
          && !(key instanceof Symbol)) {
        return unsorted(self, name, run, place);
      }
      keys.add(key);
    }
    boolean numbers = !keys.isEmpty() && Operators.isNumber(keys.get(0));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (Operators.isNumber(keys.get(i)) != numbers) {
        return unsorted(self, name, run, place);
      }
      order.add(i);
    }
    run.spend(keys.size() * 10L);
    order.sort((one, other) ->
        numbers
            ? Double.compare(Operators.number(keys.get(one)), Operators.number(keys.get(other)))
            : ObjectMethods.name(keys.get(one)).compareTo(ObjectMethods.name(keys.get(other))));
    List<Value> sorted = new ArrayList<>();
    for (int index : order) {
      sorted.add(items.get(index));
    }
    if (name.equals("minmax")) {
      return sorted.isEmpty()
          ? run.list(List.of(Value.Nothing.NULL, Value.Nothing.NULL))
          : run.list(List.of(sorted.get(0), sorted.get(sorted.size() - 1)));
    }
    if (name.startsWith("min") || name.startsWith("max")) {
      return sorted.isEmpty()
          ? Value.Nothing.NULL
          : name.startsWith("min") ? sorted.get(0) : sorted.get(sorted.size() - 1);
    }
    if (name.endsWith("!")) {
      self.replace(sorted);
      return self;
    }
    return run.list(sorted);
  }

  private static Value unsorted(ListValue self, String name, Evaluation run, Place place) {
    Unknown why = new Unknown(place.text(), place);
    if (name.startsWith("min") || name.startsWith("max")) {
      return why;
    }
    ListValue list = run.list(self.items());
    list.becomeUncertain(why);
    return list;
  }

  private static Value grouped(
      ListValue self, String name, Arguments arguments, Evaluation run, Place place) {
    RubyProc block = ArrayMethods.block(arguments);
    Map<Value, Value> groups = new LinkedHashMap<>();
    Unknown uncertain = self.uncertain();
    for (Value item : self.items()) {
      run.spend(1);
      Value key = block == null ? item : block.run(run, place, item);
      if (name.equals("index_with")) {
        groups.put(item, block == null ? arguments.get(0) : key);
        continue;
      }
      if (key instanceof Unknown unknown) {
        uncertain = unknown;
        continue;
      }
      switch (name) {
        case "index_by" -> groups.put(key, item);
        case "tally" ->
            groups.merge(
                key,
                Operators.of(1),
                (one, other) -> Operators.of((long) Operators.number(one) + 1));
        default -> {
          if (groups.get(key) instanceof ListValue group) {
            group.add(item);
          } else {
            groups.put(key, run.list(List.of(item)));
          }
        }
      }
    }
    RubyHash hash = RubyHash.of(groups, run);
    if (uncertain != null) {
      hash.becomeUncertain(uncertain);
    }
    return hash;
  }

  private static Value sliced(
      ListValue self, String name, Arguments arguments, Evaluation run, Place place) {
    Integer size = Operators.whole(arguments.get(0));
    ListValue slices = run.list(List.of());
    if (self.uncertain() != null || size == null || size < 1) {
      slices.becomeUncertain(
          self.uncertain() == null ? new Unknown(place.text(), place) : self.uncertain());
    } else if (name.equals("each_cons")) {
      for (int i = 0; i + size <= self.size(); i++) {
        slices.add(run.list(self.items().subList(i, i + size)));
      }
    } else {
      for (int i = 0; i < self.size(); i += size) {
        List<Value> slice =
            new ArrayList<>(self.items().subList(i, Math.min(self.size(), i + size)));
        boolean fill =
            name.equals("in_groups_of")
                && !(arguments.has(1) && arguments.get(1) == Value.Bool.FALSE);
        while (fill && slice.size() < size && slice.size() < 10_000) {
          slice.add(arguments.has(1) ? arguments.get(1) : Value.Nothing.NULL);
        }
        slices.add(run.list(slice));
      }
    }
    RubyProc block = ArrayMethods.block(arguments);
    if (block == null) {
      return slices;
    }
    walk(slices, (item, index) -> block.run(run, place, item), run, place);
    return self;
  }

  private static Value uniqueBy(ListValue self, RubyProc block, Evaluation run, Place place) {
    Set<Value> seen = new LinkedHashSet<>();
    List<Value> items = new ArrayList<>();
    for (Value item : self.items()) {
      if (seen.add(block.run(run, place, item))) {
        items.add(item);
      }
    }
    return ArrayMethods.copied(self, items, run);
  }

  private static Value whileTrue(
      ListValue self, String name, RubyProc block, Evaluation run, Place place) {
    int at = 0;
    for (; at < self.size(); at++) {
      run.spend(1);
      Truth truth = run.language().truth(block.run(run, place, self.get(at)));
      if (truth == Truth.UNKNOWN) {
        return new Unknown(place.text(), place);
      }
      if (truth == Truth.FALSE) {
        break;
      }
    }
    return ArrayMethods.copied(
        self,
        name.startsWith("take")
            ? self.items().subList(0, at)
            : self.items().subList(at, self.size()),
        run);
  }

  private static Value plucked(ListValue self, Arguments arguments, Evaluation run, Place place) {
    return mapped(
        self,
        (item, index) ->
            arguments.size() == 1
                ? run.invoke(item, "[]", List.of(arguments.get(0)), place)
                : new Unknown(place.text(), place),
        run,
        place);
  }
}
