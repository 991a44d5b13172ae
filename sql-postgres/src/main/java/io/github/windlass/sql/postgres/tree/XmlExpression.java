package io.github.windlass.sql.postgres.tree;

/** Xml functions and predicates of SQL/Xml. */
public sealed interface XmlExpression extends Expression {

  /** Placeholder until the family is written. */
  record Pending(Span span) implements XmlExpression {}
}
