package io.github.windlass.script.ruby.builtin;

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
import io.github.windlass.script.ruby.object.RubyRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Methods of arrays; those that take a block are in {@link Enumerable}. */
public final class ArrayMethods {

  private ArrayMethods() {}

  /** Calls a method; null: arrays have none of that name. */
  public static @Nullable Value invoke(
      ListValue self, String name, Arguments arguments, Evaluation run, Place place) {
    Unknown uncertain = self.uncertain();
    Value first = arguments.get(0);
    switch (name) {
      case "[]", "slice", "at":
        return at(self, arguments, run, place);
      case "[]=":
        return set(self, arguments, place);
      case "<<", "push", "append":
        for (Value each : arguments.all()) {
          self.add(each);
        }
        return self;
      case "unshift", "prepend":
        List<Value> before = new ArrayList<>(arguments.all());
        before.addAll(self.items());
        self.replace(before);
        return self;
      case "insert":
        Integer at = Operators.whole(first);
        if (at == null || at < 0 || at > self.size()) {
          self.becomeUncertain(new Unknown(place.text(), place));
          return self;
        }
        List<Value> inserted = new ArrayList<>(self.items());
        inserted.addAll(at, arguments.positional().subList(1, arguments.size()));
        self.replace(inserted);
        return self;
      case "concat":
        for (Value each : arguments.positional()) {
          if (each instanceof ListValue other) {
            for (Value item : other.items()) {
              self.add(item);
            }
            if (other.uncertain() != null) {
              self.becomeUncertain(other.uncertain());
            }
          } else if (each instanceof Unknown unknown) {
            self.becomeUncertain(unknown);
          }
        }
        return self;
      case "pop", "shift":
        return taken(self, name.equals("pop"), place);
      case "delete":
        List<Value> without = new ArrayList<>(self.items());
        boolean removed = without.removeIf(item -> item.equals(first));
        self.replace(without);
        return removed ? first : Value.Nothing.NULL;
      case "clear":
        self.replace(List.of());
        return self;
      case "replace":
        if (first instanceof ListValue other) {
          self.replace(other.items());
        }
        return self;
      case "length", "size":
        return uncertain == null ? Operators.of(self.size()) : new Unknown(place.text(), place);
      case "count":
        if (arguments.block() == null && !arguments.has(0)) {
          return uncertain == null ? Operators.of(self.size()) : new Unknown(place.text(), place);
        }
        break;
      case "empty?":
        return ObjectMethods.isBlank(self, run, place);
      case "first":
        return arguments.has(0)
            ? part(self, 0, Operators.whole(first), run, place)
            : uncertain != null && self.size() == 0
                ? UnknownMethods.itemOf(self, place)
                : nil(self.get(0));
      case "last":
        if (arguments.has(0)) {
          Integer count = Operators.whole(first);
          return count == null
              ? new Unknown(place.text(), place)
              : part(self, Math.max(0, self.size() - count), count, run, place);
        }
        return uncertain != null
            ? UnknownMethods.itemOf(self, place)
            : nil(self.get(self.size() - 1));
      case "second":
        return nil(self.get(1));
      case "third":
        return nil(self.get(2));
      case "take":
        return part(self, 0, Operators.whole(first), run, place);
      case "drop", "from":
        Integer count = Operators.whole(first);
        return count == null
            ? new Unknown(place.text(), place)
            : part(self, count, Math.max(0, self.size() - count), run, place);
      case "join":
        return join(
            self, arguments.has(0) ? Strings.text(first, run, place) : Text.EMPTY, run, place);
      case "to_a",
      "entries",
      "to_ary",
      "freeze",
      "itself",
      "to_set",
      "lazy",
      "each_entry",
      "force",
      "load",
      "all",
      "to_enum":
        return self;
      case "dup", "clone", "deep_dup":
        return copied(self, self.items(), run);
      case "include?", "member?", "exclude?":
        Value within = includes(self, first, run, place);
        return name.equals("exclude?") ? Operators.not(within) : within;
      case "index", "find_index":
        if (arguments.has(0)) {
          int index = self.items().indexOf(first);
          return index < 0 ? Value.Nothing.NULL : Operators.of(index);
        }
        break;
      case "reverse", "reverse!":
        List<Value> reversed = new ArrayList<>(self.items().reversed());
        return name.endsWith("!") ? replaced(self, reversed) : copied(self, reversed, run);
      case "compact", "compact!", "compact_blank":
        List<Value> some = new ArrayList<>();
        for (Value item : self.items()) {
          if (!(item instanceof Value.Nothing)
              && !(name.equals("compact_blank")
                  && ObjectMethods.isBlank(item, run, place) == Value.Bool.TRUE)) {
            some.add(item);
          }
        }
        return name.endsWith("!") ? replaced(self, some) : copied(self, some, run);
      case "flatten", "flatten!":
        List<Value> flat = new ArrayList<>();
        flatten(self, flat, arguments.has(0) ? Operators.whole(first) : null, run, 0);
        return name.endsWith("!") ? replaced(self, flat) : copied(self, flat, run);
      case "uniq", "uniq!":
        if (arguments.block() == null) {
          ListValue unique = unique(self, run);
          return name.endsWith("!") ? replaced(self, unique.items()) : unique;
        }
        break;
      case "union", "difference", "intersection":
        Value result = self;
        for (Value each : arguments.positional()) {
          result =
              Operators.operate(
                  name.equals("union")
                      ? io.github.windlass.script.BinaryOperator.BIT_OR
                      : name.equals("difference")
                          ? io.github.windlass.script.BinaryOperator.SUBTRACT
                          : io.github.windlass.script.BinaryOperator.BIT_AND,
                  result,
                  each,
                  run,
                  place);
        }
        return result;
      case "without", "excluding":
        List<Value> rest = new ArrayList<>(self.items());
        rest.removeAll(arguments.positional());
        return copied(self, rest, run);
      case "including":
        List<Value> more = new ArrayList<>(self.items());
        more.addAll(arguments.positional());
        return copied(self, more, run);
      case "transpose":
        if (self.uncertain() == null && self.size() > 0 && self.get(0) instanceof ListValue row) {
          List<Value> others = self.items().subList(1, self.size());
          return zip(row, new Arguments(others, null, null), run, place);
        }
        return self;
      case "rotate":
        Integer turn = arguments.has(0) ? Operators.whole(first) : Integer.valueOf(1);
        if (turn == null || self.uncertain() != null || self.size() == 0) {
          return self.size() == 0 ? self : new Unknown(place.text(), place);
        }
        List<Value> turned = new ArrayList<>(self.items());
        java.util.Collections.rotate(turned, -turn);
        return copied(self, turned, run);
      case "zip":
        return zip(self, arguments, run, place);
      case "product",
      "combination",
      "permutation",
      "shuffle",
      "sample",
      "cycle",
      "pack",
      "assoc",
      "bsearch":
        return name.equals("product")
            ? product(self, arguments, run, place)
            : UnknownMethods.invoke(new Unknown(place.text(), place), name, arguments, run, place);
      case "extract_options!":
        return options(self, run);
      case "to_sentence":
        return new Unknown(place.text(), place);
      case "to_json":
        return Json.of(self, run, place);
      case "dig":
        Value item = at(self, Arguments.positional(first), run, place);
        return arguments.size() < 2 || item instanceof Value.Nothing
            ? item
            : run.invoke(item, "dig", arguments.positional().subList(1, arguments.size()), place);
      case "values_at":
        List<Value> values = new ArrayList<>();
        for (Value index : arguments.positional()) {
          values.add(at(self, Arguments.positional(index), run, place));
        }
        return run.list(values);
      case "to_h":
        if (arguments.block() == null) {
          return hash(self, self, run, place);
        }
        break;
      case "delete_at":
        Integer index = Operators.whole(first);
        if (index == null || index < 0 || index >= self.size()) {
          return Value.Nothing.NULL;
        }
        List<Value> others = new ArrayList<>(self.items());
        Value gone = others.remove((int) index);
        self.replace(others);
        return gone;
      case "to_s", "inspect":
        return Strings.inspect(self, run, place);
      case "==", "eql?":
        return Operators.equal(self, first, run, place);
      case "<=>":
        return new Unknown(place.text(), place);
      case "*", "+", "-", "&", "|":
        return Operators.operate(operator(name), self, first, run, place);
      default:
        break;
    }
    return Enumerable.invoke(self, name, arguments, run, place);
  }

  private static io.github.windlass.script.BinaryOperator operator(String sign) {
    return switch (sign) {
      case "*" -> io.github.windlass.script.BinaryOperator.MULTIPLY;
      case "-" -> io.github.windlass.script.BinaryOperator.SUBTRACT;
      case "&" -> io.github.windlass.script.BinaryOperator.BIT_AND;
      case "|" -> io.github.windlass.script.BinaryOperator.BIT_OR;
      default -> io.github.windlass.script.BinaryOperator.ADD;
    };
  }

  private static Value nil(Value value) {
    return value == Value.Nothing.UNDEFINED ? Value.Nothing.NULL : value;
  }

  private static ListValue replaced(ListValue self, List<Value> items) {
    self.replace(items);
    return self;
  }

  /** A new list that is as certain as another. */
  static ListValue copied(ListValue self, List<Value> items, Evaluation run) {
    run.spend(items.size());
    ListValue copy = run.list(items);
    Unknown uncertain = self.uncertain();
    if (uncertain != null) {
      copy.becomeUncertain(uncertain);
    }
    return copy;
  }

  private static Value at(ListValue self, Arguments arguments, Evaluation run, Place place) {
    Value index = arguments.get(0);
    if (arguments.size() == 2) {
      Integer from = Operators.whole(index);
      Integer count = Operators.whole(arguments.get(1));
      return from == null
          ? new Unknown(place.text(), place)
          : part(self, from < 0 ? from + self.size() : from, count, run, place);
    }
    if (index instanceof RubyRange range) {
      Integer from =
          range.first() instanceof Value.Nothing
              ? Integer.valueOf(0)
              : Operators.whole(range.first());
      Integer until =
          range.last() instanceof Value.Nothing
              ? Integer.valueOf(-1)
              : Operators.whole(range.last());
      if (from == null || until == null) {
        return new Unknown(place.text(), place);
      }
      int start = from < 0 ? from + self.size() : from;
      int end = until < 0 ? until + self.size() : until;
      return part(self, start, Math.max(0, end - start + (range.withoutEnd() ? 0 : 1)), run, place);
    }
    Integer at = Operators.whole(index);
    if (at == null) {
      return new Unknown(place.text(), place);
    }
    if (self.uncertain() != null && (at < 0 || at >= self.size())) {
      return UnknownMethods.itemOf(self, place);
    }
    return nil(self.get(at < 0 ? at + self.size() : at));
  }

  private static Value part(
      ListValue self, int from, @Nullable Integer count, Evaluation run, Place place) {
    if (count == null) {
      return new Unknown(place.text(), place);
    }
    if (from < 0 || from > self.size() || count < 0) {
      return Value.Nothing.NULL;
    }
    int end = (int) Math.min(self.size(), (long) from + count);
    return copied(self, self.items().subList(from, end), run);
  }

  private static Value set(ListValue self, Arguments arguments, Place place) {
    Integer at = Operators.whole(arguments.get(0));
    Value value = arguments.get(arguments.size() - 1);
    if (at == null || arguments.size() != 2 || at + self.size() < 0 || at > 100_000) {
      self.becomeUncertain(new Unknown(place.text(), place));
    } else {
      int index = at < 0 ? at + self.size() : at;
      while (self.size() < index) {
        self.add(Value.Nothing.NULL);
      }
      self.set(index, value);
    }
    return value;
  }

  private static Value taken(ListValue self, boolean last, Place place) {
    if (self.uncertain() != null) {
      return UnknownMethods.itemOf(self, place);
    }
    if (self.size() == 0) {
      return Value.Nothing.NULL;
    }
    List<Value> items = new ArrayList<>(self.items());
    Value value = items.remove(last ? items.size() - 1 : 0);
    self.replace(items);
    return value;
  }

  static Value join(ListValue self, Text between, Evaluation run, Place place) {
    Unknown uncertain = self.uncertain();
    if (uncertain != null) {
      return Text.hole(uncertain);
    }
    Text.Builder all = new Text.Builder();
    for (int i = 0; i < self.size(); i++) {
      run.spend(1);
      if (i > 0) {
        all.add(between);
      }
      Value item = self.get(i);
      all.add(
          item instanceof ListValue inner
              ? Strings.text(join(inner, between, run, place), run, place)
              : Strings.text(item, run, place));
    }
    return all.build();
  }

  private static Value includes(ListValue self, Value value, Evaluation run, Place place) {
    boolean unknown = self.uncertain() != null;
    for (Value item : self.items()) {
      run.spend(1);
      Value same = Operators.equal(item, value, run, place);
      if (same == Value.Bool.TRUE) {
        return same;
      }
      unknown |= same instanceof Unknown;
    }
    return unknown ? new Unknown(place.text(), place) : Value.Bool.FALSE;
  }

  private static void flatten(
      ListValue self, List<Value> into, @Nullable Integer levels, Evaluation run, int depth) {
    for (Value item : self.items()) {
      run.spend(1);
      if (item instanceof ListValue inner && depth < (levels == null ? 50 : levels)) {
        flatten(inner, into, levels, run, depth + 1);
      } else {
        into.add(item);
      }
    }
  }

  static ListValue unique(ListValue self, Evaluation run) {
    Set<Value> unique = new LinkedHashSet<>(self.items());
    return copied(self, new ArrayList<>(unique), run);
  }

  private static Value zip(ListValue self, Arguments arguments, Evaluation run, Place place) {
    List<Value> rows = new ArrayList<>();
    for (int i = 0; i < self.size(); i++) {
      List<Value> row = new ArrayList<>();
      row.add(self.get(i));
      for (Value each : arguments.positional()) {
        Value with =
            each instanceof io.github.windlass.script.ruby.object.RubyRange range
                ? RangeMethods.invoke(range, "to_a", Arguments.NONE, run, place)
                : each;
        row.add(
            with instanceof ListValue other
                ? nil(other.get(i))
                : with instanceof Unknown unknown ? unknown : Value.Nothing.NULL);
      }
      rows.add(run.list(row));
    }
    return copied(self, rows, run);
  }

  private static Value product(ListValue self, Arguments arguments, Evaluation run, Place place) {
    if (!(arguments.get(0) instanceof ListValue other)
        || arguments.size() != 1
        || (long) self.size() * other.size() > 10_000) {
      return new Unknown(place.text(), place);
    }
    List<Value> rows = new ArrayList<>();
    for (Value one : self.items()) {
      for (Value two : other.items()) {
        rows.add(run.list(List.of(one, two)));
      }
    }
    return copied(self, rows, run);
  }

  private static Value options(ListValue self, Evaluation run) {
    if (self.size() > 0 && self.get(self.size() - 1) instanceof RubyHash hash) {
      List<Value> rest = new ArrayList<>(self.items());
      rest.remove(rest.size() - 1);
      self.replace(rest);
      return hash;
    }
    return RubyHash.empty(run);
  }

  /** A hash of lists of two. */
  static Value hash(ListValue self, ListValue pairs, Evaluation run, Place place) {
    RubyHash hash = RubyHash.empty(run);
    for (Value item : pairs.items()) {
      if (item instanceof ListValue pair && pair.size() == 2) {
        hash.put(pair.get(0), pair.get(1));
      } else {
        hash.becomeUncertain(new Unknown(place.text(), place));
      }
    }
    Unknown uncertain = self.uncertain();
    if (uncertain != null) {
      hash.becomeUncertain(uncertain);
    }
    return hash;
  }

  static boolean isTrue(Value value, Evaluation run) {
    return run.language().truth(value) == Truth.TRUE;
  }

  static @Nullable RubyProc block(Arguments arguments) {
    return arguments.block() instanceof RubyProc block ? block : null;
  }
}
