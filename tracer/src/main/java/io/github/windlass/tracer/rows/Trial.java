package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.rows.Table.Check;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the server say of expressions whether a table would take their values. */
final class Trial {

  private final Connection connection;
  private final Table table;
  private final String sample;

  /**
   * A trial.
   *
   * @param sample the rows with which is tried: what follows FROM
   */
  Trial(Connection connection, Table table, String sample) {
    this.connection = connection;
    this.table = table;
    this.sample = sample;
  }

  /** Whether the values of a column can be made; the server's reason if not. */
  @Nullable String refusal(Column column, String expression) {
    try {
      ask("SELECT max(octet_length(t::text)) FROM " + rows(Map.of(column.number(), expression)));
      return null;
    } catch (SQLException e) {
      return reason(e);
    }
  }

  /** Which of some checks all rows pass. */
  boolean[] passes(List<Check> checks, Map<Integer, String> expressions) {
    if (checks.isEmpty()) {
      return new boolean[0];
    }
    try {
      return ask(query(checks, expressions));
    } catch (SQLException e) {
      boolean[] passes = new boolean[checks.size()];
      for (int i = 0; checks.size() > 1 && i < passes.length; i++) {
        passes[i] = passes(List.of(checks.get(i)), expressions)[0];
      }
      return passes;
    }
  }

  private String query(List<Check> checks, Map<Integer, String> expressions) {
    List<String> columns = new ArrayList<>();
    for (Check check : checks) {
      columns.add("bool_and(coalesce((" + check.expression() + "), true))");
    }
    return "SELECT " + String.join(", ", columns) + " FROM " + rows(expressions);
  }

  /** Rows as the table would have them: with what the server computes. */
  private String rows(Map<Integer, String> expressions) {
    List<String> given = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    for (Column column : table.columns()) {
      String expression = expressions.get(column.number());
      if (expression != null) {
        given.add("(" + expression + ")::" + column.written() + " AS " + column.sql());
      } else if (column.generated() && expressions.size() > 1) {
        computed.add("(" + column.fallback() + ")::" + column.written() + " AS " + column.sql());
      }
    }
    String rows = "(SELECT " + String.join(", ", given) + " FROM " + sample + ") t";
    return computed.isEmpty()
        ? rows
        : "(SELECT t.*, " + String.join(", ", computed) + " FROM " + rows + ") t";
  }

  private boolean[] ask(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      boolean[] answers = new boolean[row.getMetaData().getColumnCount()];
      for (int i = 0; i < answers.length; i++) {
        // Of no rows: nothing speaks against it.
        answers[i] = !"f".equals(row.getString(i + 1));
      }
      return answers;
    }
  }

  /** What the server said, on one line. */
  static String reason(SQLException problem) {
    String message = String.valueOf(problem.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.startsWith("ERROR: ") ? line.substring(7) : line;
  }

  /** What every row must satisfy: constraints, and that columns have values. */
  static List<Check> asked(Table table) {
    List<Check> asked = new ArrayList<>(table.checks());
    for (Column column : table.columns()) {
      if (column.notNull()) {
        asked.add(
            new Check(
                "NOT NULL of " + column.name(),
                column.sql() + " IS NOT NULL",
                List.of(column.number())));
      }
    }
    return asked;
  }

  /** The same expressions with others for some columns. */
  static Map<Integer, String> with(
      Map<Integer, String> expressions, List<Column> columns, List<String> others) {
    Map<Integer, String> changed = new LinkedHashMap<>(expressions);
    for (int i = 0; i < columns.size(); i++) {
      changed.put(columns.get(i).number(), others.get(i));
    }
    return changed;
  }
}
