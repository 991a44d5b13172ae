package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.observe.Relations.Relation;
import io.github.windlass.tracer.server.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Readers and writers of tables beside the statements of a migration, each of which comes again and
 * again. Who waits is seen in {@code pg_locks}; for how long, is counted over the time in which
 * statements ran, without that in which the tracer looked around.
 */
public final class Probe implements AutoCloseable {

  /** On how many tables. */
  private static final int TABLES = 8;

  private static final long PAUSE_MILLIS = 2;

  private static final long SETTLED_NANOS = 500_000_000L;

  /**
   * Somebody who waited.
   *
   * @param statement the number of the statement that he waited behind
   */
  public record Waited(int statement, RelationName relation, LockMode wanted, Duration time) {}

  /** When a statement ran. */
  private record Window(int transaction, int statement, long start, long end) {}

  /** One coming of a reader or writer. */
  private static final class Attempt {
    private final Prober prober;
    private final long start = System.nanoTime();
    private volatile long end;

    /** The statement that it was first seen to wait behind; 0: none. */
    private volatile int behind;

    Attempt(Prober prober) {
      this.prober = prober;
    }
  }

  private final Server server;
  private final Watcher watcher;
  private final String database;
  private final List<Prober> probers = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();
  private final Queue<Attempt> waited = new ConcurrentLinkedQueue<>();
  private List<Relation> tables = List.of();
  private int transaction;
  private int current;
  private long began;

  public Probe(Server server, Watcher watcher, String database) {
    this.server = server;
    this.watcher = watcher;
    this.database = database;
  }

  /** Comes to the tables of a further migration, of those that are there. */
  public void on(Relations relations, Set<String> names) throws SQLException {
    pause();
    tables =
        relations.byOid().values().stream()
            .filter(relation -> relation.isTable() && names.contains(relation.name().toString()))
            .limit(TABLES)
            .toList();
    resume();
  }

  /** Goes away, so that nobody is connected to the database. */
  public void pause() throws SQLException {
    for (Prober prober : probers) {
      prober.stopped = true;
    }
    for (Prober prober : probers) {
      watcher.terminate(prober.pid);
      prober.end();
    }
    probers.clear();
  }

  /** Comes back. */
  public void resume() throws SQLException {
    for (Relation table : tables) {
      String name = Relations.quoted(table.name());
      start(table, LockMode.ACCESS_SHARE, "SELECT 1 FROM " + name + " LIMIT 1");
      if (table.relkind() != 'm') {
        start(table, LockMode.ROW_EXCLUSIVE, "DELETE FROM " + name + " WHERE false");
      }
    }
  }

  private void start(Relation table, LockMode wanted, String sql) throws SQLException {
    Prober prober = new Prober(server.connect(database), table.name(), wanted, sql);
    probers.add(prober);
    prober.thread.start();
  }

  /** A statement is about to run; whoever waits from now on, waits behind it. */
  MigrationSession.Looking behind(int statement) {
    current = statement;
    began = 0;
    return () -> {
      if (began == 0) {
        began = System.nanoTime();
      }
      look();
      return 5;
    };
  }

  /**
   * The statement has run, and its transaction is open: everybody comes once more, and either gets
   * by or is seen to wait.
   */
  void ran(Duration time) throws SQLException {
    if (began == 0) {
      began = System.nanoTime() - time.toNanos();
    }
    windows.add(new Window(transaction, current, began, began + time.toNanos()));
    long until = System.nanoTime() + SETTLED_NANOS;
    List<Prober> open = new ArrayList<>(probers);
    long[] counts = open.stream().mapToLong(prober -> prober.count).toArray();
    boolean settled = open.isEmpty();
    while (!settled && System.nanoTime() < until) {
      look();
      settled = true;
      for (int i = 0; i < open.size(); i++) {
        Prober prober = open.get(i);
        Attempt attempt = prober.attempt;
        boolean waits = attempt != null && attempt.end == 0 && attempt.behind != 0;
        // One that was under way may have got by before the statement took its lock.
        settled &= waits || prober.count > counts[i] + 1 || !prober.thread.isAlive();
      }
    }
  }

  /** The transaction is over, and whoever waits behind it gets by. */
  public void transactionEnded() {
    transaction++;
  }

  private void look() throws SQLException {
    // Whoever comes anew while the server is asked is not the one of whom it tells.
    Map<Prober, Attempt> asked = new LinkedHashMap<>();
    for (Prober prober : probers) {
      Attempt attempt = prober.attempt;
      if (attempt != null) {
        asked.put(prober, attempt);
      }
    }
    Set<Integer> waiting = watcher.waiting(asked.keySet().stream().map(each -> each.pid).toList());
    for (Map.Entry<Prober, Attempt> each : asked.entrySet()) {
      Prober prober = each.getKey();
      Attempt attempt = each.getValue();
      if (attempt.end == 0 && attempt.behind == 0 && waiting.contains(prober.pid)) {
        attempt.behind = current;
      }
    }
  }

  /** Who has waited, the longest wait for each statement, relation and lock. */
  public List<Waited> waited() {
    long until = System.nanoTime() + SETTLED_NANOS;
    while (System.nanoTime() < until
        && probers.stream()
            .anyMatch(prober -> {
              Attempt attempt = prober.attempt;
              return attempt != null && attempt.end == 0 && attempt.behind != 0;
            })) {
      Thread.onSpinWait();
    }
    Map<String, Waited> longest = new TreeMap<>();
    for (Attempt attempt : waited) {
      Duration time = Duration.ofNanos(waitedFor(attempt));
      Waited each =
          new Waited(attempt.behind, attempt.prober.relation, attempt.prober.wanted, time);
      longest.merge(
          attempt.behind + " " + each.relation() + " " + each.wanted(),
          each,
          (one, other) -> one.time().compareTo(other.time()) >= 0 ? one : other);
    }
    return List.copyOf(longest.values());
  }

  private long waitedFor(Attempt attempt) {
    long time = 0;
    int of = -1;
    for (Window window : windows) {
      of = window.statement() == attempt.behind ? window.transaction() : of;
      if (window.transaction() == of && window.statement() >= attempt.behind) {
        long start = Math.max(attempt.start, window.start());
        long end = Math.min(attempt.end, window.end());
        time += Math.max(0, end - start);
      }
    }
    return time;
  }

  @Override
  public void close() throws SQLException {
    pause();
  }

  /** One reader or writer. */
  private final class Prober {
    private final Connection connection;
    private final RelationName relation;
    private final LockMode wanted;
    private final String sql;
    private final int pid;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long count;
    private volatile @Nullable Attempt attempt;

    Prober(Connection connection, RelationName relation, LockMode wanted, String sql)
        throws SQLException {
      this.connection = connection;
      this.relation = relation;
      this.wanted = wanted;
      this.sql = sql;
      this.pid = connection.unwrap(PGConnection.class).getBackendPID();
      this.thread = new Thread(this::come, "windlass-probe");
      this.thread.setDaemon(true);
    }

    private void come() {
      try (Statement statement = connection.createStatement()) {
        while (!stopped) {
          Attempt next = new Attempt(this);
          attempt = next;
          try {
            statement.execute(sql);
          } catch (SQLException e) {
            if (Failures.isOfConnection(e)) {
              return;
            }
            // The table is gone, or has another name, or nobody can use it now.
          } finally {
            next.end = System.nanoTime();
            if (next.behind != 0) {
              waited.add(next);
            }
          }
          count++;
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (SQLException | InterruptedException e) {
        stopped = true;
      }
    }

    void end() {
      try {
        thread.interrupt();
        connection.abort(Runnable::run);
        thread.join(1_000);
      } catch (SQLException e) {
        // It is gone already.
        stopped = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
