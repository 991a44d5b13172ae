package io.github.windlass.sql.postgres.parser;

/** Types: {@code Typename} and its parts. */
final class TypeGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }
}
