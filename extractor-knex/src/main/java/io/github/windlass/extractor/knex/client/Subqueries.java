package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** Makes the query of a callback ({@code compileCallback}). */
@FunctionalInterface
public interface Subqueries {

  /**
   * The query on which a callback was run.
   *
   * @param part the part of it that is wanted, such as {@code where}; null: all
   */
  Compilable of(Value callback, @Nullable String part, Connection connection, Place place);
}
