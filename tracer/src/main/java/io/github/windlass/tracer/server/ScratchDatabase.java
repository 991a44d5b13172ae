package io.github.windlass.tracer.server;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** A new, empty database of a server, dropped when it is closed. */
public final class ScratchDatabase implements AutoCloseable {

  private final Server server;
  private final String name;

  private ScratchDatabase(Server server, String name) {
    this.server = server;
    this.name = name;
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
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    String name = "windlass_" + HexFormat.of().formatHex(random);
    try (Connection connection = server.connect(server.maintenanceDatabase());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE "
              + name
              + " OWNER "
              + quoted(server.owner())
              + " TEMPLATE "
              + quoted(template));
    }
    return new ScratchDatabase(server, name);
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

  /** Ends its sessions and drops it; a server that is gone has no database to drop. */
  @Override
  public void close() throws SQLException {
    Connection connection;
    try {
      connection = server.connect(server.maintenanceDatabase());
    } catch (SQLException e) {
      return;
    }
    try (connection;
        Statement statement = connection.createStatement()) {
      if (server.version() >= 13) {
        statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        return;
      }
      SQLException inUse = new SQLException(name + " could not be dropped");
      for (int tries = 0; tries < 50; tries++) {
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
  }
}
