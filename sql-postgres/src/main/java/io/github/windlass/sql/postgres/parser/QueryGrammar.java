package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Queries and data changes. */
final class QueryGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  QueryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement statement() {
    throw cursor.error();
  }
}
