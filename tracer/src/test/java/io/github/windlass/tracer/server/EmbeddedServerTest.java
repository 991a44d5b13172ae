package io.github.windlass.tracer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {

  private static final List<String> HARMLESS =
      List.of(
          "CREATE EXTENSION citext",
          "BEGIN; CREATE EXTENSION IF NOT EXISTS pg_stat_statements; COMMIT",
          "CREATE SCHEMA tools; CREATE EXTENSION \"uuid-ossp\" SCHEMA tools",
          "DO $$ BEGIN EXECUTE 'CREATE EXTENSION pgcrypto'; END $$",
          "CREATE EXTENSION postgres_fdw",
          "CREATE EXTENSION earthdistance CASCADE",
          "DROP EXTENSION citext",
          "CREATE PUBLICATION everything FOR ALL TABLES",
          "COMMENT ON EXTENSION plpgsql IS 'as dumps have it'",
          "COMMENT ON SCHEMA public IS 'as dumps have it'",
          "CREATE TABLE t (a int)",
          "ALTER TABLE t OWNER TO postgres",
          "CREATE ROLE app LOGIN; GRANT SELECT ON t TO app",
          "DROP SCHEMA public CASCADE; CREATE SCHEMA public");

  /** Programs, files and rights beyond the database. */
  private static final List<String> HARMFUL =
      List.of(
          "COPY t FROM PROGRAM 'id'",
          "COPY t FROM '/etc/passwd'",
          "COPY t TO '/tmp/windlass-was-here'",
          "SELECT pg_read_file('/etc/passwd')",
          "SELECT lo_import('/etc/passwd')",
          "LOAD 'anything'",
          "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc.so.6', 'system'",
          "GRANT pg_execute_server_program TO postgres",
          "GRANT pg_read_server_files TO postgres",
          "GRANT windlass TO postgres",
          "SET ROLE windlass",
          "SET SESSION AUTHORIZATION windlass",
          "ALTER ROLE postgres SUPERUSER",
          "ALTER ROLE windlass PASSWORD 'known'",
          "CREATE ROLE root SUPERUSER",
          "UPDATE pg_authid SET rolsuper = true",
          "ALTER SYSTEM SET archive_command = 'id'",
          "ALTER EVENT TRIGGER windlass_extension_end DISABLE",
          "SELECT pg_catalog.windlass_extension()",
          "DROP DATABASE template1",
          "CREATE EXTENSION nosuch",
          "CREATE EXTENSION cube; SELECT pg_read_file('/etc/passwd')",
          "BEGIN; CREATE EXTENSION hstore; COPY t FROM PROGRAM 'id'",
          "CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;"
              + " CREATE FOREIGN TABLE secrets (line text) SERVER files"
              + " OPTIONS (filename '/etc/passwd')",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'windlass'"
              + " AND pid <> pg_backend_pid()");

  @ParameterizedTest
  @ValueSource(ints = {10, 14, 18})
  void migrationsMayDoMostThingsAndHarmNothing(int major) throws Exception {
    try (EmbeddedServer server = TestServers.start(major);
        ScratchDatabase database = ScratchDatabase.create(server);
        Connection watcher = database.connect();
        Connection connection = database.connectToMigrate()) {
      assertThat(server.version()).isEqualTo(major);
      assertThat(server.versionText()).startsWith(major + ".");
      assertThat(TestServers.value(watcher, "SHOW is_superuser")).isEqualTo("on");
      assertThat(TestServers.value(connection, "SHOW is_superuser")).isEqualTo("off");
      for (String sql : HARMLESS) {
        TestServers.run(connection, sql);
      }
      if (major >= 16) {
        TestServers.run(
            connection,
            "CREATE TABLE o (a int); GRANT ALL ON SCHEMA public TO app; ALTER TABLE o OWNER TO app",
            "SET ROLE app; ALTER TABLE o ADD b int; RESET ROLE");
      }
      TestServers.run(connection, "CREATE TABLE t (a text)");
      for (String sql : HARMFUL) {
        assertThatThrownBy(() -> TestServers.run(connection, sql), sql)
            .isInstanceOf(SQLException.class);
        TestServers.run(connection, "ROLLBACK");
      }
      assertThat(TestServers.value(connection, "SHOW is_superuser")).isEqualTo("off");
      assertThat(TestServers.value(watcher, "SELECT 1")).isEqualTo("1");
      assertThat(Path.of("/tmp/windlass-was-here")).doesNotExist();
      assertThat(
              TestServers.value(
                  watcher, "SELECT rolsuper FROM pg_roles WHERE rolname = 'postgres'"))
          .isEqualTo("f");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 14, 18})
  void whatIsLentForAnExtensionIsNotKept(int major) throws Exception {
    try (EmbeddedServer server = TestServers.start(major);
        ScratchDatabase database = ScratchDatabase.create(server);
        Connection connection = database.connectToMigrate()) {
      TestServers.run(
          connection,
          "CREATE ROLE friend; GRANT friend TO postgres",
          "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO friend",
          "CREATE EXTENSION dblink",
          "CREATE EXTENSION citext");
      for (String sql :
          List.of(
              "SELECT dblink_connect_u('x', 'host=127.0.0.1')",
              "SET ROLE friend; SELECT dblink_connect_u('x', 'host=127.0.0.1')")) {
        assertThatThrownBy(() -> TestServers.run(connection, sql))
            .hasMessageContaining("permission denied for function dblink_connect_u");
      }
      TestServers.run(connection, "RESET ROLE");
      assertThatThrownBy(
              () -> TestServers.run(connection, "ALTER FUNCTION citext_eq(citext, citext) COST 5"))
          .hasMessageContaining("must be owner of function citext_eq");
      if (major < 17) {
        TestServers.run(connection, "CREATE EXTENSION adminpack");
        assertThatThrownBy(
                () -> TestServers.run(connection, "SELECT pg_file_write('x.conf', 'x', true)"))
            .isInstanceOf(SQLException.class);
      }
      TestServers.run(
          connection,
          "CREATE TABLE t (a citext UNIQUE); INSERT INTO t VALUES ('A')",
          "DROP EXTENSION citext CASCADE",
          "CREATE EXTENSION citext; DROP EXTENSION dblink; DROP OWNED BY friend; DROP ROLE friend");
    }
  }

  @Test
  void severalRunSideBySideAndNothingIsLeft() throws Exception {
    EmbeddedServer one = TestServers.start(18);
    EmbeddedServer other = TestServers.start(18);
    try (one;
        other;
        Connection first = one.connect("postgres");
        Connection second = other.connect("postgres")) {
      assertThat(one.folder()).isNotEqualTo(other.folder());
      assertThat(TestServers.value(first, "SHOW data_directory"))
          .isNotEqualTo(TestServers.value(second, "SHOW data_directory"));
      assertThat(TestServers.value(first, "SHOW listen_addresses")).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.folder())))
          .isEqualTo("rwx------");
    }
    assertThat(TestServers.isLeft(one.folder())).isFalse();
    assertThat(TestServers.isLeft(other.folder())).isFalse();
    assertThat(one.process().isAlive()).isFalse();
  }

  @Test
  void itIsAsTheRecordedFactsWereMeasuredAndForNobodyElse() throws Exception {
    try (EmbeddedServer server = TestServers.start(18);
        Connection connection = server.connect("postgres")) {
      assertThat(TestServers.value(connection, "SHOW fsync")).isEqualTo("off");
      assertThat(TestServers.value(connection, "SHOW autovacuum")).isEqualTo("off");
      assertThat(TestServers.value(connection, "SHOW timezone")).isEqualTo("UTC");
      assertThat(TestServers.value(connection, "SELECT datcollate FROM pg_database LIMIT 1"))
          .isEqualTo("C");
      for (String user : List.of("windlass", "postgres")) {
        assertThatThrownBy(
                () -> new Address.UnixSocket(server.folder()).connect("postgres", user, "guess"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void aScratchDatabaseIsDroppedWhoeverUsesIt() throws Exception {
    for (int major : new int[] {10, 18}) {
      try (EmbeddedServer server = TestServers.start(major);
          Connection connection = server.connect("postgres")) {
        ScratchDatabase database = ScratchDatabase.create(server);
        try (Connection busy = database.connectToMigrate()) {
          TestServers.run(busy, "BEGIN; CREATE TABLE t (a int)");
          database.close();
          assertThat(
                  TestServers.value(
                      connection,
                      "SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'"))
              .isEqualTo("0");
        }
      }
    }
  }
}
