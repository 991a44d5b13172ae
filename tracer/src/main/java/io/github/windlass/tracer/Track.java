package io.github.windlass.tracer;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.tracer.observe.Answer;
import io.github.windlass.tracer.observe.BlockObserver;
import io.github.windlass.tracer.observe.DatabaseCopies;
import io.github.windlass.tracer.observe.Measurement;
import io.github.windlass.tracer.observe.MigrationSession;
import io.github.windlass.tracer.observe.PolledObserver;
import io.github.windlass.tracer.observe.Probe;
import io.github.windlass.tracer.observe.Request;
import io.github.windlass.tracer.observe.RequestedLocks;
import io.github.windlass.tracer.observe.SchemaState;
import io.github.windlass.tracer.observe.Watch;
import io.github.windlass.tracer.observe.Watcher;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection of a run, with the transaction that is open on it. */
final class Track implements AutoCloseable {

  /** How the transaction that is open came to be. */
  enum Block {
    /** None is open. */
    NONE,
    /** By a string of several statements. */
    IMPLICIT,
    /** By the runner. */
    RUNNER,
    /** By BEGIN. */
    EXPLICIT
  }

  /** {@code active_sql_transaction}: a statement that does not run in a transaction block. */
  private static final String NOT_IN_A_BLOCK = "25001";

  /** {@code invalid_transaction_termination}: a routine that commits. */
  private static final String COMMITS = "2D000";

  private final Server server;
  private final Watcher watcher;
  private final String database;
  private final Duration limit;
  private final @Nullable Probe probe;
  private Block block = Block.NONE;
  private @Nullable MigrationSession session;
  private @Nullable BlockObserver observer;

  /** What the session sees; null where that is to be read anew. */
  private @Nullable SchemaState state;

  /**
   * @param probe who comes to the tables beside it; null for nobody
   */
  Track(Server server, Watcher watcher, String database, Duration limit, @Nullable Probe probe) {
    this.probe = probe;
    this.server = server;
    this.watcher = watcher;
    this.database = database;
    this.limit = limit;
  }

  private MigrationSession session() throws SQLException {
    MigrationSession current = session;
    if (current == null) {
      current = MigrationSession.open(server, watcher, database);
      session = current;
    }
    return current;
  }

  Block block() {
    return block;
  }

  boolean isOpen() {
    return block != Block.NONE;
  }

  /** Another connection may have changed what this one sees. */
  void mayHaveChanged() {
    state = null;
  }

  /** What the session sees, outside of a transaction. */
  SchemaState state() throws SQLException {
    SchemaState current = state;
    if (current == null) {
      current = SchemaState.of(session());
      state = current;
    }
    return current;
  }

  /** Opens a transaction. */
  void begin(Block by) throws SQLException {
    state();
    session().execute("BEGIN");
    opened(by);
  }

  private void opened(Block by) throws SQLException {
    block = by;
    observer = new BlockObserver(session(), watcher, state());
  }

  /** Ends the transaction; null if it could be. */
  @Nullable Failure commit() {
    try {
      Failure failure = session().run(Request.of("COMMIT"), limit).failure();
      closed(failure == null);
      return failure;
    } catch (SQLException e) {
      return failure(e);
    }
  }

  private void transactionEnded() {
    if (probe != null) {
      probe.transactionEnded();
    }
  }

  /** What is left of a state after COMMIT; null where that is to be seen. */
  private static @Nullable SchemaState committed(SchemaState last) {
    return last.hasTemporary() ? null : last;
  }

  private void closed(boolean kept) {
    transactionEnded();
    BlockObserver last = observer;
    state = kept && last != null ? committed(last.state()) : null;
    block = Block.NONE;
    observer = null;
  }

  /** A statement that touches no relation. */
  Answer plain(Request request, Duration most) throws SQLException {
    return session().run(request, most);
  }

  /** BEGIN, COMMIT and their like. */
  Answer control(TransactionStmt control, Request request) throws SQLException {
    switch (control.kind()) {
      case BEGIN, START -> {
        state();
        boolean open = isOpen();
        Answer answer = session().run(request, limit);
        if (answer.failure() == null) {
          if (open) {
            block = Block.EXPLICIT;
          } else {
            opened(Block.EXPLICIT);
          }
        }
        return answer;
      }
      case COMMIT, ROLLBACK, PREPARE -> {
        Answer answer = session().run(request, limit);
        boolean open = isOpen();
        closed(answer.failure() == null && control.kind() == TransactionStmt.Kind.COMMIT);
        if (open && control.chain() && answer.failure() == null) {
          state = SchemaState.of(session());
          opened(Block.EXPLICIT);
        }
        return answer;
      }
      case COMMIT_PREPARED, ROLLBACK_PREPARED -> {
        state = null;
        return session().run(request, limit);
      }
      case SAVEPOINT, RELEASE -> {
        if (block == Block.IMPLICIT) {
          // Nothing but BEGIN makes a block in which the server takes savepoints.
          session().execute("ROLLBACK");
          closed(false);
        }
        return session().run(request, limit);
      }
      case ROLLBACK_TO -> {
        Answer answer = session().run(request, limit);
        BlockObserver current = observer;
        if (answer.failure() == null && current != null) {
          current.lookAgain();
        }
        return answer;
      }
    }
    throw new IllegalStateException("no such statement: " + control.kind());
  }

  private Measurement polled(Request request, Watch watch, SchemaState before, Set<String> expected)
      throws SQLException {
    state = null;
    if (probe != null) {
      probe.pause();
    }
    try (DatabaseCopies copies = DatabaseCopies.of(session(), server, watcher)) {
      if (probe != null) {
        probe.resume();
      }
      Measurement polled =
          new PolledObserver(server, watcher)
              .observe(session(), request, before, expected, copies, watch);
      transactionEnded();
      return polled;
    }
  }

  /**
   * Runs a statement and looks at what it does.
   *
   * @param most how long it may run
   * @param parts whether columns, constraints and the like are compared, too
   * @param expected the names of the relations that it is thought to lock
   * @param number its number, for whoever waits behind it
   */
  Measurement observe(
      Request request, Duration most, boolean parts, Set<String> expected, int number)
      throws SQLException {
    Watch watch = new Watch(most, parts, probe, number);
    BlockObserver current = observer;
    if (current != null) {
      Measurement seen = current.observe(request, watch);
      boolean alone = seen.heldBefore().isEmpty() && seen.answer().failure() != null;
      return alone ? asked(seen, request, expected) : seen;
    }
    SchemaState before = state();
    session().execute("BEGIN");
    BlockObserver alone = new BlockObserver(session(), watcher, before);
    Measurement seen = alone.observe(request, watch);
    Failure failure = seen.answer().failure();
    if (failure == null) {
      Answer commit = session().run(Request.of("COMMIT"), most);
      transactionEnded();
      state = commit.failure() == null ? committed(alone.state()) : null;
      return commit.failure() == null ? seen : seen.refused(commit);
    }
    if (session().isLost()) {
      return seen;
    }
    session().execute("ROLLBACK");
    if (failure.sqlstate().equals(NOT_IN_A_BLOCK) || failure.sqlstate().equals(COMMITS)) {
      return polled(request, watch, before, expected);
    }
    return asked(seen, request, expected);
  }

  /** What a statement asked for that failed, and was the first of its transaction to lock. */
  private Measurement asked(Measurement failed, Request request, Set<String> expected)
      throws SQLException {
    if (session().isLost() || failed.answer().stopped() != null || expected.isEmpty()) {
      return failed;
    }
    session().execute("ROLLBACK");
    String target = expected.iterator().next();
    return RequestedLocks.of(failed, request, target, server, session(), watcher);
  }

  /** After a failure: whatever is open is rolled back. */
  void failed() throws SQLException {
    MigrationSession current = session;
    if (current != null && !current.isLost() && isOpen()) {
      current.execute("ROLLBACK");
    }
    closed(false);
  }

  static Failure failure(SQLException e) {
    return new Failure(
        Objects.requireNonNullElse(e.getSQLState(), "08006"), String.valueOf(e.getMessage()));
  }

  @Override
  public void close() {
    MigrationSession current = session;
    if (current != null) {
      current.close();
    }
  }
}
