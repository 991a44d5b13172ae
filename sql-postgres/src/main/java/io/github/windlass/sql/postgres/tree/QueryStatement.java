package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries and data changes: SELECT, VALUES, INSERT, UPDATE, DELETE, MERGE. */
public sealed interface QueryStatement extends Statement
    permits SelectStmt,
        QueryStatement.InsertStmt,
        QueryStatement.UpdateStmt,
        QueryStatement.DeleteStmt,
        QueryStatement.MergeStmt {

  /**
   * {@code INSERT INTO relation (cols) selectStmt}.
   *
   * @param selectStmt null for {@code DEFAULT VALUES}
   */
  record InsertStmt(
      @Nullable WithClause withClause,
      RangeVar relation,
      List<ResTarget> cols,
      OverridingKind override,
      @Nullable SelectStmt selectStmt,
      @Nullable OnConflictClause onConflictClause,
      @Nullable ReturningClause returningClause,
      Span span)
      implements QueryStatement {}

  /** {@code OVERRIDING_*}. */
  enum OverridingKind {
    NOT_SET,
    USER_VALUE,
    SYSTEM_VALUE
  }

  /**
   * {@code ON CONFLICT infer DO action}.
   *
   * @param targetList what {@code DO UPDATE SET} assigns
   */
  record OnConflictClause(
      @Nullable InferClause infer,
      Action action,
      List<SetClause> targetList,
      @Nullable Expression whereClause,
      Span span)
      implements Node {

    /** {@code ONCONFLICT_*}. */
    public enum Action {
      NOTHING,
      UPDATE
    }
  }

  /** The arbiter of ON CONFLICT: columns of a unique index, or a constraint by name. */
  record InferClause(
      List<IndexElem> indexElems,
      @Nullable Expression whereClause,
      @Nullable String conname,
      Span span)
      implements Node {}

  /** {@code UPDATE relation SET targetList FROM fromClause WHERE whereClause}. */
  record UpdateStmt(
      @Nullable WithClause withClause,
      RangeVar relation,
      List<SetClause> targetList,
      List<TableReference> fromClause,
      @Nullable Expression whereClause,
      @Nullable ReturningClause returningClause,
      Span span)
      implements QueryStatement {}

  /** {@code DELETE FROM relation USING usingClause WHERE whereClause}. */
  record DeleteStmt(
      @Nullable WithClause withClause,
      RangeVar relation,
      List<TableReference> usingClause,
      @Nullable Expression whereClause,
      @Nullable ReturningClause returningClause,
      Span span)
      implements QueryStatement {}

  /** {@code MERGE INTO relation USING sourceRelation ON joinCondition …}. */
  record MergeStmt(
      @Nullable WithClause withClause,
      RangeVar relation,
      TableReference sourceRelation,
      Expression joinCondition,
      List<MergeWhenClause> mergeWhenClauses,
      @Nullable ReturningClause returningClause,
      Span span)
      implements QueryStatement {}

  /** {@code WHEN matchKind AND condition THEN action}. */
  record MergeWhenClause(
      MatchKind matchKind, @Nullable Expression condition, MergeAction action, Span span)
      implements Node {

    /** {@code MERGE_WHEN_*}. */
    public enum MatchKind {
      MATCHED,
      NOT_MATCHED_BY_SOURCE,
      NOT_MATCHED_BY_TARGET
    }
  }

  /** What MERGE does with a row. */
  sealed interface MergeAction extends Node {

    /** {@code INSERT (targetList) VALUES (values)}; {@code DEFAULT VALUES} without values. */
    record Insert(
        List<ResTarget> targetList, OverridingKind override, List<Expression> values, Span span)
        implements MergeAction {}

    /** {@code UPDATE SET targetList}. */
    record Update(List<SetClause> targetList, Span span) implements MergeAction {}

    /** {@code DELETE}. */
    record Delete(Span span) implements MergeAction {}

    /** {@code DO NOTHING}. */
    record DoNothing(Span span) implements MergeAction {}
  }

  /** {@code RETURNING WITH (options) exprs}. */
  record ReturningClause(List<ReturningOption> options, List<ResTarget> exprs, Span span)
      implements Node {}

  /** {@code OLD AS value} or {@code NEW AS value}. */
  record ReturningOption(Kind option, String value, Span span) implements Node {

    /** {@code RETURNING_OPTION_*}. */
    public enum Kind {
      OLD,
      NEW
    }
  }
}
