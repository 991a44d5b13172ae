package io.github.windlass.tracer.server;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new, empty database of a server, dropped when it is closed.
 *
 * <p>On a server that outlives us a session holds an advisory lock as long as the database is used,
 * whose key is in its name: a database of ours without the lock is of a run that was killed.
 */
public final class ScratchDatabase implements AutoCloseable {

  private static final String PREFIX = "windlass_";

  /** Of random bytes: the 48 bits of a key. */
  private static final int RANDOM = 6;

  /** So that nothing is dropped that only looks like ours. */
  private static final String MARK = "made by windlass for a trace, and dropped by it";

  private final Server server;
  private final String name;
  private final @Nullable Connection keeper;
  private boolean closed;
  private final Thread hook = new Thread(this::dropQuietly, "windlass-database-drop");

  private ScratchDatabase(Server server, String name, @Nullable Connection keeper) {
    this.server = server;
    this.name = name;
    this.keeper = keeper;
  }

  /**
   * Makes one, which belongs to whom migrations are run by.
   *
   * @throws SQLException if the server does not allow it
   */
  public static ScratchDatabase create(Server server) throws SQLException {
    return create(server, "template0");
  }

  /**
   * Makes one that is the copy of another, to which nobody may be connected.
   *
   * @throws SQLException if the server does not allow it
   */
  public static ScratchDatabase create(Server server, String template) throws SQLException {
    return create(
        server,
        (statement, name) ->
            statement.execute(
                "CREATE DATABASE "
                    + name
                    + " OWNER "
                    + quoted(server.owner())
                    + " TEMPLATE "
                    + quoted(template)));
  }

  /** Runs a statement on a connection of its own. */
  public interface Session {
    void execute(String sql) throws SQLException;
  }

  /**
   * Makes one that is the copy of another by the only session that is connected to that.
   *
   * @throws SQLException if the server does not allow it, or somebody else is connected
   */
  public static ScratchDatabase copyBy(Session session, Server server, String template)
      throws SQLException {
    return create(
        server,
        (statement, name) ->
            session.execute("CREATE DATABASE " + name + " TEMPLATE " + quoted(template)));
  }

  private interface Making {
    void make(Statement statement, String name) throws SQLException;
  }

  private static ScratchDatabase create(Server server, Making making) throws SQLException {
    byte[] random = new byte[RANDOM];
    new SecureRandom().nextBytes(random);
    String key = HexFormat.of().formatHex(random);
    String name = PREFIX + key;
    boolean outlivesUs = server instanceof GivenServer;
    boolean made = false;
    Connection connection = server.connect(server.maintenanceDatabase());
    try (Statement statement = connection.createStatement()) {
      if (outlivesUs) {
        if (server.version() >= 14) {
          statement.execute("SET idle_session_timeout = 0");
        }
        statement.execute("SELECT pg_advisory_lock(" + Long.parseLong(key, 16) + ")");
      }
      making.make(statement, name);
      made = true;
      if (outlivesUs) {
        statement.execute("COMMENT ON DATABASE " + name + " IS '" + MARK + "'");
      }
    } catch (SQLException e) {
      connection.close();
      if (made) {
        new ScratchDatabase(server, name, null).dropQuietly();
      }
      throw e;
    }
    if (!outlivesUs) {
      connection.close();
      return new ScratchDatabase(server, name, null);
    }
    ScratchDatabase database = new ScratchDatabase(server, name, connection);
    Runtime.getRuntime().addShutdownHook(database.hook);
    return database;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Its name, which needs no quotes. */
  public String name() {
    return name;
  }

  /** As {@link Server#connect}. */
  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  /** As {@link Server#connectToMigrate}. */
  public Connection connectToMigrate() throws SQLException {
    return server.connectToMigrate(name);
  }

  /**
   * Ends its sessions and drops it; a server that is gone has no database to drop.
   *
   * @throws SQLException if the server does not allow it
   */
  @Override
  public void close() throws SQLException {
    if (keeper != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending, and the hook does it, or has.
      }
    }
    drop();
  }

  private void dropQuietly() {
    try {
      drop();
    } catch (SQLException e) {
      // The next run finds it.
    }
  }

  /** Whoever comes second waits, as he may be about to halt the JVM. */
  private synchronized void drop() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    Connection connection;
    try {
      // The keeper may have been ended: by the migration, or by the server, for being idle.
      connection =
          keeper != null && keeper.isValid(2)
              ? keeper
              : server.connect(server.maintenanceDatabase());
    } catch (SQLException e) {
      return;
    }
    try (connection;
        Statement statement = connection.createStatement()) {
      drop(statement, server.version(), name);
    }
  }

  private static void drop(Statement statement, int version, String name) throws SQLException {
    if (version >= 13) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      return;
    }
    SQLException inUse = new SQLException(name + " could not be dropped");
    for (int tries = 0; tries < 10; tries++) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + name
              + "' AND pid <> pg_backend_pid()");
      try {
        statement.execute("DROP DATABASE IF EXISTS " + name);
        return;
      } catch (SQLException e) {
        if (!"55006".equals(e.getSQLState())) {
          throw e;
        }
        // Its sessions take a moment to end; the server itself waits 5 s for that.
        inUse = e;
      }
    }
    throw inUse;
  }

  /**
   * Drops what killed runs of the same user left on a server that outlives them, with statements
   * that still run there: their server looks for whom they run only when they are done.
   */
  static void dropLeftovers(Statement statement, int version) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT datname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba"
                + " WHERE datname ~ '^"
                + PREFIX
                + "[0-9a-f]{12}$' AND r.rolname = session_user"
                + " AND shobj_description(d.oid, 'pg_database') = '"
                + MARK
                + "' AND NOT EXISTS (SELECT FROM pg_locks l"
                + " WHERE l.locktype = 'advisory' AND l.objsubid = 1"
                + " AND l.classid::bigint << 32 | l.objid::bigint = ('x' || substr(datname, "
                + (PREFIX.length() + 1)
                + "))::bit(48)::bigint)")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    for (String name : names) {
      try {
        drop(statement, version, name);
      } catch (SQLException e) {
        // Somebody else's session is in it; it is left to the next run.
      }
    }
  }
}
