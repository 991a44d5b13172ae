package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Tables, indexes, sequences, views. */
final class TableGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TableGrammar(Grammar grammar) {
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
