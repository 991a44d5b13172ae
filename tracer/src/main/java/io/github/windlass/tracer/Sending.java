package io.github.windlass.tracer;

import io.github.windlass.extractor.Step;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.tracer.observe.Request;
import io.github.windlass.tracer.server.ContainerServer;
import io.github.windlass.tracer.server.EmbeddedServer;
import io.github.windlass.tracer.server.Server;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of a step is sent to the server, and what is not, with the reason. */
final class Sending {

  private Sending() {}

  /**
   * Why a statement is not run; null if it is.
   *
   * @param ours whether the server is there for us alone, so that what lies beyond the database
   *     goes with it
   */
  static @Nullable String refusal(Step.Sql step, Script.Parsed parsed, boolean ours) {
    if (step.condition() != null) {
      return "not run: it runs only if " + step.condition() + ", which is not known";
    }
    for (Step.Hole hole : step.holes()) {
      if (hole.start() < parsed.span().end() && hole.end() > parsed.span().start()) {
        return "not run: " + hole.reason() + " is not known";
      }
    }
    for (Step.Parameter parameter : step.parameters()) {
      String unknown = unknown(parameter);
      if (unknown != null) {
        return "not run: a value that is sent with it is not known: " + unknown;
      }
    }
    return switch (parsed.statement()) {
      case UtilityStatement.CopyStmt copy when copy.isProgram() ->
          "not run: it starts a program on the server";
      case UtilityStatement.CopyStmt copy when copy.filename() != null ->
          "not run: it reads or writes a file of the server";
      case UtilityStatement.CreatedbStmt ignored -> BEYOND;
      case UtilityStatement.DropdbStmt ignored -> BEYOND;
      case UtilityStatement.AlterSystemStmt ignored -> BEYOND;
      case UtilityStatement.CreateTableSpaceStmt ignored -> BEYOND;
      case UtilityStatement.DropTableSpaceStmt ignored -> BEYOND;
      case UtilityStatement.AlterDatabaseStmt ignored -> BEYOND;
      case UtilityStatement.AlterDatabaseSetStmt ignored -> BEYOND;
      case UtilityStatement.AlterDatabaseRefreshCollStmt ignored -> BEYOND;
      case AccessStatement.CreateRoleStmt ignored when !ours -> BEYOND;
      case AccessStatement.AlterRoleStmt ignored when !ours -> BEYOND;
      case AccessStatement.AlterRoleSetStmt ignored when !ours -> BEYOND;
      case AccessStatement.DropRoleStmt ignored when !ours -> BEYOND;
      case AccessStatement.GrantRoleStmt ignored when !ours -> BEYOND;
      case AccessStatement.DropOwnedStmt ignored when !ours -> BEYOND;
      case AccessStatement.ReassignOwnedStmt ignored when !ours -> BEYOND;
      case DefinitionStatement.CreateSubscriptionStmt ignored ->
          "not run: it connects to another server";
      case UtilityStatement.LoadStmt ignored -> "not run: it loads code into the server";
      case VariableSetStmt set when isOfTheDriver(set, parsed.span().in(step.text())) ->
          "not run: the connection needs its own " + set.name();
      default -> null;
    };
  }

  private static final String BEYOND =
      "not run: it acts on the server, beyond the database that is traced";

  /** Commands of psql after which the server does nothing else. */
  private static final List<String> HARMLESS =
      List.of(
          "\\echo",
          "\\qecho",
          "\\warn",
          "\\set",
          "\\unset",
          "\\pset",
          "\\timing",
          "\\encoding",
          "\\restrict",
          "\\unrestrict");

  /**
   * Why a command of psql is not run; null where nothing is missed, as it would have printed at
   * most.
   */
  static @Nullable String refusal(Step.Sql step, Script.PsqlCommand command) {
    String text = command.span().in(step.text()).strip();
    for (String harmless : HARMLESS) {
      if (text.startsWith(harmless)) {
        return null;
      }
    }
    int end = text.indexOf('\n');
    return "not run, as it is a command of psql: " + (end < 0 ? text : text.substring(0, end));
  }

  /**
   * Whether a statement is sent that we cannot read, and the server may: not to a server that
   * others use, as nobody knows what it does there.
   *
   * @param ours as {@link #isOurs}
   */
  static boolean isSent(Step.Sql step, boolean ours) {
    return ours && step.condition() == null && step.holes().isEmpty();
  }

  /** Settings that the driver reads texts by. */
  private static boolean isOfTheDriver(VariableSetStmt set, String sql) {
    String name = set.name();
    if (name == null || set.args().isEmpty()) {
      return false;
    }
    String lower = sql.toLowerCase(Locale.ROOT);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "client_encoding", "names" -> !lower.contains("utf8") && !lower.contains("utf-8");
      case "datestyle" -> !lower.contains("iso");
      default -> false;
    };
  }

  private static @Nullable String unknown(Step.Parameter parameter) {
    return switch (parameter) {
      case Step.Parameter.Unknown unknown -> unknown.reason();
      case Step.Parameter.Array array -> {
        for (Step.Parameter item : array.items()) {
          String reason = unknown(item);
          if (reason != null) {
            yield reason;
          }
        }
        yield null;
      }
      case Step.Parameter.Null ignored -> null;
      case Step.Parameter.Bool ignored -> null;
      case Step.Parameter.Num ignored -> null;
      case Step.Parameter.Text ignored -> null;
    };
  }

  /**
   * Whether a server is there for us alone: what is done to it beyond a database goes with it, and
   * nobody else uses it.
   */
  static boolean isOurs(Server server) {
    return server instanceof EmbeddedServer || server instanceof ContainerServer;
  }

  /**
   * What is sent for a statement: its text, with literals where values are sent beside it. A driver
   * sends them without a type, and so a literal's type is not said either.
   *
   * @param data the lines that follow it
   */
  static Request request(Step.Sql step, Script.Parsed parsed, Script.@Nullable CopyData data) {
    String sql = parsed.span().in(step.text());
    if (parsed.statement() instanceof UtilityStatement.CopyStmt copy) {
      return Request.of(sql, copy, data == null ? "" : lines(data.span().in(step.text())));
    }
    if (step.parameters().isEmpty()) {
      return Request.of(sql);
    }
    StringBuilder filled = new StringBuilder();
    int done = parsed.span().start();
    for (Expression.ParamRef reference : references(parsed.statement())) {
      int number = reference.number();
      if (number >= 1 && number <= step.parameters().size() && reference.span().start() >= done) {
        filled.append(step.text(), done, reference.span().start());
        filled.append(literal(step.parameters().get(number - 1)));
        done = reference.span().end();
      }
    }
    filled.append(step.text(), done, parsed.span().end());
    return Request.of(filled.toString());
  }

  private static String lines(String data) {
    int end = data.lastIndexOf("\\.");
    return end < 0 ? data : data.substring(0, end);
  }

  private static List<Expression.ParamRef> references(Statement statement) {
    List<Expression.ParamRef> found = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    if (statement instanceof QueryStatement query) {
      open.push(query);
    }
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ParamRef reference) {
        found.add(reference);
      }
      Children.of(node).forEach(open::push);
    }
    found.sort(Comparator.comparingInt(reference -> reference.span().start()));
    return found;
  }

  private static String literal(Step.Parameter parameter) {
    return switch (parameter) {
      case Step.Parameter.Null ignored -> "NULL";
      case Step.Parameter.Array ignored -> quoted(plain(parameter));
      case Step.Parameter.Bool ignored -> quoted(plain(parameter));
      case Step.Parameter.Num ignored -> quoted(plain(parameter));
      case Step.Parameter.Text ignored -> quoted(plain(parameter));
      case Step.Parameter.Unknown ignored -> "NULL";
    };
  }

  private static String quoted(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  /** As the input function of the value's type reads it. */
  private static String plain(Step.Parameter parameter) {
    return switch (parameter) {
      case Step.Parameter.Null ignored -> "NULL";
      case Step.Parameter.Bool bool -> bool.value() ? "true" : "false";
      case Step.Parameter.Num num -> num.value();
      case Step.Parameter.Text text -> text.value();
      case Step.Parameter.Unknown ignored -> "NULL";
      case Step.Parameter.Array array -> {
        List<String> items = new ArrayList<>();
        for (Step.Parameter item : array.items()) {
          items.add(
              item instanceof Step.Parameter.Text text
                  ? '"' + text.value().replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                  : plain(item));
        }
        yield "{" + String.join(",", items) + "}";
      }
    };
  }
}
