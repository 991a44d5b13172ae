package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** DROP, COMMENT, SECURITY LABEL, and ALTER forms common to many kinds of object. */
final class ObjectGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ObjectGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement drop() {
    throw cursor.error();
  }

  Statement comment() {
    throw cursor.error();
  }

  Statement securityLabel() {
    throw cursor.error();
  }
}
