package io.github.windlass.tracer.server;

import java.sql.Connection;
import java.sql.SQLException;

/** A running PostgreSQL in which databases can be made and dropped. */
public interface Server extends AutoCloseable {

  /** The major version, such as 18. */
  int version();

  /** The version as the server says it, such as {@code 18.6}. */
  String versionText();

  /**
   * A new connection, in autocommit, which sends each string as it is (the simple protocol).
   *
   * @throws SQLException if the server is gone or refuses
   */
  Connection connect(String database) throws SQLException;

  /** Ends the server if it is our own; leaves nothing behind. */
  @Override
  void close();
}
