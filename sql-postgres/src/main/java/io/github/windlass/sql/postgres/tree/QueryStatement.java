package io.github.windlass.sql.postgres.tree;

/** Queries and data changes: SELECT, VALUES, INSERT, UPDATE, DELETE, MERGE. */
public sealed interface QueryStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements QueryStatement {}
}
