package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.Nullable;

/**
 * A relation by name.
 *
 * @param inh whether children are included: false after {@code ONLY}
 * @param relpersistence whether the name stands in {@code CREATE TEMPORARY} or {@code UNLOGGED}
 */
public record RangeVar(
    @Nullable String catalogname,
    @Nullable String schemaname,
    String relname,
    boolean inh,
    Persistence relpersistence,
    @Nullable Alias alias,
    Span span)
    implements TableReference, ObjectReference {

  /** How a relation's contents are kept ({@code pg_class.relpersistence}). */
  public enum Persistence {
    PERMANENT,
    UNLOGGED,
    TEMPORARY
  }
}
