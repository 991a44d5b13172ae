package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;

/** Statements as our printer prints them. */
final class Printing {

  private Printing() {}

  static String print(List<Statement> statements) {
    StringBuilder out = new StringBuilder();
    for (Statement statement : statements) {
      out.append(SqlPrinter.print(statement)).append(";\n");
    }
    return out.toString();
  }
}
