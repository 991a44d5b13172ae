package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * A data directory that is made once, and copied for each server.
 *
 * <p>Its superuser is not {@code postgres}: that is the role which migrations are run by. It owns
 * what it works on and may make roles and databases, but reads no files of the machine and runs no
 * programs; extensions it makes all the same. Docs: decisions, 24.
 *
 * @param password of the superuser, until a server that runs on a copy has another
 */
record Template(Path data, String password) {

  /** To be raised when what {@link #in} makes changes. */
  private static final int FORMAT = 5;

  static final String SUPERUSER = "windlass";
  static final String MIGRATOR = "postgres";

  private static final String PASSWORD = "password";

  /** Nothing has to outlive the machine; nothing happens in the background. */
  private static final List<String> SETTINGS =
      List.of(
          "fsync = off",
          "full_page_writes = off",
          "synchronous_commit = off",
          "autovacuum = off",
          "wal_level = logical",
          "shared_buffers = 64MB",
          "max_connections = 60",
          "max_wal_size = 4GB",
          "checkpoint_timeout = 1h",
          "timezone = 'UTC'",
          "log_timezone = 'UTC'",
          "max_parallel_workers_per_gather = 0",
          "log_statement = none",
          "logging_collector = off");

  /** Of versions from 11 on. */
  private static final List<String> LATER_SETTINGS =
      List.of("max_parallel_maintenance_workers = 0", "jit = off");

  /**
   * Lends the migrator a superuser's right for the one command. What he owns of an extension then
   * he must not keep: its functions of which everybody has been deprived ({@code dblink_connect_u},
   * those of adminpack) would be his, and those in C could be altered. From 13 on, PostgreSQL does
   * the same for extensions that it trusts.
   */
  private static final String EXTENSION_TRIGGER =
      """
      CREATE FUNCTION pg_catalog.windlass_extension() RETURNS event_trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        migrator oid := (SELECT oid FROM pg_authid WHERE rolname = 'postgres');
        members oid[];
        guarded record;
      BEGIN
        IF session_user <> 'postgres' THEN
          RETURN;
        END IF;
        UPDATE pg_authid SET rolsuper = (tg_event = 'ddl_command_start') WHERE oid = migrator;
        IF tg_event = 'ddl_command_start' OR tg_tag <> 'CREATE EXTENSION' THEN
          RETURN;
        END IF;
        members := ARRAY(
          SELECT p.oid FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid
          WHERE p.proowner = migrator AND d.classid = 'pg_proc'::regclass
            AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e');
        FOR guarded IN
          SELECT p.oid::regprocedure::text AS name, p.proacl AS rights FROM pg_proc p
          WHERE p.oid = ANY (members) AND p.proacl IS NOT NULL
        LOOP
          EXECUTE 'ALTER FUNCTION ' || guarded.name || ' OWNER TO windlass';
          -- By the migrator's default privileges.
          EXECUTE (
            SELECT coalesce(string_agg('REVOKE ALL ON FUNCTION ' || guarded.name || ' FROM '
              || quote_ident(r.rolname), '; '), 'SELECT 1')
            FROM aclexplode(guarded.rights) a JOIN pg_authid r ON r.oid = a.grantee
            WHERE r.oid >= 16384 AND r.oid <> migrator);
        END LOOP;
        UPDATE pg_proc SET proowner = 10 WHERE oid = ANY (members) AND proacl IS NULL;
        DELETE FROM pg_shdepend
        WHERE classid = 'pg_proc'::regclass AND objid = ANY (members) AND deptype = 'o'
          AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database());
      END $$\
      """;

  /** The template in the cache; made first if it is not there. */
  static Template in(Cache cache, Installation installation, Account account)
      throws IOException, ServerException {
    Binaries binaries = installation.binaries();
    String name =
        binaries.platform().name() + "-" + binaries.version() + "-" + account.name() + "-" + FORMAT;
    Path folder = cache.get("data", name, empty -> make(cache, installation, account, empty));
    return new Template(ServerFolder.data(folder), Files.readString(folder.resolve(PASSWORD)));
  }

  /** One that nobody can guess. */
  static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void make(Cache cache, Installation installation, Account account, Path template)
      throws IOException, ServerException {
    String password = randomPassword();
    // Its name is shorter than that of the template, as that of a socket has to be.
    try (ServerFolder folder = ServerFolder.create(cache, installation, account, null)) {
      initialise(folder, account, password);
      Files.writeString(
          folder.data().resolve("postgresql.conf"),
          settings(installation.binaries()),
          StandardOpenOption.APPEND);
      Address address = Address.in(folder.path());
      folder.startServer(address);
      setUp(installation.binaries().major(), address, password);
      folder.run("pg_ctl", "stop", "--wait", "--mode=fast", "--pgdata=" + folder.data());
      Files.deleteIfExists(folder.data().resolve("postmaster.opts"));
      Folders.copy(folder.data(), ServerFolder.data(template), account.owner());
      Folders.writePrivately(template.resolve(PASSWORD), password);
    } catch (SQLException e) {
      throw new ServerException(
          Reason.NOT_STARTED, "the server could not be set up: " + e.getMessage(), e);
    }
  }

  private static void initialise(ServerFolder folder, Account account, String password)
      throws IOException, ServerException {
    Path file = folder.path().resolve(PASSWORD);
    Folders.writePrivately(file, password);
    if (account.owner() != null) {
      Files.setOwner(file, account.owner());
    }
    folder.run(
        "initdb",
        "--pgdata=" + folder.data(),
        "--username=" + SUPERUSER,
        "--pwfile=" + file,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--nosync");
    Files.delete(file);
  }

  private static String settings(Binaries binaries) {
    StringBuilder settings = new StringBuilder();
    for (String setting : SETTINGS) {
      settings.append(setting).append('\n');
    }
    if (binaries.major() >= 11) {
      for (String setting : LATER_SETTINGS) {
        settings.append(setting).append('\n');
      }
    }
    if (binaries.major() >= 16) {
      // Else who makes a role may not act as it.
      settings.append("createrole_self_grant = 'set, inherit'\n");
    }
    if (!binaries.platform().isWindows()) {
      // In the data directory, so that they go with it.
      settings.append("dynamic_shared_memory_type = mmap\n");
    }
    return settings.toString();
  }

  // --- what the databases hold ------------------------------------------------------------------

  private static void setUp(int major, Address address, String password) throws SQLException {
    try (Connection connection = address.connect("template1", SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE "
              + MIGRATOR
              + " LOGIN NOSUPERUSER CREATEDB CREATEROLE BYPASSRLS; GRANT pg_monitor TO "
              + MIGRATOR);
      if (major >= 11 && major <= 15) {
        // Until 16, who may make roles may also give himself these.
        statement.execute(
            "DELETE FROM pg_authid WHERE rolname IN"
                + " ('pg_execute_server_program', 'pg_read_server_files',"
                + " 'pg_write_server_files')");
      }
      if (major >= 15) {
        statement.execute("GRANT SET ON PARAMETER session_replication_role TO " + MIGRATOR);
      }
      setUpDatabase(major, statement);
    }
    try (Connection connection = address.connect("postgres", SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      setUpDatabase(major, statement);
      statement.execute("UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'");
      statement.execute("DROP DATABASE template0");
      statement.execute("CREATE DATABASE template0 TEMPLATE template1");
      statement.execute(
          "UPDATE pg_database SET datistemplate = true, datallowconn = false"
              + " WHERE datname = 'template0'");
    }
  }

  private static void setUpDatabase(int major, Statement statement) throws SQLException {
    if (major < 15) {
      // From 15 on it belongs to whoever owns the database.
      statement.execute("ALTER SCHEMA public OWNER TO " + MIGRATOR);
    }
    // Dumps comment on it, which only its owner may.
    statement.execute(
        "UPDATE pg_extension SET extowner ="
            + " (SELECT oid FROM pg_roles WHERE rolname = '"
            + MIGRATOR
            + "') WHERE extname = 'plpgsql'");
    statement.execute(EXTENSION_TRIGGER);
    for (String event : List.of("start", "end")) {
      String name = "windlass_extension_" + event;
      statement.execute(
          "CREATE EVENT TRIGGER "
              + name
              + " ON ddl_command_"
              + event
              + " WHEN TAG IN ('CREATE EXTENSION', 'CREATE PUBLICATION',"
              + " 'ALTER PUBLICATION') EXECUTE PROCEDURE pg_catalog.windlass_extension()");
      statement.execute("ALTER EVENT TRIGGER " + name + " ENABLE ALWAYS");
      // What an extension owns is nobody's in a dump, or in a snapshot.
      statement.execute("ALTER EXTENSION plpgsql ADD EVENT TRIGGER " + name);
    }
    statement.execute("ALTER EXTENSION plpgsql ADD FUNCTION pg_catalog.windlass_extension()");
  }
}
