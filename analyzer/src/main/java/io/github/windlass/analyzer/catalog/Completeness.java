package io.github.windlass.analyzer.catalog;

import java.util.HashSet;
import java.util.Set;

/**
 * How far a catalog holds all that there is, so that what it does not hold is surely absent.
 *
 * @param database whether there is no schema besides {@code schemas} and the system's own
 * @param schemas schemas of which every relation is known
 */
public record Completeness(boolean database, Set<String> schemas) {

  /** Nothing is known to be absent. */
  public static final Completeness NONE = new Completeness(false, Set.of());

  public Completeness {
    schemas = Set.copyOf(schemas);
  }

  /** Whether every relation of a schema is known. */
  public boolean covers(String schema) {
    return schemas.contains(schema);
  }

  /** Whether a schema is surely not there. */
  public boolean lacks(String schema) {
    return database
        && !schemas.contains(schema)
        && !schema.startsWith("pg_")
        && !schema.equals("information_schema");
  }

  /** After CREATE SCHEMA: what is in it is known, if the database was. */
  Completeness with(String schema) {
    if (!lacks(schema)) {
      return this;
    }
    Set<String> all = new HashSet<>(schemas);
    all.add(schema);
    return new Completeness(database, all);
  }

  /** After DROP SCHEMA. */
  Completeness without(String schema) {
    Set<String> all = new HashSet<>(schemas);
    all.remove(schema);
    return new Completeness(database, all);
  }
}
