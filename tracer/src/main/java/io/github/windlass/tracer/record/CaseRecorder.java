package io.github.windlass.tracer.record;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.tracer.observe.Answer;
import io.github.windlass.tracer.observe.BlockObserver;
import io.github.windlass.tracer.observe.Measurement;
import io.github.windlass.tracer.observe.MigrationSession;
import io.github.windlass.tracer.observe.PolledObserver;
import io.github.windlass.tracer.observe.Request;
import io.github.windlass.tracer.observe.RequestedLocks;
import io.github.windlass.tracer.observe.Watcher;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records cases on one server: each starts from the same base, in a database of its own unless it
 * is rolled back, and can share one with others of the same setup.
 */
public final class CaseRecorder implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How many databases of earlier cases are kept at most. */
  private static final int KEPT = 16;

  private final Server server;
  private final Watcher watcher;
  private final List<String> enlarge;
  private final String prefix;
  private final String template;

  /** The databases of cases that are rolled back, by their setup. */
  private final Map<List<String>, String> shared = new HashMap<>();

  private final Deque<String> databases = new ArrayDeque<>();
  private int made;

  private CaseRecorder(Server server, List<String> enlarge, String prefix) {
    this.server = server;
    this.watcher = new Watcher(server);
    this.enlarge = List.copyOf(enlarge);
    this.prefix = prefix;
    this.template = prefix + "base";
  }

  /**
   * A recorder whose databases are made; the server has the role {@code app_role} and the
   * tablespace {@code ts_bench} afterwards.
   *
   * @param base the SQL that every case starts from
   * @param enlarge the SQL of further rows
   * @throws SQLException if the base cannot be made
   */
  public static CaseRecorder on(Server server, List<String> base, List<String> enlarge)
      throws SQLException {
    CaseRecorder recorder =
        new CaseRecorder(server, enlarge, "case_" + Long.toHexString(System.nanoTime()) + "_");
    try {
      recorder.prepare(base);
      return recorder;
    } catch (SQLException e) {
      recorder.close();
      throw e;
    }
  }

  private void prepare(List<String> base) throws SQLException {
    ifMissing("CREATE ROLE app_role");
    watcher.execute("SET allow_in_place_tablespaces = on");
    ifMissing("CREATE TABLESPACE ts_bench LOCATION ''");
    watcher.execute("CREATE DATABASE " + template + " TEMPLATE template0");
    try (MigrationSession session = MigrationSession.openWithAllRights(server, watcher, template)) {
      for (String sql : base) {
        session.execute(sql);
      }
    }
  }

  private void ifMissing(String sql) throws SQLException {
    try {
      watcher.execute(sql);
    } catch (SQLException e) {
      // duplicate_object
      if (!"42710".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private String fresh() throws SQLException {
    if (databases.size() > KEPT) {
      drop(databases.size() - KEPT / 2);
    }
    String name = prefix + ++made;
    watcher.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    databases.addLast(name);
    return name;
  }

  /** Drops the oldest. Their sessions have just ended, and the server waits for that. */
  private void drop(int count) {
    for (int i = 0; i < count && !databases.isEmpty(); i++) {
      drop(databases.removeFirst());
    }
  }

  private void drop(String database) {
    shared.values().remove(database);
    try {
      watcher.execute("DROP DATABASE IF EXISTS " + database);
    } catch (SQLException e) {
      // The server is gone, and with it the database.
      return;
    }
  }

  /** What the server does with a case. */
  public Truth record(RecordedCase recorded) throws SQLException {
    if (recorded.statement().contains("ROLE")) {
      // What is granted in another database keeps a role from being dropped.
      drop(databases.size());
    }
    List<String> setup = setup(recorded);
    boolean sharing = recorded.transaction() && !isOfSession(setup);
    String known = sharing ? shared.get(setup) : null;
    if (known != null) {
      // It is the last to be dropped again.
      databases.remove(known);
      databases.addLast(known);
    }
    try (MigrationSession session =
        MigrationSession.openWithAllRights(server, watcher, known == null ? fresh() : known)) {
      Failure failure = known == null ? setUp(session, setup) : null;
      if (failure != null) {
        return Truth.impossible(failure);
      }
      if (sharing && known == null) {
        shared.put(setup, session.database());
      }
      Measurement seen =
          recorded.transaction() ? inBlock(session, recorded) : polled(session, recorded);
      return Truth.of(seen, recorded.target());
    }
  }

  private List<String> setup(RecordedCase recorded) {
    List<String> all = new ArrayList<>(recorded.setup());
    if (recorded.enlarge()) {
      all.addAll(enlarge);
    }
    return all;
  }

  /** Whether a setup leaves something that only its own session has. */
  private static boolean isOfSession(List<String> setup) {
    for (String sql : setup) {
      String upper = sql.toUpperCase(Locale.ROOT);
      if (upper.contains("TEMP")
          || upper.contains("SET_CONFIG")
          || upper.contains("NEXTVAL")
          || PostgresParser.parse(sql).statements().stream()
              .anyMatch(SessionStatement.class::isInstance)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Failure setUp(MigrationSession session, List<String> setup) {
    for (String sql : setup) {
      Answer answer = session.run(Request.of(sql), LIMIT);
      if (answer.failure() != null) {
        return answer.failure();
      }
    }
    return null;
  }

  private Measurement inBlock(MigrationSession session, RecordedCase recorded) throws SQLException {
    Request request = Request.reading(recorded.statement());
    BlockObserver observer = new BlockObserver(session, watcher, session.relations());
    session.execute("BEGIN");
    Measurement seen = observer.observe(request, LIMIT);
    session.execute("ROLLBACK");
    return seen.answer().failure() == null
        ? seen
        : RequestedLocks.of(seen, request, recorded.target(), server, session, watcher);
  }

  private Measurement polled(MigrationSession session, RecordedCase recorded) throws SQLException {
    Set<String> targets = new HashSet<>(recorded.probe());
    targets.add(Objects.requireNonNullElse(recorded.target(), ""));
    return new PolledObserver(server, watcher, LIMIT)
        .observe(
            session,
            Request.reading(recorded.statement()),
            session.relations(),
            targets,
            () -> {
              MigrationSession copy = MigrationSession.openWithAllRights(server, watcher, fresh());
              setUp(copy, setup(recorded));
              return copy;
            });
  }

  @Override
  public void close() {
    drop(databases.size());
    drop(template);
    watcher.close();
  }
}
