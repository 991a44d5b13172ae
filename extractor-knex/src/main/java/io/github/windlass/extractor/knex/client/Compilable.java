package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;

/** A builder that may stand within another one's SQL. */
public interface Compilable extends HostObject {

  /** Its SQL ({@code toSQL}). */
  Compiled compile(Place place);

  /** Whether it is SQL that the migration wrote: never in parentheses of Knex's. */
  boolean isRaw();

  /** Whether it reads rows: in parentheses where it stands for a value. */
  boolean isSelect();

  /** The name that it has within another query ({@code as}); undefined: none. */
  Value alias();
}
