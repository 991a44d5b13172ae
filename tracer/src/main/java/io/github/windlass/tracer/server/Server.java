package io.github.windlass.tracer.server;

import java.sql.Connection;
import java.sql.SQLException;

/** A running PostgreSQL in which databases can be made and dropped. */
public interface Server extends AutoCloseable {

  /** The major version, such as 18. */
  int version();

  /** The version as the server says it, such as {@code 18.6}. */
  String versionText();

  /** The database to be connected to while others are made and dropped. */
  String maintenanceDatabase();

  /** The role that migrations are run by, and that databases are made for. */
  String owner();

  /**
   * A new connection of whoever has all rights that there are, to prepare and to watch: in
   * autocommit, which sends each string as it is (the simple protocol).
   *
   * @throws SQLException if the server is gone or refuses
   */
  Connection connect(String database) throws SQLException;

  /**
   * A new connection, as {@link #connect} gives it, of the {@link #owner}: for SQL that others
   * wrote. On a server of our own it may neither run programs nor read files of the machine, and
   * may make extensions all the same.
   *
   * @throws SQLException if the server is gone or refuses
   */
  Connection connectToMigrate(String database) throws SQLException;

  /** Ends the server if it is our own; leaves nothing behind. */
  @Override
  void close();
}
