package io.github.windlass.sql.postgres.tree;

/** Maintenance and administration: VACUUM, COPY, EXPLAIN, databases, tablespaces … */
public sealed interface UtilityStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements UtilityStatement {}
}
