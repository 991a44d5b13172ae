package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.tracer.server.Server;
import io.github.windlass.tracer.server.ServerException;
import io.github.windlass.tracer.server.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Servers for tests, and traces of a few statements on one server, which all tests of a class
 * share.
 */
public final class Traces implements AutoCloseable {

  private final Server server;

  private Traces(Server server) {
    this.server = server;
  }

  static Traces start() {
    return new Traces(server(Windlass.NEWEST_POSTGRES));
  }

  /** A server; where a machine cannot have one, its tests are skipped and say why. */
  public static Server server(int version) {
    try {
      return TestServers.start(version);
    } catch (ServerException e) {
      throw new AssertionError(e);
    }
  }

  Server server() {
    return server;
  }

  /** A migration of which each text is a step. */
  static Migration migration(String name, TransactionMode mode, String... texts) {
    List<Step> steps = new ArrayList<>();
    for (String text : texts) {
      SourceFile source = new SourceFile(name, text);
      steps.add(Step.Sql.verbatim(source, new Span(0, text.length())));
    }
    return new Migration(name, "sql", name, Dialect.POSTGRES, mode, steps);
  }

  /** What a migration of a transaction mode shows on a database where a history ran. */
  TraceReport trace(TraceOptions options, List<Migration> history, List<Migration> migrations) {
    List<AnalyzedMigration> predicted =
        Windlass.builder().postgres(server.version()).build().analyze(history, migrations);
    return Tracer.on(server).options(options).trace(predicted, history, TraceProgress.SILENT);
  }

  /** The same on an empty database, with the usual options. */
  TraceReport trace(TransactionMode mode, String... texts) {
    return trace(TraceOptions.DEFAULTS, List.of(), List.of(migration("m.sql", mode, texts)));
  }

  static List<TracedStatement> statements(TraceReport report) {
    return report.migrations().stream().flatMap(each -> each.statements().stream()).toList();
  }

  static List<Verdict> verdicts(TraceReport report) {
    return statements(report).stream().map(TracedStatement::verdict).toList();
  }

  /** The databases that traces have left. */
  List<String> left() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.connect(server.maintenanceDatabase());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE datname LIKE 'windlass%'"
                    + " UNION ALL SELECT query FROM pg_stat_activity"
                    + " WHERE datname LIKE 'windlass%'")) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  @Override
  public void close() {
    server.close();
  }
}
