package io.github.windlass.analyzer.routine;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Into;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a routine whose value is known; any other may hold anything. */
final class Variables {

  private Map<String, Known> known = new HashMap<>();

  /** The values now, to come back to. */
  Map<String, Known> copy() {
    return new HashMap<>(known);
  }

  void restore(Map<String, Known> copy) {
    known = new HashMap<>(copy);
  }

  /** Keeps what is the same in another state. */
  void join(Map<String, Known> other) {
    known.entrySet().removeIf(entry -> !entry.getValue().equals(other.get(entry.getKey())));
  }

  /** The value of a name; null where it is not known. */
  @Nullable Known get(List<String> names) {
    Known value = known.get(names.get(0));
    if (value == null && names.size() > 1) {
      // Qualified by a block's label or the routine's name.
      value = known.get(names.get(1));
      return names.size() == 2 ? value : field(value, names.get(2));
    }
    return names.size() == 1 ? value : field(value, names.get(1));
  }

  private static @Nullable Known field(@Nullable Known value, String name) {
    return value instanceof Known.Row row ? row.columns().get(name) : null;
  }

  void set(String name, @Nullable Known value) {
    if (value == null) {
      known.remove(name);
    } else {
      known.put(name, value);
    }
  }

  /** Writes to a whole variable; of one that is written in part nothing is known any more. */
  void set(Target target, @Nullable Known value) {
    forget(target);
    if (target.names().size() == 1) {
      set(target.names().get(0), value);
    }
  }

  void forget(Target target) {
    target.names().forEach(known::remove);
  }

  void forget(@Nullable Into into) {
    if (into != null) {
      into.targets().forEach(this::forget);
    }
  }
}
