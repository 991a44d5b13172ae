package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.QueryStatement;

/** Queries and data changes. */
final class QueryPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  QueryPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  void statement(QueryStatement statement) {
    throw new UnsupportedOperationException(
        "no printer yet for " + statement.getClass().getSimpleName() + printer + out);
  }
}
