package io.github.windlass.cli;

import io.github.windlass.tracer.server.EmbeddedServer;
import io.github.windlass.tracer.server.ServerException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A PostgreSQL 18 of its own for the tests of one run, gone when they are.
 *
 * <p>{@code -Dwindlass.test.server=URL} names another one, as {@code --db-url} does with {@code %s}
 * for the database: of a superuser, and of any version from 10 on.
 */
final class TestServer implements AutoCloseable {

  private static final String OTHER = "windlass.test.server";

  private final String url;
  private final EmbeddedServer server;

  private TestServer(String url, EmbeddedServer server) {
    this.url = url;
    this.server = server;
  }

  private static TestServer start() {
    String other = System.getProperty(OTHER);
    if (other != null) {
      return new TestServer(other, null);
    }
    try {
      return new TestServer("", EmbeddedServer.start(18));
    } catch (ServerException e) {
      if (!e.isOfMissingFiles()) {
        throw new IllegalStateException(e);
      }
      // Not for every machine are there files of one; that there are none is to be seen.
      System.err.println("NO POSTGRESQL SERVER, so its tests are skipped: " + e);
      return new TestServer("", null);
    }
  }

  /** Whether it is one that the user named. */
  boolean isOther() {
    return server == null;
  }

  /** What {@code --db-url} takes. */
  String url(String database) {
    return server == null ? url.replace("%s", database) : server.uri(database);
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
  public void close() {
    if (server != null) {
      server.close();
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
      Assumptions.assumeFalse(
          server.url.isEmpty() && server.server == null, "no PostgreSQL server on this machine");
      return server;
    }
  }
}
