package io.github.windlass.sql.postgres.tree;

/** Roles, privileges, policies of access: GRANT, REVOKE, CREATE ROLE … */
public sealed interface AccessStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements AccessStatement {}
}
