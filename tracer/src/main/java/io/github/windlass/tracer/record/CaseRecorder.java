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
import io.github.windlass.tracer.observe.SchemaState;
import io.github.windlass.tracer.observe.Watch;
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

  /** By which embedded servers give rights for a moment and take them away again. */
  private static final List<String> EMBEDDED_TRIGGERS =
      List.of("windlass_extension_start", "windlass_extension_end");

  /** How many databases of earlier cases are kept at most. */
  private static final int KEPT = 16;

  private final Server server;
  private final Watcher watcher;
  private final List<String> enlarge;
  private final String prefix;
  private final String template;

  /** In quotes. */
  private final String owner;

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
    this.owner = '"' + server.owner().replace("\"", "\"\"") + '"';
  }

  /**
   * A recorder, whose cases run with the rights that migrations have.
   *
   * @param base the SQL that every case starts from
   * @param enlarge the SQL of further rows
   * @throws SQLException if the base cannot be made
   */
  public static CaseRecorder on(Server server, List<String> base, List<String> enlarge)
      throws SQLException {
    return ready(new CaseRecorder(server, enlarge, prefix()), base, false);
  }

  /**
   * A recorder for cases that are our own, and whose roles and tablespaces are there: they run with
   * all rights that there are, which whoever runs migrations on this server has from now on.
   *
   * @throws SQLException if the base cannot be made
   */
  public static CaseRecorder withAllRightsOn(Server server, List<String> base, List<String> enlarge)
      throws SQLException {
    return ready(new CaseRecorder(server, enlarge, prefix()), base, true);
  }

  private static String prefix() {
    return "case_" + Long.toHexString(System.nanoTime()) + "_";
  }

  private static CaseRecorder ready(CaseRecorder recorder, List<String> base, boolean allRights)
      throws SQLException {
    try {
      recorder.make(allRights);
      try (MigrationSession session = recorder.open(recorder.template)) {
        for (String sql : base) {
          session.execute(sql);
        }
      }
      return recorder;
    } catch (SQLException e) {
      recorder.close();
      throw e;
    }
  }

  private void make(boolean allRights) throws SQLException {
    watcher.execute("CREATE DATABASE " + template + " OWNER " + owner + " TEMPLATE template0");
    if (allRights) {
      ifMissing("CREATE ROLE app_role");
      watcher.execute("SET allow_in_place_tablespaces = on");
      ifMissing("CREATE TABLESPACE ts_bench LOCATION ''");
      watcher.execute("ALTER ROLE " + owner + " SUPERUSER");
      try (MigrationSession session =
          MigrationSession.openWithAllRights(server, watcher, template)) {
        // They would take the rights away again.
        for (String trigger : EMBEDDED_TRIGGERS) {
          disable(session, trigger);
        }
      }
    }
  }

  private static void disable(MigrationSession session, String trigger) throws SQLException {
    try {
      session.execute("ALTER EVENT TRIGGER " + trigger + " DISABLE");
    } catch (SQLException e) {
      // undefined_object: this is no server of ours
      if (!"42704".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private MigrationSession open(String database) throws SQLException {
    return MigrationSession.open(server, watcher, database);
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
    watcher.execute("CREATE DATABASE " + name + " OWNER " + owner + " TEMPLATE " + template);
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
    try (MigrationSession session = open(known == null ? fresh() : known)) {
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
    BlockObserver observer = new BlockObserver(session, watcher, SchemaState.of(session));
    session.execute("BEGIN");
    Measurement seen = observer.observe(request, Watch.of(LIMIT));
    session.execute("ROLLBACK");
    return seen.answer().failure() == null
        ? seen
        : RequestedLocks.of(seen, request, recorded.target(), server, session, watcher);
  }

  private Measurement polled(MigrationSession session, RecordedCase recorded) throws SQLException {
    Set<String> targets = new HashSet<>(recorded.probe());
    targets.add(Objects.requireNonNullElse(recorded.target(), ""));
    return new PolledObserver(server, watcher)
        .observe(
            session,
            Request.reading(recorded.statement()),
            SchemaState.of(session),
            targets,
            () -> {
              MigrationSession copy = open(fresh());
              setUp(copy, setup(recorded));
              return copy;
            },
            Watch.of(LIMIT));
  }

  @Override
  public void close() {
    drop(databases.size());
    drop(template);
    watcher.close();
  }
}
