package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.tracer.server.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tracer's own connection, beside those that run migrations and in another database. It is
 * opened again where a migration has ended it.
 */
public final class Watcher implements AutoCloseable {

  /** After how long a server that does not answer is taken for gone. */
  private static final int PATIENCE_MILLIS = 20_000;

  private static final Executor AT_ONCE = Runnable::run;

  /**
   * A row of {@code pg_locks}.
   *
   * @param relation its object identifier
   */
  record HeldLock(long relation, LockMode mode, boolean granted) {}

  private final Server server;
  private @Nullable Connection open;

  public Watcher(Server server) {
    this.server = server;
  }

  private Connection connection() throws SQLException {
    Connection current = open;
    if (current == null || current.isClosed()) {
      current = server.connect(server.maintenanceDatabase());
      current.setNetworkTimeout(AT_ONCE, PATIENCE_MILLIS);
      open = current;
    }
    return current;
  }

  /** What is done once more where the connection was gone. */
  private interface Query<T> {
    T on(Statement statement) throws SQLException;
  }

  private synchronized <T> T query(Query<T> query) throws SQLException {
    for (int attempt = 0; ; attempt++) {
      try (Statement statement = connection().createStatement()) {
        return query.on(statement);
      } catch (SQLException e) {
        if (!Failures.isOfConnection(e)) {
          throw e;
        }
        close();
        if (attempt == 1) {
          throw e;
        }
      }
    }
  }

  /** The locks that a backend holds or waits for on relations of a database. */
  List<HeldLock> locks(int pid, long database) throws SQLException {
    String sql =
        "SELECT relation::int8, mode, granted FROM pg_locks WHERE locktype = 'relation' AND pid = "
            + pid
            + " AND database = "
            + database;
    return query(statement -> {
      List<HeldLock> locks = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          locks.add(new HeldLock(row.getLong(1), LockMode.of(row.getString(2)), row.getBoolean(3)));
        }
      }
      return locks;
    });
  }

  /** Which of some backends wait for a lock. */
  Set<Integer> waiting(List<Integer> pids) throws SQLException {
    Set<Integer> waiting = new HashSet<>();
    if (pids.isEmpty()) {
      return waiting;
    }
    String list = pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return query(statement -> {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT pid FROM pg_locks WHERE NOT granted AND pid IN (" + list + ")")) {
        while (row.next()) {
          waiting.add(row.getInt(1));
        }
      }
      return waiting;
    });
  }

  /** Does something on the server. */
  public void execute(String sql) throws SQLException {
    query(statement -> statement.execute(sql));
  }

  /** Ends what a backend does. */
  void cancel(int pid) throws SQLException {
    query(statement -> statement.execute("SELECT pg_cancel_backend(" + pid + ")"));
  }

  /** Ends a backend. */
  void terminate(int pid) throws SQLException {
    query(statement -> statement.execute("SELECT pg_terminate_backend(" + pid + ")"));
  }

  @Override
  public synchronized void close() {
    Connection current = open;
    open = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException gone) {
        // Nothing is left to close.
        open = null;
      }
    }
  }
}
