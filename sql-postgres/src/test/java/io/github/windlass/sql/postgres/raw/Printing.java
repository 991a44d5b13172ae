package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;

/** Statements as our printer prints them. */
final class Printing {

  private Printing() {}

  static String print(List<Statement> statements) {
    StringBuilder out = new StringBuilder();
    for (Statement statement : statements) {
      out.append(print(statement)).append(";\n");
    }
    return out.toString();
  }

  private static String print(Statement statement) {
    try {
      return (String)
          Class.forName("io.github.windlass.sql.postgres.printer.SqlPrinter")
              .getMethod("print", Statement.class)
              .invoke(null, statement);
    } catch (ReflectiveOperationException e) {
      return "-- no printer: " + e;
    }
  }
}
