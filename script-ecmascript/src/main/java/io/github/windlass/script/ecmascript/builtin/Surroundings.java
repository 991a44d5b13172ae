package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** What surrounds scripts beside the language itself, such as Node's {@code process}. */
public interface Surroundings {

  /** A variable that no scope has; null: it is none of these. */
  @Nullable Value global(String name, Evaluation run, Place place);

  /** A variable that neither the language nor this has, but the project's own code; null: none. */
  default @Nullable Value declared(String name, Evaluation run, Place place) {
    return null;
  }
}
