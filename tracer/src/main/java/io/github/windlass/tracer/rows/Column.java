package io.github.windlass.tracer.rows;

import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param written its type as the server writes it, with length and the like
 * @param modifier {@code atttypmod}; -1: none
 * @param fallback the expression of its default; null if it has none
 * @param identity whether it is an identity column
 * @param generated whether the server computes it
 */
record Column(
    int number,
    String name,
    Type type,
    String written,
    int modifier,
    boolean notNull,
    @Nullable String fallback,
    boolean identity,
    boolean generated) {

  /** Whether a sequence gives its values. */
  boolean isSerial() {
    return identity || (fallback != null && fallback.startsWith("nextval("));
  }

  /** Its name in SQL. */
  String sql() {
    return Sql.name(name);
  }
}
