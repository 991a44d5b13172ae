package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Transactions, settings, prepared statements, cursors, notifications. */
final class SessionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  SessionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement statement() {
    throw cursor.error();
  }
}
