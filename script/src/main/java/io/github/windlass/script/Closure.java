package io.github.windlass.script;

import org.jspecify.annotations.Nullable;

/**
 * A function with what it sees.
 *
 * @param self of ARROW: the Self around it
 * @param home the class that it is a method of, for {@code super}; null: none
 * @param isStatic whether it is a member of the class itself
 */
public record Closure(
    Function function,
    Environment environment,
    Value self,
    @Nullable ClassValue home,
    boolean isStatic)
    implements Value {

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "function " + function.name();
  }
}
