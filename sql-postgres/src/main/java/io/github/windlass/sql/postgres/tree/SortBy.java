package io.github.windlass.sql.postgres.tree;

import java.util.List;

/**
 * One item of ORDER BY.
 *
 * @param useOp the operator of {@code USING}; else empty
 */
public record SortBy(
    Expression node, Direction sortbyDir, Nulls sortbyNulls, List<String> useOp, Span span)
    implements Node {

  /** {@code SORTBY_*}. */
  public enum Direction {
    DEFAULT,
    ASC,
    DESC,
    USING
  }

  /** {@code SORTBY_NULLS_*}. */
  public enum Nulls {
    DEFAULT,
    FIRST,
    LAST
  }
}
