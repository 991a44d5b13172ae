package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  static final String FOLDER = "windlass-server-";
  static final String DATA = "data";

  /** How many ports are tried. */
  private static final int PORTS = 5;

  private final Installation installation;
  private final Address address;
  private final Path folder;
  private final Running running;
  private final Postmaster postmaster;
  private final String superuserPassword = Template.randomPassword();
  private final String migratorPassword = Template.randomPassword();
  private final String versionText;
  private boolean closed;
  private final Thread hook = new Thread(this::end, "windlass-server-end");

  private EmbeddedServer(
      Installation installation,
      Address address,
      Path folder,
      Running running,
      Postmaster postmaster,
      String templatePassword)
      throws SQLException {
    this.installation = installation;
    this.address = address;
    this.folder = folder;
    this.running = running;
    this.postmaster = postmaster;
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
    Path folder = folder(account, parent);
    Running running = null;
    Postmaster postmaster = null;
    boolean done = false;
    try {
      running = Running.begin(cache, folder);
      Path data = folder.resolve(DATA);
      Path log = folder.resolve("log");
      Folders.copy(template.data(), data, account.owner());
      Address address = addresses.in(folder);
      for (int tries = 1; postmaster == null; tries++) {
        try {
          postmaster = Postmaster.start(installation, account, data, address, running, folder, log);
        } catch (ServerException e) {
          // Somebody else took the port after we had seen that it is free.
          if (tries == PORTS || !String.valueOf(e.getMessage()).contains("could not bind")) {
            throw e;
          }
          Files.deleteIfExists(log);
          address = addresses.in(folder);
        }
      }
      EmbeddedServer server =
          new EmbeddedServer(
              installation, address, folder, running, postmaster, template.password());
      Runtime.getRuntime().addShutdownHook(server.hook);
      done = true;
      return server;
    } catch (SQLException e) {
      throw new ServerException(
          Reason.NOT_STARTED, "the server that was started refuses us: " + e.getMessage(), e);
    } finally {
      if (!done) {
        end(postmaster, folder, running);
      }
    }
  }

  /** A new folder that only the account may enter. */
  static Path folder(Account account, @Nullable Path parent) throws IOException {
    Path folder =
        (parent == null
                ? Files.createTempDirectory(FOLDER)
                : Files.createTempDirectory(parent, FOLDER))
            .toRealPath();
    if (account.owner() != null) {
      Files.setOwner(folder, account.owner());
    }
    return folder;
  }

  @Override
  public int version() {
    return installation.binaries().major();
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
    return postmaster.process();
  }

  /** Its folder, for tests that look for what is left. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook does it, or has.
    }
    end();
  }

  /** Whoever comes second waits, as he may be about to halt the JVM. */
  private synchronized void end() {
    if (!closed) {
      closed = true;
      end(postmaster, folder, running);
    }
  }

  private static void end(@Nullable Postmaster postmaster, Path folder, @Nullable Running running) {
    if (postmaster != null) {
      postmaster.stop();
      Shutdown.clear(folder.resolve(DATA));
    }
    boolean gone = Folders.delete(folder);
    if (running != null && gone) {
      running.close();
    }
  }
}
