package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Place;

/** A query of which only the conditions are wanted. */
public interface Predicate {

  /** {@code where …}; empty: it has none. */
  Compiled where(Place place);
}
