package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.AccessStatement;

/** Roles, privileges, policies. */
final class AccessPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  AccessPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(AccessStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
