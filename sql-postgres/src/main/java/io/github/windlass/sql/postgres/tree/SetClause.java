package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** One assignment of {@code UPDATE … SET}. */
public sealed interface SetClause extends Node permits ResTarget, SetClause.MultiAssignment {

  /**
   * {@code (targets …) = source}. PostgreSQL's tree has a {@code ResTarget} with a {@code
   * MultiAssignRef} for each target, all of them to one source.
   *
   * @param targets the columns, each without a value of its own
   */
  record MultiAssignment(List<ResTarget> targets, Expression source, Span span)
      implements SetClause {}
}
