package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Problem;
import io.github.windlass.tracer.observe.MigrationSession;
import io.github.windlass.tracer.observe.Watcher;
import io.github.windlass.tracer.server.ScratchDatabase;
import io.github.windlass.tracer.server.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs migrations on a real server and holds what it does beside what was predicted.
 *
 * <pre>{@code
 * try (Server server = …) {
 *   TraceReport report = Tracer.on(server).trace(windlass.analyze(…), List.of(), TraceProgress.SILENT);
 * }
 * }</pre>
 *
 * <p>All happens in a scratch database, which is made and dropped. Immutable; two traces may run on
 * one server at once.
 */
public final class Tracer {

  private final Server server;
  private final TraceOptions options;
  private final List<Preparation> preparations;

  private Tracer(Server server, TraceOptions options, List<Preparation> preparations) {
    this.server = server;
    this.options = options;
    this.preparations = List.copyOf(preparations);
  }

  /** With {@link TraceOptions#DEFAULTS}; whoever started the server ends it. */
  public static Tracer on(Server server) {
    return new Tracer(server, TraceOptions.DEFAULTS, List.of());
  }

  /** The same tracer with other options. */
  public Tracer options(TraceOptions choice) {
    return new Tracer(server, choice, preparations);
  }

  /** The same tracer, which does something further after the history. */
  public Tracer prepare(Preparation further) {
    List<Preparation> all = new ArrayList<>(preparations);
    all.add(further);
    return new Tracer(server, options, all);
  }

  /**
   * Runs the history unobserved, then the preparations, then each statement of the migrations,
   * observed, in the transactions of their frameworks.
   *
   * @param predicted the migrations in the order in which they run
   * @param history what ran before them, from an empty database on
   * @return with a problem for what ended the run before its end
   */
  public TraceReport trace(
      List<AnalyzedMigration> predicted, List<Migration> history, TraceProgress progress) {
    List<Problem> problems = new ArrayList<>();
    List<TracedMigration> traced = List.of();
    try (Watcher watcher = new Watcher(server);
        ScratchDatabase database = ScratchDatabase.create(server)) {
      prepare(watcher, database.name(), history, progress, problems);
      traced =
          new TraceRun(server, watcher, database.name(), options, progress)
              .run(predicted, problems);
    } catch (SQLException e) {
      problems.add(new Problem("server", String.valueOf(e.getMessage())));
    }
    if (traced.size() < predicted.size()) {
      traced = TraceRun.nothing(predicted, "not run: the server could not be used");
    }
    return new TraceReport(server.version(), server.versionText(), traced, problems);
  }

  private void prepare(
      Watcher watcher,
      String database,
      List<Migration> history,
      TraceProgress progress,
      List<Problem> problems)
      throws SQLException {
    if (!history.isEmpty()) {
      progress.preparing("history");
      try (MigrationSession session = MigrationSession.open(server, watcher, database)) {
        new HistoryRun(session, Sending.isOurs(server), options.statementTimeout())
            .run(history, problems);
      }
    }
    for (Preparation preparation : preparations) {
      progress.preparing(preparation.name());
      try (Connection connection =
          preparation.hasAllRights()
              ? server.connect(database)
              : server.connectToMigrate(database)) {
        preparation
            .prepare(connection)
            .forEach(said -> problems.add(new Problem(preparation.name(), said)));
      } catch (SQLException e) {
        problems.add(new Problem(preparation.name(), String.valueOf(e.getMessage())));
      }
    }
  }
}
