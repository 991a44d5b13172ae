package io.github.windlass.sql.postgres.tree;

/** Tables, indexes, sequences, views: their definition and change. */
public sealed interface TableStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements TableStatement {}
}
