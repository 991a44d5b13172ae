package io.github.windlass.sql.postgres.tree;

/** Functions, procedures, triggers, rules, and calls of them. */
public sealed interface RoutineStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements RoutineStatement {}
}
