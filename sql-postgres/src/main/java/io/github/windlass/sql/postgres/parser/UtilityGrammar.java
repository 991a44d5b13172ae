package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Maintenance and administration. */
final class UtilityGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  UtilityGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement create() {
    throw cursor.error();
  }

  Statement alter() {
    throw cursor.error();
  }

  Statement statement() {
    throw cursor.error();
  }
}
