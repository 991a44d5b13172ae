package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.TableStatement;

/** Tables, indexes, sequences, views. */
final class TablePrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  TablePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(TableStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
