package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a history may have gone. A step that may not run makes two of one.
 *
 * @param catalog what is there
 * @param gone relations that the history removed, so that they are surely absent unless {@code
 *     catalog} has them again
 * @param goneTypes the same for types
 * @param schemas what became of schemas that statements made or dropped
 * @param more why there may be more than {@code catalog} holds; null: there is nothing else
 * @param blurred what was there when {@code more} came to be so: of it, parts may be missing
 * @param moreTypes why there may be types besides; null: {@code more} decides
 * @param doubtful relations of which nothing is certain, and why
 * @param doubtfulTypes types of which nothing is certain but that they are there, and why
 * @param taken conditions that were taken to hold or not to hold in this world
 */
record World(
    Catalog catalog,
    Set<RelationName> gone,
    Set<RelationName> goneTypes,
    Map<String, SchemaState> schemas,
    @Nullable String more,
    Catalog blurred,
    @Nullable String moreTypes,
    Map<RelationName, String> doubtful,
    Map<RelationName, String> doubtfulTypes,
    Map<String, Boolean> taken) {

  /** What a statement said last of a schema. */
  enum SchemaState {
    /** The history made it: what is in it is known. */
    MADE,
    /** It is there, since CREATE SCHEMA IF NOT EXISTS ran. */
    EXISTS,
    DROPPED
  }

  /** A database before anything ran. */
  static World before(@Nullable String more) {
    return new World(
        Catalog.empty(),
        Set.of(),
        Set.of(),
        Map.of(),
        more,
        Catalog.empty(),
        null,
        Map.of(),
        Map.of(),
        Map.of());
  }

  /**
   * A database of which a catalog is known.
   *
   * @param closed schemas of which all is known
   * @param more why there may be others besides; null: there are none
   * @param moreTypes why there may be types besides; null: {@code more} decides
   */
  static World of(
      Catalog catalog, Set<String> closed, @Nullable String more, @Nullable String moreTypes) {
    Map<String, SchemaState> schemas = new HashMap<>();
    closed.forEach(schema -> schemas.put(schema, SchemaState.MADE));
    return new World(
        catalog,
        Set.of(),
        Set.of(),
        schemas,
        more,
        Catalog.empty(),
        moreTypes,
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** Whether a relation that {@code catalog} has not is surely absent. */
  boolean lacks(RelationName relation) {
    return more == null || gone.contains(relation) || isClosed(relation.schema());
  }

  /** Whether a type that {@code catalog} has not is surely absent. */
  boolean lacksType(RelationName type) {
    return (more == null && moreTypes == null)
        || goneTypes.contains(type)
        || (isClosed(type.schema()) && moreTypes == null);
  }

  /** Whether all that is in a schema is known. */
  boolean isClosed(String schema) {
    SchemaState state = schemas.get(schema);
    return state == SchemaState.MADE || state == SchemaState.DROPPED;
  }

  /** Why parts of a relation may be missing in {@code catalog}; null if none are. */
  @Nullable String missingIn(RelationName relation) {
    return more != null && blurred.relation(relation).isPresent() ? more : null;
  }

  World taking(Map<String, Boolean> newTaken) {
    return new World(
        catalog,
        gone,
        goneTypes,
        schemas,
        more,
        blurred,
        moreTypes,
        doubtful,
        doubtfulTypes,
        newTaken);
  }

  /** Whether nothing that can be asked differs from another world. */
  boolean sameSchema(World other) {
    return catalog == other.catalog
        && Objects.equals(more, other.more)
        && blurred == other.blurred
        && gone.equals(other.gone)
        && goneTypes.equals(other.goneTypes)
        && schemas.equals(other.schemas)
        && doubtful.equals(other.doubtful)
        && doubtfulTypes.equals(other.doubtfulTypes);
  }
}
