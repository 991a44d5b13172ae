package io.github.windlass.tracer.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Where an embedded server listens: never where another machine could reach it. */
sealed interface Address {

  /**
   * A socket's path has no more bytes on the system that allows the fewest (macOS, 104 with the
   * zero).
   */
  int MAX_SOCKET = 103;

  /** A Unix-domain socket in a folder that only its owner may enter. */
  record UnixSocket(Path folder) implements Address {
    Path file() {
      return folder.resolve(".s.PGSQL.5432");
    }
  }

  /** A port of the loopback interface. */
  record Loopback(int port) implements Address {}

  /**
   * The socket where the system has such, else a free port.
   *
   * @param folder of the server
   */
  static Address in(Path folder) throws IOException {
    UnixSocket socket = new UnixSocket(folder);
    return Platform.current().isWindows()
            || socket.file().toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET
        ? freePort()
        : socket;
  }

  /** A port that nobody listens on at this moment. */
  static Loopback freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Loopback(socket.getLocalPort());
    }
  }

  /** What the server is told. */
  default List<String> options() {
    return switch (this) {
      case UnixSocket socket ->
          List.of("-c", "listen_addresses=", "-c", "unix_socket_directories=" + socket.folder());
      case Loopback loopback ->
          List.of(
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "unix_socket_directories=",
              "-p",
              Integer.toString(loopback.port()));
    };
  }

  /** A connection that sends each string as it is. */
  default Connection connect(String database, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("ApplicationName", "windlass");
    properties.setProperty("PGDBNAME", database);
    String url =
        switch (this) {
          case UnixSocket socket -> {
            properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", socket.file().toString());
            yield "jdbc:postgresql://localhost/";
          }
          case Loopback loopback -> "jdbc:postgresql://127.0.0.1:" + loopback.port() + "/";
        };
    return inUtc(DriverManager.getConnection(url, properties));
  }

  /**
   * The driver tells the server our own time zone, which changes what some statements do (ALTER
   * COLUMN … TYPE timestamptz). Frameworks tell it none; servers are mostly on this one.
   */
  static Connection inUtc(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
