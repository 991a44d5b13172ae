package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DefinitionStatement;

/** Types, operators, extensions, publications and other definitions. */
final class DefinitionPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  DefinitionPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(DefinitionStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
