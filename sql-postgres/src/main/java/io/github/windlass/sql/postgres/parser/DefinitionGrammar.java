package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Statement;

/** Types, domains, operators, extensions, publications and the like. */
final class DefinitionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  DefinitionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement create() {
    throw cursor.error();
  }

  Statement alter() {
    throw cursor.error();
  }

  Statement importForeignSchema() {
    throw cursor.error();
  }
}
