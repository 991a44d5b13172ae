package io.github.windlass.sql.postgres.tree;

/** Json functions and predicates of SQL/Json. */
public sealed interface JsonExpression extends Expression {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements JsonExpression {}
}
