package io.github.windlass.extractor.conformance;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import io.github.windlass.fixtures.Recording;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A statement as it was sent, in a form that two are compared in: formatting does not count, all
 * else does.
 *
 * @param sql as our printer writes it; what does not parse, with blanks made one
 * @param values bind values, each as JSON
 * @param inTransaction whether a transaction is open on the connection that it goes over
 */
record SentStatement(String sql, List<String> values, Kind kind, boolean inTransaction) {

  enum Kind {
    /** Changes something, or may. */
    CHANGE,
    /** A query; one of the migration's own reads, or one of the framework's. */
    QUERY,
    /** Opens, ends or parts a transaction; recordings keep it aside. */
    TRANSACTION
  }

  /** What a framework sent. */
  static List<SentStatement> of(Recording.Unit unit) {
    List<SentStatement> all = new ArrayList<>();
    for (Recording.Sent sent : unit.sent()) {
      add(
          sent.sql(),
          sent.values().stream().map(SentStatement::plain).toList(),
          sent.inTransaction(),
          all);
    }
    return all;
  }

  /** What we say that it sends. */
  static List<SentStatement> of(Migration migration) {
    List<SentStatement> all = new ArrayList<>();
    Set<Integer> open = new HashSet<>();
    switch (migration.transaction()) {
      case PER_MIGRATION, ALL_PENDING -> open.add(0);
      case IMPLICIT, NONE, EXPLICIT -> {}
    }
    for (Step.Sql step : migration.statements()) {
      add(
          step.text(),
          step.parameters().stream().map(SentStatement::json).toList(),
          open.contains(step.connection()),
          all);
      for (Statement statement : PostgresParser.parse(step.text()).statements()) {
        if (statement instanceof SessionStatement.TransactionStmt control) {
          switch (control.kind()) {
            case BEGIN, START -> open.add(step.connection());
            case COMMIT, ROLLBACK, PREPARE -> open.remove(step.connection());
            case COMMIT_PREPARED, ROLLBACK_PREPARED, SAVEPOINT, RELEASE, ROLLBACK_TO -> {}
          }
        }
      }
    }
    return all;
  }

  /** One line for a report. */
  String line() {
    String text = inTransaction ? sql : sql + " -- outside a transaction";
    return values.isEmpty() ? text : text + " -- " + values;
  }

  private static void add(
      String sql, List<String> values, boolean inTransaction, List<SentStatement> all) {
    for (Script.Item item : PostgresParser.parse(sql).items()) {
      String text = sql.substring(item.span().start(), item.span().end());
      if (item instanceof Script.Parsed(Statement statement, var span)) {
        all.add(
            new SentStatement(SqlPrinter.print(statement), values, kind(statement), inTransaction));
      } else {
        all.add(
            new SentStatement(text.replaceAll("\\s+", " "), values, Kind.CHANGE, inTransaction));
      }
    }
  }

  private static Kind kind(Statement statement) {
    if (statement instanceof SessionStatement.TransactionStmt
        || SqlPrinter.print(statement).startsWith("SET TRANSACTION ")) {
      return Kind.TRANSACTION;
    }
    return statement instanceof SelectStmt ? Kind.QUERY : Kind.CHANGE;
  }

  /** An object is recorded as one, and sent as its JSON. */
  private static String plain(String recorded) {
    return recorded.startsWith("{") ? quoted(recorded) : recorded;
  }

  private static String json(Step.Parameter parameter) {
    return switch (parameter) {
      case Step.Parameter.Null() -> "null";
      case Step.Parameter.Bool(boolean value) -> Boolean.toString(value);
      case Step.Parameter.Num(String value) -> value;
      case Step.Parameter.Text(String value) -> quoted(value);
      case Step.Parameter.Array(List<Step.Parameter> items) ->
          "[" + String.join(",", items.stream().map(SentStatement::json).toList()) + "]";
      case Step.Parameter.Unknown(String reason) -> "unknown: " + reason;
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
