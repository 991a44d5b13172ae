package io.github.windlass.sql.postgres.parser;

/**
 * Lists of options: {@code definition}, {@code reloptions}, {@code OPTIONS (…)}, utility options.
 */
final class OptionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  OptionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }
}
