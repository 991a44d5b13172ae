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
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Methods of hashes. */
public final class HashMethods {

  private HashMethods() {}

  /** Calls a method. */
  public static Value invoke(
      RubyHash self, String name, Arguments arguments, Evaluation run, Place place) {
    Value first = arguments.get(0);
    switch (name) {
      case "[]":
        return at(self, first, run, place);
      case "[]=", "store":
        self.put(first, arguments.get(1));
        return arguments.get(1);
      case "fetch":
        return fetch(self, arguments, run, place);
      case "dig":
        Value dug = at(self, first, run, place);
        return arguments.size() < 2 || dug instanceof Value.Nothing
            ? dug
            : run.invoke(dug, "dig", arguments.positional().subList(1, arguments.size()), place);
      case "key?", "has_key?", "include?", "member?":
        return self.find(first) != null
            ? Value.Bool.TRUE
            : self.uncertain() != null || first instanceof Unknown
                ? new Unknown(place.text(), place)
                : Value.Bool.FALSE;
      case "value?", "has_value?":
        return Value.Bool.of(self.entries().containsValue(first));
      case "key":
        for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
          if (entry.getValue().equals(first)) {
            return entry.getKey();
          }
        }
        return Value.Nothing.NULL;
      case "keys":
        return list(self, new ArrayList<>(self.entries().keySet()), run);
      case "values":
        return list(self, new ArrayList<>(self.entries().values()), run);
      case "length", "size", "count":
        if (arguments.block() == null) {
          return self.uncertain() == null
              ? Operators.of(self.entries().size())
              : new Unknown(place.text(), place);
        }
        break;
      case "empty?":
        return ObjectMethods.isBlank(self, run, place);
      case "any?":
        if (arguments.block() == null) {
          return Operators.not(ObjectMethods.isBlank(self, run, place));
        }
        break;
      case "merge", "merge!", "update", "reverse_merge", "deep_merge", "with_defaults":
        return merged(self, name, arguments, run, place);
      case "delete":
        Value removed = self.remove(first);
        return removed == null ? Value.Nothing.NULL : removed;
      case "except", "without":
        return picked(self, arguments, false, run);
      case "slice":
        return picked(self, arguments, true, run);
      case "each", "each_pair":
        each(self, arguments, run, place);
        return self;
      case "each_key", "each_value":
        ArrayMethods.invoke(
            list(
                self,
                new ArrayList<>(
                    name.equals("each_key") ? self.entries().keySet() : self.entries().values()),
                run),
            "each",
            arguments,
            run,
            place);
        return self;
      case "transform_values", "transform_values!":
        return transformed(self, arguments, false, name.endsWith("!"), run, place);
      case "transform_keys", "transform_keys!":
        return transformed(self, arguments, true, name.endsWith("!"), run, place);
      case "symbolize_keys", "deep_symbolize_keys", "to_options", "symbolize_keys!":
        return keysAs(self, true, run, place);
      case "stringify_keys", "deep_stringify_keys":
        return keysAs(self, false, run, place);
      case "with_indifferent_access":
        // Its keys are strings, and symbols find them, too.
        Value strings = keysAs(self, false, run, place);
        if (strings instanceof RubyHash hash) {
          hash.setOtherwise(
              RubyProc.ofJava((on, given, during, at) -> {
                Value key = given.get(1);
                Value value = key instanceof Symbol symbol ? hash.find(symbol.text()) : null;
                return value == null ? Value.Nothing.NULL : value;
              }));
        }
        return strings;
      case "to_h", "to_hash", "compare_by_identity", "freeze", "itself":
        if (arguments.block() == null) {
          return self;
        }
        break;
      case "dup", "clone", "deep_dup":
        return copy(self, self.entries(), run);
      case "select", "filter", "reject", "select!", "reject!", "keep_if", "delete_if", "filter!":
        return filtered(self, name, arguments, run, place);
      case "compact", "compact_blank":
        Map<Value, Value> left = new LinkedHashMap<>();
        for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
          if (!(entry.getValue() instanceof Value.Nothing)) {
            left.put(entry.getKey(), entry.getValue());
          }
        }
        return copy(self, left, run);
      case "invert":
        Map<Value, Value> inverted = new LinkedHashMap<>();
        for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
          inverted.put(entry.getValue(), entry.getKey());
        }
        return copy(self, inverted, run);
      case "clear":
        self.replace(Map.of());
        return self;
      case "assert_valid_keys":
        return self;
      case "extract_options!":
        return self;
      case "default=":
        self.setOtherwise(first);
        return first;
      case "values_at", "fetch_values":
        List<Value> values = new ArrayList<>();
        for (Value key : arguments.positional()) {
          values.add(at(self, key, run, place));
        }
        return run.list(values);
      case "==":
        return self.uncertain() != null
            ? new Unknown(place.text(), place)
            : Value.Bool.of(self.equals(first));
      case "to_s", "inspect":
        return Strings.inspect(self, run, place);
      case "to_json":
        return Json.of(self, run, place);
      default:
        break;
    }
    Value value = ArrayMethods.invoke(pairs(self, run), name, arguments, run, place);
    return value == null ? World.of(run).objectMethod(self, name, arguments, place) : value;
  }

  private static Value at(RubyHash self, Value key, Evaluation run, Place place) {
    Value found = self.find(key);
    if (found != null) {
      return found;
    }
    Unknown uncertain = self.uncertain();
    if (uncertain != null || key instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    Value otherwise = self.otherwise();
    if (otherwise instanceof RubyProc block) {
      return block.run(run, place, self, key);
    }
    return otherwise == null ? Value.Nothing.NULL : otherwise;
  }

  private static Value fetch(RubyHash self, Arguments arguments, Evaluation run, Place place) {
    Value found = self.find(arguments.get(0));
    if (found != null) {
      return found;
    }
    if (self.uncertain() != null || arguments.get(0) instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    if (arguments.block() instanceof RubyProc block) {
      return block.run(run, place, arguments.get(0));
    }
    if (arguments.has(1)) {
      return arguments.get(1);
    }
    throw ObjectMethods.error(
        "KeyError",
        "key not found: " + Strings.inspect(arguments.get(0), run, place).text(),
        run,
        place);
  }

  private static ListValue list(RubyHash self, List<Value> items, Evaluation run) {
    ListValue list = run.list(items);
    Unknown uncertain = self.uncertain();
    if (uncertain != null) {
      list.becomeUncertain(uncertain);
    }
    return list;
  }

  /** The entries as lists of two. */
  static ListValue pairs(RubyHash self, Evaluation run) {
    List<Value> pairs = new ArrayList<>();
    for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
      pairs.add(run.list(List.of(entry.getKey(), entry.getValue())));
    }
    return list(self, pairs, run);
  }

  private static RubyHash copy(RubyHash self, Map<Value, Value> entries, Evaluation run) {
    RubyHash copy = RubyHash.of(entries, run);
    Unknown uncertain = self.uncertain();
    if (uncertain != null) {
      copy.becomeUncertain(uncertain);
    }
    Value otherwise = self.otherwise();
    if (otherwise != null) {
      copy.setOtherwise(otherwise);
    }
    return copy;
  }

  private static Value merged(
      RubyHash self, String name, Arguments arguments, Evaluation run, Place place) {
    Map<Value, Value> entries = new LinkedHashMap<>(self.entries());
    Unknown uncertain = self.uncertain();
    boolean reverse = name.equals("reverse_merge") || name.equals("with_defaults");
    for (Value each : arguments.all()) {
      if (each instanceof RubyHash other) {
        for (Map.Entry<Value, Value> entry : other.entries().entrySet()) {
          Value before = entries.get(entry.getKey());
          Value after = entry.getValue();
          if (before != null && reverse) {
            continue;
          }
          if (name.equals("deep_merge")
              && before instanceof RubyHash one
              && after instanceof RubyHash two) {
            after = merged(one, name, Arguments.positional(two), run, place);
          } else if (before != null && arguments.block() instanceof RubyProc block) {
            after = block.run(run, place, entry.getKey(), before, after);
          }
          entries.put(entry.getKey(), after);
        }
        uncertain = uncertain == null ? other.uncertain() : uncertain;
      } else if (each instanceof Unknown unknown) {
        uncertain = uncertain == null ? unknown : uncertain;
      }
    }
    RubyHash target = self;
    if (name.equals("merge!") || name.equals("update")) {
      self.replace(entries);
    } else {
      target = copy(self, entries, run);
    }
    if (uncertain != null) {
      target.becomeUncertain(uncertain);
    }
    return target;
  }

  private static Value picked(RubyHash self, Arguments arguments, boolean keep, Evaluation run) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
      if (arguments.positional().contains(entry.getKey()) == keep) {
        entries.put(entry.getKey(), entry.getValue());
      }
    }
    return copy(self, entries, run);
  }

  private static void each(RubyHash self, Arguments arguments, Evaluation run, Place place) {
    if (!(arguments.block() instanceof RubyProc block)) {
      return;
    }
    for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
      run.spend(1);
      pair(block, entry, run, place);
    }
    if (self.uncertain() != null) {
      Unknown item = UnknownMethods.itemOf(self, place);
      run.repeatedly(() -> block.run(run, place, run.list(List.of(item, item))), place);
    }
  }

  private static Value pair(
      RubyProc block, Map.Entry<Value, Value> entry, Evaluation run, Place place) {
    return block.run(run, place, run.list(List.of(entry.getKey(), entry.getValue())));
  }

  private static Value transformed(
      RubyHash self,
      Arguments arguments,
      boolean keys,
      boolean change,
      Evaluation run,
      Place place) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    RubyHash names = arguments.options();
    for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
      Value given = keys ? entry.getKey() : entry.getValue();
      Value made = given;
      if (arguments.block() instanceof RubyProc block) {
        made = block.run(run, place, given);
      } else if (names != null) {
        Value renamed = names.find(given);
        made = renamed == null ? given : renamed;
      }
      entries.put(keys ? made : entry.getKey(), keys ? entry.getValue() : made);
    }
    if (change) {
      self.replace(entries);
      return self;
    }
    return copy(self, entries, run);
  }

  private static Value keysAs(RubyHash self, boolean symbols, Evaluation run, Place place) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
      Value key = entry.getKey();
      Text text = Strings.text(key, run, place);
      Value value = entry.getValue();
      entries.put(
          symbols ? new Symbol(text) : text,
          value instanceof RubyHash inner ? keysAs(inner, symbols, run, place) : value);
    }
    return copy(self, entries, run);
  }

  private static Value filtered(
      RubyHash self, String name, Arguments arguments, Evaluation run, Place place) {
    boolean keep = !(name.startsWith("reject") || name.equals("delete_if"));
    Map<Value, Value> entries = new LinkedHashMap<>();
    Unknown uncertain = null;
    if (arguments.block() instanceof RubyProc block) {
      for (Map.Entry<Value, Value> entry : self.entries().entrySet()) {
        Value answer = pair(block, entry, run, place);
        Truth truth = run.language().truth(answer);
        if (truth == Truth.UNKNOWN) {
          uncertain = answer instanceof Unknown unknown ? unknown : null;
        }
        if (truth == Truth.UNKNOWN || (truth == Truth.TRUE) == keep) {
          entries.put(entry.getKey(), entry.getValue());
        }
      }
    }
    RubyHash made = self;
    if (name.endsWith("!") || name.endsWith("_if")) {
      self.replace(entries);
    } else {
      made = copy(self, entries, run);
    }
    if (uncertain != null) {
      made.becomeUncertain(uncertain);
    }
    return made;
  }
}
