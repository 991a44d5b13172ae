package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.ObjectMethods;
import io.github.windlass.script.ruby.object.RubyHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a call.
 *
 * @param values by name, in order
 * @param uncertain why there may be more; null: there are none
 */
public record Options(Map<String, Value> values, @Nullable Unknown uncertain) {

  public static final Options NONE = new Options(Map.of(), null);

  public Options {
    values = new LinkedHashMap<>(values);
  }

  /** The entries of a hash; null: none. */
  public static Options of(@Nullable RubyHash hash) {
    if (hash == null) {
      return NONE;
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
      values.put(ObjectMethods.name(entry.getKey()), entry.getValue());
    }
    return new Options(values, hash.uncertain());
  }

  /** An option's value; null: it is not given. */
  public @Nullable Value get(String name) {
    return values.get(name);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether it is given, and not nil. */
  public boolean isSet(String name) {
    Value value = values.get(name);
    return value != null && !(value instanceof Value.Nothing);
  }

  /** Whether it is given, and neither nil nor false; what is unknown counts as false. */
  public boolean isTrue(String name) {
    Value value = values.get(name);
    return value != null
        && !(value instanceof Value.Nothing)
        && value != Value.Bool.FALSE
        && !(value instanceof Unknown);
  }

  public boolean isFalse(String name) {
    return values.get(name) == Value.Bool.FALSE;
  }

  /** Why it is not known what is given, or whether what is given is true; null: it is known. */
  public @Nullable Unknown unknown() {
    if (uncertain != null) {
      return uncertain;
    }
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      if (entry.getValue() instanceof Unknown why && isFlag(entry.getKey())) {
        return why;
      }
    }
    return null;
  }

  /** Whether an option's value is asked whether it is true, rather than written into SQL. */
  private static boolean isFlag(String name) {
    return switch (name) {
      case "array",
          "bulk",
          "deferrable",
          "enforced",
          "force",
          "foreign_key",
          "if_exists",
          "if_not_exists",
          "index",
          "materialized",
          "null",
          "nulls_not_distinct",
          "polymorphic",
          "primary_key",
          "stored",
          "temporary",
          "unique",
          "validate" ->
          true;
      default -> false;
    };
  }

  /** With another value for an option. */
  public Options with(String name, Value value) {
    Map<String, Value> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Options(changed, uncertain);
  }

  /** With a value for an option that is not given. */
  public Options withDefault(String name, Value value) {
    return has(name) ? this : with(name, value);
  }

  /** Without some. */
  public Options without(String... names) {
    Map<String, Value> changed = new LinkedHashMap<>(values);
    for (String name : names) {
      changed.remove(name);
    }
    return new Options(changed, uncertain);
  }

  /** Some alone. */
  public Options only(String... names) {
    Map<String, Value> some = new LinkedHashMap<>();
    for (String name : names) {
      Value value = values.get(name);
      if (value != null) {
        some.put(name, value);
      }
    }
    return new Options(some, null);
  }

  /** With those of another, which win. */
  public Options and(Options other) {
    Map<String, Value> changed = new LinkedHashMap<>(values);
    changed.putAll(other.values);
    return new Options(changed, uncertain == null ? other.uncertain : uncertain);
  }
}
