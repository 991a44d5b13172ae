package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.ObjectStatement;

/** Statements over objects of any kind. */
final class ObjectPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  ObjectPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(ObjectStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
