package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.List;

/** Methods of what is unknown. */
public final class UnknownMethods {

  private UnknownMethods() {}

  /** Calls a method. */
  public static Value invoke(
      Unknown self, String name, Arguments arguments, Evaluation run, Place place) {
    boolean sends = self.sends() || changesRows(name) || sends(arguments);
    boolean ofHash =
        name.equals("delete")
            && (arguments.get(0) instanceof Text || arguments.get(0) instanceof Symbol);
    if (sends && !ofHash && !isHarmless(name)) {
      run.gap(
          self.code(), "calls " + name + " of " + self.reason() + ", which may send SQL", place);
    }
    if (arguments.block() instanceof RubyProc block) {
      block(self, name, block, run, place);
    }
    switch (name) {
      case "tap", "freeze", "dup", "itself", "presence", "to_s", "to_sym", "clone", "then":
        return self;
      case "each_pair", "each", "each_with_index", "find_each", "each_slice":
        return self;
      case "[]", "fetch", "dig", "strip", "key?", "keys", "values", "to_h", "to_i", "delete":
        return new Unknown(place.text(), place);
      default:
        return new Unknown(place.text(), place, self.sends(), self.code());
    }
  }

  /** A block that is called once for each item, nobody knows how often. */
  private static void block(
      Unknown self, String name, RubyProc block, Evaluation run, Place place) {
    Unknown item = new Unknown("an item of " + self.reason(), place, self.sends(), self.code());
    List<Value> given = new ArrayList<>();
    int count = Math.max(1, block.signature().required() + block.signature().optional());
    for (int i = 0; i < count; i++) {
      given.add(item);
    }
    if (name.equals("tap") || name.equals("then")) {
      block.run(run, place, self);
      return;
    }
    run.repeatedly(() -> block.run(new Arguments(given, null, null), run, place), place);
  }

  /**
   * Whether a name is that of a method by which ActiveRecord alone changes rows or sends SQL,
   * whatever it is called of: {@code user.profile.update!}.
   */
  private static boolean changesRows(String name) {
    return switch (name) {
      case "save",
          "save!",
          "create!",
          "update!",
          "update_all",
          "update_attribute",
          "update_attribute!",
          "update_attributes",
          "update_attributes!",
          "update_column",
          "update_columns",
          "update_counters",
          "upsert_all",
          "insert_all",
          "insert_all!",
          "delete_all",
          "delete_by",
          "destroy",
          "destroy!",
          "destroy_all",
          "destroy_by",
          "touch_all",
          "increment!",
          "decrement!",
          "toggle!",
          "find_or_create_by",
          "find_or_create_by!",
          "create_or_find_by",
          "create_or_find_by!",
          "first_or_create",
          "first_or_create!",
          "execute",
          "exec_query",
          "load_seed" ->
          true;
      default -> false;
    };
  }

  private static boolean isHarmless(String name) {
    return switch (name) {
      case "nil?",
          "present?",
          "blank?",
          "to_s",
          "inspect",
          "class",
          "is_a?",
          "respond_to?",
          "presence",
          "to_sym",
          "empty?",
          "any?",
          "==",
          "!",
          "!=",
          "[]",
          "[]=",
          "key?",
          "fetch",
          "keys",
          "values",
          "dig",
          "each",
          "map",
          "each_with_index",
          "select",
          "where",
          "order",
          "first",
          "last",
          "find",
          "find_by",
          "count",
          "size",
          "length",
          "sum",
          "pluck",
          "ids",
          "include?",
          "includes",
          "joins",
          "limit",
          "to_h",
          "to_a",
          "to_i",
          "dup",
          "merge",
          "slice",
          "except",
          "exists?",
          "find_each",
          "not",
          "all",
          "reject",
          "flatten",
          "uniq",
          "compact",
          "sort_by",
          "group_by",
          "max",
          "min",
          "none?",
          "one?",
          "zero?",
          "+",
          "-",
          "<<",
          "join",
          "with_indifferent_access",
          "deep_dup",
          "split",
          "strip",
          "gsub",
          "id",
          "name",
          "all?",
          "each_value",
          "each_key",
          "each_pair",
          "tap",
          "try",
          "try!",
          "match",
          "match?",
          "delete_if",
          "start_with?",
          "end_with?",
          "delete_prefix",
          "exclude?" ->
          true;
      default -> false;
    };
  }

  private static boolean sends(Arguments arguments) {
    for (Value each : arguments.positional()) {
      if (each instanceof HostObject host
          && host.sends()
          && !(each instanceof io.github.windlass.script.ruby.object.RubyModule)) {
        return true;
      }
      if (each instanceof Unknown unknown && unknown.sends()) {
        return true;
      }
    }
    return false;
  }

  /** An item of a list of which it is not known which items it has. */
  static Unknown itemOf(ListValue list, Place place) {
    Unknown why = list.uncertain();
    return why == null
        ? new Unknown("an item of " + place.text(), place)
        : new Unknown("an item of " + why.reason(), place, why.sends(), why.code());
  }

  /** The same of a hash. */
  static Unknown itemOf(RubyHash hash, Place place) {
    Unknown why = hash.uncertain();
    return new Unknown(why == null ? place.text() : "an item of " + why.reason(), place);
  }
}
