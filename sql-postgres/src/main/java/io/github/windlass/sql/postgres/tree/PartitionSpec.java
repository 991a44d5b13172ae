package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code PARTITION BY strategy (partParams)}. */
public record PartitionSpec(Strategy strategy, List<PartitionElem> partParams, Span span)
    implements Node {

  /** {@code PARTITION_STRATEGY_*}. */
  public enum Strategy {
    LIST,
    RANGE,
    HASH
  }

  /**
   * A key of a partitioned table. Either {@code name} or {@code expr} is set.
   *
   * @param name the column
   * @param expr the expression, written in parentheses or as a function call
   * @param collation {@code COLLATE collation}; else empty
   * @param opclass the operator class; else empty
   */
  public record PartitionElem(
      @Nullable String name,
      @Nullable Expression expr,
      List<String> collation,
      List<String> opclass,
      Span span)
      implements Node {}
}
