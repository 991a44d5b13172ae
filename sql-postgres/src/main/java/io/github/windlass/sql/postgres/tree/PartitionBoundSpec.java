package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** Which rows a partition takes. */
public sealed interface PartitionBoundSpec extends Node {

  /** {@code FOR VALUES WITH (MODULUS modulus, REMAINDER remainder)}. */
  record HashBound(int modulus, int remainder, Span span) implements PartitionBoundSpec {}

  /** {@code FOR VALUES IN (listdatums)}. */
  record ListBound(List<Expression> listdatums, Span span) implements PartitionBoundSpec {}

  /**
   * {@code FOR VALUES FROM (lowerdatums) TO (upperdatums)}. MINVALUE and MAXVALUE are {@link
   * Expression.ColumnRef}s of these names, as the grammar reads them.
   */
  record RangeBound(List<Expression> lowerdatums, List<Expression> upperdatums, Span span)
      implements PartitionBoundSpec {}

  /** {@code DEFAULT}: the rows that no other partition takes. */
  record DefaultBound(Span span) implements PartitionBoundSpec {}
}
