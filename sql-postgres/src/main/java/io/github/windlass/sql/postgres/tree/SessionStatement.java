package io.github.windlass.sql.postgres.tree;

/** Transactions, settings, prepared statements, cursors, notifications. */
public sealed interface SessionStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements SessionStatement {}
}
