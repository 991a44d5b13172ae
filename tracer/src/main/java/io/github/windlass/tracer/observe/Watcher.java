package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.tracer.server.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tracer's own connection, beside those that run migrations and in another database. It is
 * opened again where a migration has ended it.
 */
public final class Watcher implements AutoCloseable {

  /** After how long a server that does not answer is taken for gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * A row of {@code pg_locks}.
   *
   * @param relation its object identifier
   */
  record HeldLock(long relation, LockMode mode, boolean granted) {}

  private final Server server;
  private @Nullable Connection open;
  private @Nullable Patience patience;

  public Watcher(Server server) {
    this.server = server;
  }

  private Connection connection() throws SQLException {
    Connection current = open;
    if (current == null || current.isClosed()) {
      current = connect();
      open = current;
      patience = new Patience(current, PATIENCE);
    }
    return current;
  }

  /** A connection; a server that is there and says nothing is left after a while. */
  private Connection connect() throws SQLException {
    FutureTask<Connection> task =
        new FutureTask<>(() -> server.connect(server.maintenanceDatabase()));
    Thread thread = new Thread(task, "windlass-watcher");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException refused
          ? refused
          : new SQLException(String.valueOf(e.getCause()), "08006", e);
    } catch (TimeoutException e) {
      throw new SQLException("the server does not answer", "08006", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", "08006", e);
    }
  }

  /** What is asked once more where the connection was gone. */
  private synchronized <T> T query(Question<T> question) throws SQLException {
    for (int attempt = 0; ; attempt++) {
      Connection connection = connection();
      Patience patience = this.patience;
      try (Statement statement = connection.createStatement()) {
        if (patience != null) {
          patience.asked();
        }
        return question.ask(statement);
      } catch (SQLException e) {
        if (!Failures.isOfConnection(e)) {
          throw e;
        }
        close();
        if (attempt == 1) {
          throw e;
        }
      } finally {
        if (patience != null) {
          patience.answered();
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
    Patience last = patience;
    if (last != null) {
      last.close();
    }
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
