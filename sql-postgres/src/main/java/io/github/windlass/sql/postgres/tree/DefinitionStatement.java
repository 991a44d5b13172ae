package io.github.windlass.sql.postgres.tree;

/** Definitions besides tables and routines: types, domains, operators, extensions, publications … */
public sealed interface DefinitionStatement extends Statement {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements DefinitionStatement {}
}
