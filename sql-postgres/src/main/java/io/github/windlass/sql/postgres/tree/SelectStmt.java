package io.github.windlass.sql.postgres.tree;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query. Its three forms are one {@code SelectStmt} in PostgreSQL's tree; what they have in
 * common ({@code WITH}, {@code ORDER BY}, {@code LIMIT}, locking) is in {@link #tail()}.
 */
public sealed interface SelectStmt extends QueryStatement {

  /** What stands around the query proper; {@link Tail#NONE} where there is nothing. */
  Tail tail();

  /** This query with other surroundings. */
  SelectStmt with(Tail tail, Span span);

  /**
   * {@code SELECT}; also {@code TABLE x}, which PostgreSQL reads as {@code SELECT * FROM x}.
   *
   * @param groupDistinct {@code GROUP BY DISTINCT}
   */
  record Select(
      @Nullable DistinctClause distinctClause,
      List<ResTarget> targetList,
      @Nullable IntoClause intoClause,
      List<TableReference> fromClause,
      @Nullable Expression whereClause,
      List<GroupingElement> groupClause,
      boolean groupDistinct,
      @Nullable Expression havingClause,
      List<WindowDef> windowClause,
      Tail tail,
      Span span)
      implements SelectStmt {

    @Override
    public Select with(Tail newTail, Span newSpan) {
      return new Select(
          distinctClause,
          targetList,
          intoClause,
          fromClause,
          whereClause,
          groupClause,
          groupDistinct,
          havingClause,
          windowClause,
          newTail,
          newSpan);
    }
  }

  /** {@code VALUES (…), (…)}. */
  record Values(List<ValuesRow> valuesLists, Tail tail, Span span) implements SelectStmt {

    @Override
    public Values with(Tail newTail, Span newSpan) {
      return new Values(valuesLists, newTail, newSpan);
    }
  }

  /** {@code larg op [ALL] rarg}. */
  record SetOperation(
      Operator op, boolean all, SelectStmt larg, SelectStmt rarg, Tail tail, Span span)
      implements SelectStmt {

    /** {@code SETOP_*}. */
    public enum Operator {
      UNION,
      INTERSECT,
      EXCEPT
    }

    @Override
    public SetOperation with(Tail newTail, Span newSpan) {
      return new SetOperation(op, all, larg, rarg, newTail, newSpan);
    }

    private static Chain<SetOperation> chain() {
      return new Chain<>(
          SetOperation.class,
          link -> link.larg,
          link -> Arrays.asList(link.op, link.all, link.rarg, link.tail, link.span));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return chain().equal(this, other);
    }

    @Override
    public int hashCode() {
      return chain().hash(this);
    }

    @Override
    public String toString() {
      return chain().string(this);
    }
  }

  /** {@code DISTINCT}, or {@code DISTINCT ON (on)} when there are expressions. */
  record DistinctClause(List<Expression> on, Span span) implements Node {}

  /** One row of VALUES. */
  record ValuesRow(List<Expression> items, Span span) implements Node {}

  /** What stands before and behind a query. Its span is that of the query. */
  record Tail(
      @Nullable WithClause withClause,
      List<SortBy> sortClause,
      @Nullable Expression limitOffset,
      @Nullable Expression limitCount,
      LimitOption limitOption,
      List<LockingClause> lockingClause) {

    /** Nothing before or behind. */
    public static final Tail NONE =
        new Tail(null, List.of(), null, null, LimitOption.DEFAULT, List.of());
  }

  /** {@code LIMIT_OPTION_*}: COUNT where there is a LIMIT or FETCH, WITH_TIES if it says so. */
  enum LimitOption {
    DEFAULT,
    COUNT,
    WITH_TIES
  }

  /**
   * {@code FOR strength OF lockedRels}.
   *
   * @param lockedRels empty for all relations of the query
   */
  record LockingClause(
      List<RangeVar> lockedRels, Strength strength, WaitPolicy waitPolicy, Span span)
      implements Node {

    /** {@code LCS_*}. */
    public enum Strength {
      FORKEYSHARE,
      FORSHARE,
      FORNOKEYUPDATE,
      FORUPDATE
    }

    /** {@code LockWait*}. */
    public enum WaitPolicy {
      BLOCK,
      SKIP,
      ERROR
    }
  }
}
