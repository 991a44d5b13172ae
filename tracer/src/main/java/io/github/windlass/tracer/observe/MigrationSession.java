package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.tracer.server.Server;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection that runs a migration's statements as a framework's would, each for a bounded time.
 */
public final class MigrationSession implements AutoCloseable {

  /** What the driver says of rows that nobody takes: the statement ran. */
  private static final String ROWS_LEFT = "0100E";

  /** How long a statement may take to end when told to. */
  private static final long GRACE_MILLIS = 3_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Is called again and again while a statement runs. */
  interface Looking {

    /** Nobody looks. */
    Looking NOT = () -> 20;

    /** Looks once; how many milliseconds until the next time. */
    long look() throws SQLException;
  }

  private final Connection connection;
  private final Patience patience;
  private final Watcher watcher;
  private final String database;
  private final long databaseOid;
  private final int pid;
  private boolean lost;

  private MigrationSession(
      Connection connection, Watcher watcher, String database, long databaseOid, int pid) {
    this.connection = connection;
    this.patience = new Patience(connection, PATIENCE);
    this.watcher = watcher;
    this.database = database;
    this.databaseOid = databaseOid;
    this.pid = pid;
  }

  /** A new session of whom migrations are run by. */
  public static MigrationSession open(Server server, Watcher watcher, String database)
      throws SQLException {
    return of(server.connectToMigrate(database), watcher, database);
  }

  /** A new session of whoever has all rights that there are. */
  public static MigrationSession openWithAllRights(Server server, Watcher watcher, String database)
      throws SQLException {
    return of(server.connect(database), watcher, database);
  }

  private static MigrationSession of(Connection connection, Watcher watcher, String database)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // The driver would have the zone of the machine that it runs on.
      statement.execute("SET TimeZone = 'UTC'");
      int pid = connection.unwrap(PGConnection.class).getBackendPID();
      long oid =
          number(
              connection, "SELECT oid::int8 FROM pg_database WHERE datname = current_database()");
      return new MigrationSession(connection, watcher, database, oid, pid);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Reads a row. */
  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** Asks something of the tracer's own, and reads the answer. */
  void rows(String sql, Row each) throws SQLException {
    ask(statement -> {
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          each.read(row);
        }
      }
      return true;
    });
  }

  /** A server that says nothing is left after a while. */
  private <T> T ask(Question<T> question) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      patience.asked();
      return question.ask(statement);
    } finally {
      patience.answered();
    }
  }

  /** The database that it is in. */
  public String database() {
    return database;
  }

  long databaseOid() {
    return databaseOid;
  }

  int pid() {
    return pid;
  }

  /** The relations that it sees now. */
  public Relations relations() throws SQLException {
    return Relations.read(this);
  }

  /** Whether the connection is gone. */
  public boolean isLost() {
    return lost;
  }

  /** Runs a statement of the tracer's own. */
  public void execute(String sql) throws SQLException {
    try {
      ask(statement -> statement.executeUpdate(sql));
    } catch (SQLException e) {
      if (!ROWS_LEFT.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** Runs a statement and waits for its end, at most as long as is allowed. */
  public Answer run(Request request, Duration limit) {
    return run(request, limit, Looking.NOT);
  }

  /** As {@link #run(Request, Duration)}, while somebody looks. */
  Answer run(Request request, Duration limit, Looking looking) {
    Messages messages = new Messages();
    Statement statement;
    try {
      statement = connection.createStatement();
      statement.setEscapeProcessing(false);
    } catch (SQLException e) {
      lost = true;
      return new Answer(Failures.of(e), Duration.ZERO, messages.kept(), null, false, false, true);
    }
    long start = System.nanoTime();
    FutureTask<Long> task = new FutureTask<>(() -> send(statement, request));
    Thread sender = new Thread(task, "windlass-statement");
    sender.setDaemon(true);
    sender.start();
    Ending ending = new Ending(start + limit.toNanos(), limit);
    Failure failure = null;
    boolean unwatched = false;
    while (true) {
      try {
        long pause = ending.stopped == null ? looking.look() : 20;
        long end =
            pause == 0 && task.isDone() ? task.get() : task.get(pause, TimeUnit.MILLISECONDS);
        messages.take(statement);
        Duration time = Duration.ofNanos(end - start);
        close(statement);
        return new Answer(
            failure, time, messages.kept(), ending.stopped, ending.waiting, unwatched, false);
      } catch (TimeoutException running) {
        messages.take(statement);
        ending.check(messages);
      } catch (ExecutionException e) {
        messages.take(statement);
        failure = failure(e.getCause());
        lost = lost || isClosed();
        close(statement);
        return new Answer(
            failure,
            Duration.ofNanos(System.nanoTime() - start),
            messages.kept(),
            ending.stopped,
            ending.waiting,
            unwatched,
            lost);
      } catch (SQLException e) {
        // The watcher sees nothing more; the statement runs on to its end or limit.
        looking = Looking.NOT;
        unwatched = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        ending.stop("interrupted");
        abort();
      }
      if (ending.givenUp) {
        abort();
        return new Answer(
            new Failure("08006", "the server does not end the statement"),
            Duration.ofNanos(System.nanoTime() - start),
            messages.kept(),
            ending.stopped,
            ending.waiting,
            unwatched,
            true);
      }
    }
  }

  /** How a statement that takes too long is brought to its end. */
  private final class Ending {
    private final Duration limit;
    private long deadline;
    private int stage;
    private boolean givenUp;
    private boolean waiting;
    private @Nullable String stopped;

    Ending(long deadline, Duration limit) {
      this.deadline = deadline;
      this.limit = limit;
    }

    void check(Messages messages) {
      if (stopped == null && messages.isFlood()) {
        stop("it sent more than " + Messages.LIMIT + " messages");
      } else if (System.nanoTime() > deadline) {
        stop("it ran longer than " + Spoken.time(limit));
      }
    }

    private void stop(String reason) {
      if (stopped == null) {
        stopped = reason;
      }
      deadline = System.nanoTime() + GRACE_MILLIS * 1_000_000;
      try {
        switch (stage++) {
          case 0 -> {
            waiting = !watcher.waiting(List.of(pid)).isEmpty();
            watcher.cancel(pid);
          }
          case 1 -> watcher.terminate(pid);
          default -> givenUp = true;
        }
      } catch (SQLException e) {
        givenUp = stage > 1;
      }
    }
  }

  /** The moment of the answer. */
  private long send(Statement statement, Request request) throws SQLException, IOException {
    String data = request.data();
    if (data != null) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(request.sql(), new StringReader(data));
      return System.nanoTime();
    }
    if (request.toClient()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(request.sql(), Writer.nullWriter());
      return System.nanoTime();
    }
    try {
      statement.executeLargeUpdate(request.sql());
    } catch (SQLException e) {
      if (!ROWS_LEFT.equals(e.getSQLState())) {
        throw e;
      }
    }
    return System.nanoTime();
  }

  private static Failure failure(@Nullable Throwable cause) {
    return cause instanceof SQLException e
        ? Failures.of(e)
        : new Failure("08006", String.valueOf(cause));
  }

  private boolean isClosed() {
    try {
      return connection.isClosed() || !connection.isValid(5);
    } catch (SQLException e) {
      return true;
    }
  }

  private static void close(Statement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      // The connection is gone, and the statement with it.
      return;
    }
  }

  /** Lets go of the connection without a word to the server. */
  private void abort() {
    lost = true;
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone already.
      lost = true;
    }
  }

  @Override
  public void close() {
    patience.close();
    try {
      connection.close();
    } catch (SQLException e) {
      lost = true;
    }
  }
}
