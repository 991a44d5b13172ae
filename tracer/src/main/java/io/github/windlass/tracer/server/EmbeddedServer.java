package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of our own: real binaries, in a folder for temporary files, gone when it is closed
 * or the JVM is told to end. A JVM that is killed leaves one behind, which the next start of one
 * removes.
 */
public final class EmbeddedServer implements Server {

  /** How many ports are tried. */
  private static final int PORTS = 5;

  private final int version;
  private final Address address;
  private final ServerFolder folder;
  private final String superuserPassword = Template.randomPassword();
  private final String migratorPassword = Template.randomPassword();
  private final String versionText;

  private EmbeddedServer(int version, Address address, ServerFolder folder, String templatePassword)
      throws SQLException {
    this.version = version;
    this.address = address;
    this.folder = folder;
    try (Connection connection = address.connect("postgres", Template.SUPERUSER, templatePassword);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER ROLE "
              + Template.SUPERUSER
              + " PASSWORD '"
              + superuserPassword
              + "'; ALTER ROLE "
              + Template.MIGRATOR
              + " PASSWORD '"
              + migratorPassword
              + "'");
      this.versionText = connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /**
   * Starts a server of a major version, 10 to 18. The first start of a version fetches and unpacks
   * its files, which takes seconds; a later one takes a third of a second.
   *
   * @throws ServerException if none can be started here
   */
  public static EmbeddedServer start(int major) throws ServerException {
    try {
      return start(major, Cache.standard(System.getenv()));
    } catch (IOException e) {
      throw new ServerException(Reason.NOT_STARTED, e.getMessage() + suppressed(e), e);
    }
  }

  private static String suppressed(Throwable problem) {
    StringBuilder all = new StringBuilder();
    for (Throwable each : problem.getSuppressed()) {
      all.append("\n  ").append(each.getMessage());
    }
    return all.toString();
  }

  /**
   * As {@link #start(int)}, with a cache of one's own.
   *
   * @throws ServerException if none can be started here
   */
  public static EmbeddedServer start(int major, Cache cache) throws ServerException {
    try {
      Running.clean(cache);
      Binaries binaries = Binaries.of(major, Platform.current());
      Account account = Account.current();
      Installation installation = Installation.in(cache, binaries);
      return start(cache, installation, account, null, Address::in);
    } catch (IOException e) {
      throw new ServerException(
          Reason.NOT_STARTED, "PostgreSQL " + major + " would not start: " + e.getMessage(), e);
    }
  }

  /** Where the next try listens. */
  interface Addresses {
    Address in(Path folder) throws IOException;
  }

  /**
   * Starts one below a folder.
   *
   * @param parent null for the usual one, for temporary files
   */
  static EmbeddedServer start(
      Cache cache,
      Installation installation,
      Account account,
      @Nullable Path parent,
      Addresses addresses)
      throws IOException, ServerException {
    Template template = Template.in(cache, installation, account);
    ServerFolder folder = ServerFolder.create(cache, installation, account, parent);
    boolean done = false;
    try {
      Folders.copy(template.data(), folder.data(), account.owner());
      EmbeddedServer server =
          new EmbeddedServer(
              installation.binaries().major(),
              listening(folder, addresses),
              folder,
              template.password());
      done = true;
      return server;
    } catch (SQLException e) {
      throw new ServerException(
          Reason.NOT_STARTED, "the server that was started refuses us: " + e.getMessage(), e);
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  private static Address listening(ServerFolder folder, Addresses addresses)
      throws IOException, ServerException {
    Address address = addresses.in(folder.path());
    for (int tries = 1; true; tries++) {
      try {
        folder.startServer(address);
        return address;
      } catch (ServerException e) {
        // Somebody else took the port after we had seen that it is free.
        if (tries == PORTS || !String.valueOf(e.getMessage()).contains("could not bind")) {
          throw e;
        }
        address = addresses.in(folder.path());
      }
    }
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public String versionText() {
    return versionText;
  }

  @Override
  public String maintenanceDatabase() {
    return "postgres";
  }

  @Override
  public Connection connect(String database) throws SQLException {
    return address.connect(database, Template.SUPERUSER, superuserPassword);
  }

  @Override
  public Connection connectToMigrate(String database) throws SQLException {
    return address.connect(database, Template.MIGRATOR, migratorPassword);
  }

  @Override
  public String owner() {
    return Template.MIGRATOR;
  }

  /**
   * Where one of its databases is, with the password of whoever has all rights, as a URI of libpq's
   * that other programs understand.
   */
  public String uri(String database) {
    String user = "postgresql://" + Template.SUPERUSER + ":" + superuserPassword + "@";
    return switch (address) {
      case Address.UnixSocket socket ->
          user
              + URLEncoder.encode(socket.folder().toString(), StandardCharsets.UTF_8)
                  .replace("+", "%20")
              + "/"
              + database;
      case Address.Loopback loopback -> user + "127.0.0.1:" + loopback.port() + "/" + database;
    };
  }

  /** Its process, for tests that are rude to it. */
  ProcessHandle process() {
    ProcessHandle process = folder.server();
    if (process == null) {
      throw new IllegalStateException("a server is started before there is one");
    }
    return process;
  }

  /** Its folder, for tests that look for what is left. */
  Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    folder.close();
  }
}
