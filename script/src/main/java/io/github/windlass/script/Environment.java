package io.github.windlass.script;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a scope, and the scope around it. */
public final class Environment {

  private final @Nullable Environment outer;
  private final Map<String, Cell<Value>> variables = new HashMap<>();

  public Environment(@Nullable Environment outer) {
    this.outer = outer;
  }

  /** The scope around it; null: none. */
  public @Nullable Environment outer() {
    return outer;
  }

  /** A variable of this scope; null: none. */
  @Nullable Cell<Value> own(String name) {
    return variables.get(name);
  }

  /** A variable that is seen from here; null: none. */
  @Nullable Cell<Value> find(String name) {
    for (Environment scope = this; scope != null; scope = scope.outer) {
      Cell<Value> cell = scope.variables.get(name);
      if (cell != null) {
        return cell;
      }
    }
    return null;
  }

  void declare(String name, Cell<Value> cell) {
    variables.put(name, cell);
  }
}
