package io.github.windlass.tracer.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** Servers for tests; where a machine cannot have one, its tests are skipped and say why. */
public final class TestServers {

  private TestServers() {}

  /** One of a major version. */
  public static EmbeddedServer start(int major) throws ServerException {
    try {
      return EmbeddedServer.start(major);
    } catch (ServerException e) {
      throw skippedOr(e);
    }
  }

  static Cache cache() throws IOException {
    return Cache.standard(System.getenv());
  }

  /** With addresses of the test's choice. */
  static EmbeddedServer start(int major, EmbeddedServer.Addresses addresses)
      throws ServerException, IOException {
    try {
      return EmbeddedServer.start(
          cache(),
          Installation.in(cache(), Binaries.of(major, Platform.current())),
          Account.current(),
          null,
          addresses);
    } catch (ServerException e) {
      throw skippedOr(e);
    }
  }

  private static ServerException skippedOr(ServerException problem) {
    Assumptions.assumeFalse(problem.isOfMissingFiles(), problem.getMessage());
    return problem;
  }

  static void run(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "no row";
    }
  }

  /** Whether anything of a server is left: its folder, its note, a process that works in it. */
  static boolean isLeft(Path folder) throws IOException {
    Path note = cache().running().resolve(folder.getFileName() + ".run");
    return Files.exists(folder) || Files.exists(note) || worksIn(folder.resolve("data"));
  }

  static boolean worksIn(Path data) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> {
          try {
            Path work = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.readSymbolicLink(work).equals(data);
          } catch (IOException e) {
            return false;
          }
        });
  }
}
