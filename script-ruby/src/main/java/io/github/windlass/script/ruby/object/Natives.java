package io.github.windlass.script.ruby.object;

import org.jspecify.annotations.Nullable;

/** The methods that a framework gives a class, its instances or the class itself. */
public interface Natives {

  /** The method of a name; null: none. */
  @Nullable Callable find(String name);

  /** What is called where there is no method of a name at all; null: that is an error. */
  default @Nullable Callable missing(String name) {
    return null;
  }

  /** Whether SQL may be sent through what has the methods. */
  default boolean sends() {
    return false;
  }
}
