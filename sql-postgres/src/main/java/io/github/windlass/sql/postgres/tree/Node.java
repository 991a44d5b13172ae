package io.github.windlass.sql.postgres.tree;

/**
 * A part of a statement. Nodes are records named as in PostgreSQL's {@code parsenodes.h} and {@code
 * primnodes.h} ({@code A_Expr} is {@link Expression.AExpr}), with components named as there in
 * camel case; a node that PostgreSQL types weakly is a sealed family here.
 */
public interface Node {

  /** The text from the first to the last token of this construct. */
  Span span();
}
