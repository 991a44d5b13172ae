package io.github.windlass.tracer.rows;

/**
 * An expression over the number of a row, {@code i}.
 *
 * @param distinct how many different values it has for the first numbers: {@link #UNLIMITED} if one
 *     for each
 */
record Value(String sql, long distinct) {

  static final long UNLIMITED = Long.MAX_VALUE;

  static Value each(String sql) {
    return new Value(sql, UNLIMITED);
  }
}
