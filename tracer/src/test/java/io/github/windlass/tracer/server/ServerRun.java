package io.github.windlass.tracer.server;

import java.sql.Connection;
import java.util.concurrent.TimeUnit;

/** A program of its own that starts a server, says where it is, and uses it until it is ended. */
final class ServerRun {

  private ServerRun() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(18);
        Connection connection = server.connectToMigrate("postgres")) {
      System.out.println(server.folder());
      System.out.println(server.process().pid());
      TestServers.run(connection, "SELECT pg_sleep(3600)");
      TimeUnit.HOURS.sleep(1);
    } finally {
      // As the command line ends: without waiting for anything else.
      Runtime.getRuntime().halt(3);
    }
  }
}
