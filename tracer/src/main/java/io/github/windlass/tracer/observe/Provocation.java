package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.tracer.observe.Relations.Relation;
import io.github.windlass.tracer.server.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Somebody who stands in a statement's way for a moment, so that what it asks for is seen. */
final class Provocation implements AutoCloseable {

  /** Who it is. */
  enum By {
    /** A transaction that has read a table. */
    READER,
    /** One that has written to it. */
    WRITER,
    /** One that changes its definition in a way that readers and writers do not notice. */
    DEFINER,
    /** One that nobody gets by. */
    OWNER
  }

  /** For how long; who owns a table stays until he is waited for. */
  private static final long NANOS = 80_000_000L;

  private static final long OWNER_NANOS = 2_000_000_000L;

  private final Connection connection;
  private final long until;
  private boolean gone;

  private Provocation(Connection connection, By by) {
    this.connection = connection;
    this.until = System.nanoTime() + (by == By.OWNER ? OWNER_NANOS : NANOS);
  }

  static Provocation stand(Server server, String database, Relation relation, By by)
      throws SQLException {
    Connection connection = server.connect(database);
    String name = Relations.quoted(relation.name());
    boolean view = relation.relkind() == 'm';
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      switch (by) {
        case READER -> statement.execute("SELECT * FROM " + name + " LIMIT 1");
        case WRITER -> {
          lock(statement, name, LockMode.ROW_EXCLUSIVE);
          // A transaction with a number is one that CONCURRENTLY waits for.
          statement.execute("SELECT txid_current()");
        }
        case DEFINER -> lock(statement, "ONLY " + name, LockMode.SHARE_UPDATE_EXCLUSIVE);
        case OWNER -> {
          // LOCK TABLE takes no materialized views.
          if (view) {
            statement.execute("REFRESH MATERIALIZED VIEW " + name);
          } else {
            lock(statement, name, LockMode.ACCESS_EXCLUSIVE);
          }
        }
      }
      return new Provocation(connection, by);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void lock(Statement statement, String what, LockMode mode) throws SQLException {
    statement.execute("LOCK TABLE " + what + " IN " + mode.manualName() + " MODE");
  }

  /** Goes when it is time; whether it is gone. */
  boolean goInTime() throws SQLException {
    if (!gone && System.nanoTime() > until) {
      go();
    }
    return gone;
  }

  /** Whether it stands in the way no more. */
  boolean isGone() {
    return gone;
  }

  /** Goes now. */
  void go() throws SQLException {
    if (!gone) {
      gone = true;
      connection.close();
    }
  }

  @Override
  public void close() throws SQLException {
    go();
  }
}
