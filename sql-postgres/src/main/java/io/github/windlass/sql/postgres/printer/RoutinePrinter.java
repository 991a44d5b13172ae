package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.RoutineStatement;

/** Functions, procedures, triggers, rules. */
final class RoutinePrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  RoutinePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(RoutineStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
