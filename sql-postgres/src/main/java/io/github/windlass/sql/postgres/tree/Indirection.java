package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.Nullable;

/** One step into a composite or array value. */
public sealed interface Indirection extends Node {

  /** {@code .name}. */
  record Field(String name, Span span) implements Indirection {}

  /** {@code .*}. */
  record AStar(Span span) implements Indirection {}

  /** {@code [uidx]}, or {@code [lidx:uidx]} when {@code isSlice}. */
  record AIndices(boolean isSlice, @Nullable Expression lidx, @Nullable Expression uidx, Span span)
      implements Indirection {}
}
