package io.github.windlass.sql.postgres.parser;

/** Value expressions: {@code a_expr}, {@code b_expr}, {@code c_expr}. */
final class ExpressionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ExpressionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }
}
