package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.UtilityStatement;

/** Maintenance and administration. */
final class UtilityPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  UtilityPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(UtilityStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
