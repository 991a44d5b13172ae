package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Roles, privileges, policies. */
final class AccessGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  AccessGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement create() {
    throw cursor.error();
  }

  Statement alter() {
    throw cursor.error();
  }

  Statement alterDefaultPrivileges() {
    throw cursor.error();
  }

  Statement statement() {
    throw cursor.error();
  }
}
