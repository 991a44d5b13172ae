package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.SessionStatement;

/** Transactions, settings, prepared statements, cursors, notifications. */
final class SessionPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  SessionPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(SessionStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
