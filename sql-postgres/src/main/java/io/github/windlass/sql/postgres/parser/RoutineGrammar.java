package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Functions, procedures, triggers, rules. */
final class RoutineGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  RoutineGrammar(Grammar grammar) {
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
