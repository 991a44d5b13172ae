package io.github.windlass.sql.postgres.tree;

/** What can stand in FROM besides a relation's name. */
public sealed interface FromItem extends TableReference {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements FromItem {}
}
