package io.github.windlass.tracer.server;

import java.sql.Connection;
import java.util.Properties;

/** A program of its own that uses a database of a server that outlives it, until it is ended. */
final class ScratchDatabaseRun {

  private ScratchDatabaseRun() {}

  public static void main(String[] arguments) throws Exception {
    try (GivenServer server = GivenServer.at(arguments[0], new Properties(), "the server", false);
        ScratchDatabase database = ScratchDatabase.create(server);
        Connection connection = database.connectToMigrate()) {
      System.out.println(database.name());
      TestServers.run(connection, "SELECT pg_sleep(3600)");
    } finally {
      Runtime.getRuntime().halt(3);
    }
  }
}
