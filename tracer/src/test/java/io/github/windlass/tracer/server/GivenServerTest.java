package io.github.windlass.tracer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.windlass.tracer.observe.DatabaseCopies;
import io.github.windlass.tracer.observe.MigrationSession;
import io.github.windlass.tracer.observe.Watcher;
import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of ours plays one of the user's. */
class GivenServerTest {

  private static EmbeddedServer server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Address.Loopback address = Address.freePort();
    port = address.port();
    server = TestServers.start(18, folder -> address);
    try (Connection connection = server.connect("postgres")) {
      TestServers.run(
          connection,
          "CREATE ROLE tester LOGIN CREATEDB PASSWORD 'sesame'",
          "CREATE ROLE reader LOGIN PASSWORD 'sesame'",
          "CREATE DATABASE app",
          "CREATE DATABASE empty");
    }
    try (Connection connection = server.connect("app")) {
      TestServers.run(connection, "CREATE TABLE users (id int); CREATE VIEW v AS SELECT 1");
    }
    try (Connection connection = server.connect("empty")) {
      TestServers.run(connection, "CREATE EXTENSION pg_stat_statements");
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static GivenServer at(String database, String user, String password, boolean allow)
      throws ServerException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return GivenServer.at(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5",
        properties,
        "database " + database,
        allow);
  }

  private static ServerException refusal(
      String database, String user, String password, boolean allow) {
    return catchThrowableOfType(
        ServerException.class, () -> at(database, user, password, allow).close());
  }

  @Test
  void aDatabaseOfItsOwnIsMadeAndDropped() throws Exception {
    try (GivenServer given = at("empty", "tester", "sesame", false);
        Connection admin = server.connect("postgres")) {
      assertThat(given.version()).isEqualTo(18);
      assertThat(given.owner()).isEqualTo("tester");
      ScratchDatabase database = ScratchDatabase.create(given);
      String count = "SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'";
      try (database;
          Connection connection = database.connectToMigrate()) {
        TestServers.run(connection, "CREATE TABLE t (a int)");
        assertThat(TestServers.value(connection, "SELECT current_database()"))
            .isEqualTo(database.name());
        assertThat(TestServers.value(admin, count)).isEqualTo("1");
      }
      assertThat(TestServers.value(admin, count)).isEqualTo("0");
    }
  }

  /** As the end of a run that is killed does it: nobody holds the lock of its database any more. */
  private static void endKeeper(Connection admin, String database) throws SQLException {
    TestServers.run(
        admin,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
            + " AND classid::bigint << 32 | objid::bigint = "
            + Long.parseLong(database.substring("windlass_".length()), 16));
  }

  @Test
  void theCopyOfItsDatabaseThatAKilledRunLeftIsDropped() throws Exception {
    try (GivenServer given = at("empty", "tester", "sesame", false);
        Connection admin = server.connect("postgres");
        ScratchDatabase database = ScratchDatabase.create(given);
        Watcher watcher = new Watcher(given);
        MigrationSession session = MigrationSession.open(given, watcher, database.name());
        DatabaseCopies copies = DatabaseCopies.of(session, given, watcher)) {
      String copy =
          TestServers.value(
              admin,
              "SELECT datname FROM pg_database WHERE datname LIKE 'windlass\\_%' AND datname <> '"
                  + database.name()
                  + "'");
      String there = "SELECT count(*) FROM pg_database WHERE datname = '" + copy + "'";
      at("app", "tester", "sesame", true).close();
      assertThat(TestServers.value(admin, there)).isEqualTo("1");
      try (MigrationSession next = copies.next()) {
        assertThat(next).isNotNull();
      }
      endKeeper(admin, copy);
      at("app", "tester", "sesame", true).close();
      assertThat(TestServers.value(admin, there)).isEqualTo("0");
    }
  }

  @Test
  void whatAKilledRunLeftIsDroppedAndNothingElse() throws Exception {
    try (GivenServer given = at("empty", "tester", "sesame", false);
        Connection admin = server.connect("postgres")) {
      ScratchDatabase living = ScratchDatabase.create(given);
      ScratchDatabase killed = ScratchDatabase.create(given);
      TestServers.run(admin, "CREATE DATABASE windlass_0123456789ab OWNER tester");
      endKeeper(admin, killed.name());
      at("app", "tester", "sesame", true).close();
      assertThat(
              TestServers.value(
                  admin,
                  "SELECT string_agg(datname, ' ' ORDER BY datname = '"
                      + living.name()
                      + "') FROM pg_database WHERE datname LIKE 'windlass\\_%'"))
          .isEqualTo("windlass_0123456789ab " + living.name());
      living.close();
      killed.close();
      TestServers.run(admin, "DROP DATABASE windlass_0123456789ab");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void aRunThatIsEndedLeavesNoDatabase(String signal) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ScratchDatabaseRun.class.getName(),
                "jdbc:postgresql://127.0.0.1:" + port + "/empty?user=tester&password=sesame")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = child.inputReader();
        Connection admin = server.connect("postgres")) {
      String name = out.readLine();
      String there = "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'";
      assertThat(TestServers.value(admin, there)).isEqualTo("1");
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + child.pid()).start().waitFor();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      if (signal.equals("KILL")) {
        // Its statement goes on; that it has hung up, the server sees of the session that waits.
        String locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'";
        while (!TestServers.value(admin, locks).equals("0")) {
          Thread.sleep(5);
        }
        at("empty", "tester", "sesame", false).close();
      }
      assertThat(TestServers.value(admin, there)).isEqualTo("0");
    }
  }

  @Test
  void aDatabaseWithTablesIsRefusedUnlessInsisted() throws Exception {
    ServerException refusal = refusal("app", "tester", "sesame", false);
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_EMPTY);
    assertThat(refusal)
        .hasMessageStartingWith("database app holds a table, public.users.")
        .hasMessageEndingWith("insist with --allow-non-empty");
    at("app", "tester", "sesame", true).close();
  }

  @Test
  void aWrongPasswordIsNotRepeated() {
    ServerException refusal = refusal("empty", "tester", "open-barley", false);
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHENTICATED);
    assertThat(refusal).hasMessageContaining("password authentication failed for user");
    assertThat(refusal.toString() + refusal.getCause()).doesNotContain("open-barley");
  }

  @Test
  void whoMayNotMakeDatabasesIsTold() {
    ServerException refusal = refusal("empty", "reader", "sesame", false);
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
    assertThat(refusal).hasMessageContaining("user reader may not make databases");
  }

  @Test
  void aDatabaseThatIsNotThereIsSaid() {
    ServerException refusal = refusal("nosuch", "tester", "sesame", false);
    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal).hasMessageContaining("database \"nosuch\" does not exist");
  }

  @Test
  void aServerThatDoesNotAnswerIsSaid() throws Exception {
    int free = Address.freePort().port();
    assertThatThrownBy(() ->
            GivenServer.at(
                "jdbc:postgresql://127.0.0.1:" + free + "/x?user=a&password=hush-hush",
                new Properties(),
                "database x",
                false))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("database x: ")
        .hasMessageNotContaining("hush-hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9.6.24 | PostgreSQL 9.6.24 on x86_64-pc-linux-gnu | is PostgreSQL 9.6.24; Windlass knows"
            + " 10 to 18",
        "19.1 | PostgreSQL 19.1 on x86_64-pc-linux-gnu | is PostgreSQL 19.1, newer than what"
            + " Windlass predicts (10 to 18)",
        "13.0.0 | CockroachDB CCL v23.1.0 | is not PostgreSQL, but CockroachDB CCL v23.1.0"
      })
  void otherServersAreRefused(String number, String whole, String said) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> StubServer.answer(socket, number, whole));
      thread.start();
      Properties properties = new Properties();
      properties.setProperty("user", "somebody");
      ServerException refusal =
          catchThrowableOfType(
              ServerException.class,
              () ->
                  GivenServer.at(
                      "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/x?sslmode=disable",
                      properties,
                      "database x",
                      false));
      assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_VERSION);
      assertThat(refusal).hasMessageStartingWith("database x " + said);
      thread.join(10_000);
    }
  }
}
