package io.github.windlass.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A PostgreSQL 18 of its own for the tests of one run: on the loopback interface, in a temporary
 * folder, gone when the tests are. As root, the library runs it by {@code unshare -U}.
 *
 * <p>{@code -Dwindlass.test.server=URL} names another one, as {@code --db-url} does with {@code %s}
 * for the database: of a superuser, and of any version from 10 on.
 */
final class TestServer implements AutoCloseable {

  private static final String OTHER = "windlass.test.server";

  private final String url;
  private final Path folder;
  private final EmbeddedPostgres server;

  private TestServer(String url, Path folder, EmbeddedPostgres server) {
    this.url = url;
    this.folder = folder;
    this.server = server;
  }

  private static TestServer start() {
    String other = System.getProperty(OTHER);
    if (other != null) {
      return new TestServer(other, null, null);
    }
    try {
      Path folder = Files.createTempDirectory("windlass-server");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(folder.toFile())
              .setLocaleConfig("locale", "C")
              .setServerConfig("wal_level", "logical")
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("autovacuum", "off")
              .setServerConfig("timezone", "UTC")
              .start();
      return new TestServer(
          "postgresql://postgres@127.0.0.1:" + server.getPort() + "/%s", folder, server);
    } catch (IOException | RuntimeException e) {
      // Not every machine can run one; that it could not is to be seen.
      System.err.println("NO POSTGRESQL SERVER, so its tests are skipped: " + e);
      return new TestServer("", null, null);
    }
  }

  /** Whether it is one that the user named. */
  boolean isOther() {
    return server == null;
  }

  /** What {@code --db-url} takes. */
  String url(String database) {
    return url.replace("%s", database);
  }

  Connection connect(String database) throws SQLException {
    DatabaseUrl known = DatabaseUrl.of(url(database), Map.of());
    // The driver would cut a body of BEGIN ATOMIC into statements.
    known.properties().setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(known.jdbc(), known.properties());
  }

  /** A new database with what SQL makes of it. */
  void create(String database, List<String> sql) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database + " TEMPLATE template0");
    }
    run(database, sql);
  }

  void run(String database, List<String> sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  /** The server's major version. */
  int version() throws SQLException {
    try (Connection connection = connect("postgres")) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Gives the one server to tests that ask for it; where there is none, they are skipped. */
  static final class Parameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      TestServer server =
          test.getRoot()
              .getStore(ExtensionContext.Namespace.GLOBAL)
              .computeIfAbsent(TestServer.class, type -> start(), TestServer.class);
      Assumptions.assumeFalse(server.url.isEmpty(), "no PostgreSQL server on this machine");
      return server;
    }
  }
}
