package io.github.windlass.tracer.server;

import io.github.windlass.analyzer.Windlass;
import io.github.windlass.tracer.server.ServerException.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A server that the user names. Databases are made and dropped beside the one that he names, which
 * is only asked what it holds. Closing ends nothing.
 *
 * <p>No message of this class holds a password.
 */
public final class GivenServer implements Server {

  private static final String JDBC = "jdbc:postgresql:";
  private static final String TIMEOUT_SECONDS = "10";

  private final String jdbc;
  private final Properties properties;
  private final String name;
  private final String database;
  private final String user;
  private final int version;
  private final String versionText;

  private GivenServer(
      String jdbc,
      Properties properties,
      String name,
      String database,
      String user,
      int version,
      String versionText) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.name = name;
    this.database = database;
    this.user = user;
    this.version = version;
    this.versionText = versionText;
  }

  /**
   * Connects, and looks whether migrations may be run there. What killed runs of the same user left
   * on the server is dropped.
   *
   * @param jdbc a URL for the driver
   * @param given what the driver is told besides
   * @param name what messages call the database, without a password
   * @param allowNonEmpty whether the database may hold tables: a server that has some may be one
   *     that people use
   * @throws ServerException if nobody answers, or migrations may not be run there
   */
  public static GivenServer at(String jdbc, Properties given, String name, boolean allowNonEmpty)
      throws ServerException {
    Properties properties = new Properties();
    for (String key : given.stringPropertyNames()) {
      properties.setProperty(key, given.getProperty(key));
    }
    properties.putIfAbsent("connectTimeout", TIMEOUT_SECONDS);
    properties.putIfAbsent("loginTimeout", TIMEOUT_SECONDS);
    properties.putIfAbsent("ApplicationName", "windlass");
    properties.setProperty("preferQueryMode", "simple");
    try (Connection connection = DriverManager.getConnection(jdbc, properties);
        Statement statement = connection.createStatement()) {
      String whole = text(statement, "SELECT version()");
      // The driver knows from what the server says first, and the rest may not be understood.
      int version = connection.getMetaData().getDatabaseMajorVersion();
      checkVersion(name, whole, version);
      if (text(statement, "SELECT pg_is_in_recovery()").equals("t")) {
        throw new ServerException(Reason.NOT_ALLOWED, name + " is a standby, which nobody writes");
      }
      String user = text(statement, "SELECT session_user");
      if (!text(
              statement,
              "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = session_user")
          .equals("t")) {
        throw new ServerException(
            Reason.NOT_ALLOWED,
            name + ": user " + user + " may not make databases there (ALTER ROLE … CREATEDB)");
      }
      if (!allowNonEmpty) {
        checkEmpty(name, statement);
      }
      String database = text(statement, "SELECT current_database()");
      GivenServer server =
          new GivenServer(
              jdbc,
              properties,
              name,
              database,
              user,
              version,
              connection.getMetaData().getDatabaseProductVersion());
      ScratchDatabase.dropLeftovers(statement, version);
      return server;
    } catch (SQLException e) {
      throw refused(jdbc, properties, name, e);
    }
  }

  // --- what may be said against it --------------------------------------------------------------

  private static void checkVersion(String name, String whole, int version) throws ServerException {
    if (!whole.startsWith("PostgreSQL ") || whole.contains("-YB-")) {
      throw new ServerException(
          Reason.UNSUPPORTED_VERSION, name + " is not PostgreSQL, but " + whole);
    }
    if (version < Windlass.OLDEST_POSTGRES) {
      throw new ServerException(
          Reason.UNSUPPORTED_VERSION,
          name
              + " is PostgreSQL "
              + number(whole)
              + "; Windlass knows "
              + Windlass.OLDEST_POSTGRES
              + " to "
              + Windlass.NEWEST_POSTGRES);
    }
    if (version > Windlass.NEWEST_POSTGRES) {
      throw new ServerException(
          Reason.UNSUPPORTED_VERSION,
          name
              + " is PostgreSQL "
              + number(whole)
              + ", newer than what Windlass predicts ("
              + Windlass.OLDEST_POSTGRES
              + " to "
              + Windlass.NEWEST_POSTGRES
              + "), so that there is nothing to hold it to");
    }
  }

  /** {@code 9.6.24} of {@code PostgreSQL 9.6.24 on x86_64-…}. */
  private static String number(String whole) {
    String rest = whole.substring("PostgreSQL ".length());
    int space = rest.indexOf(' ');
    return space < 0 ? rest : rest.substring(0, space);
  }

  /** Tables, views with rows and foreign tables count, but not those of extensions. */
  private static void checkEmpty(String name, Statement statement)
      throws SQLException, ServerException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            SELECT n.nspname || '.' || c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm', 'f')
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND n.nspname NOT LIKE 'pg\\_t%'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY n.nspname = 'public' DESC, 1\
            """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    if (!tables.isEmpty()) {
      throw new ServerException(
          Reason.NOT_EMPTY,
          name
              + " holds "
              + (tables.size() == 1 ? "a table, " : tables.size() + " tables, such as ")
              + tables.getFirst()
              + ". Migrations would run in a database of their own beside it, but on the same"
              + " server: its load, its roles and its disk. Name an empty database of a server for"
              + " tests, or insist with --allow-non-empty");
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      String text = row.next() ? row.getString(1) : null;
      return text == null ? "" : text;
    }
  }

  /** Without the cause, whose texts may hold what ours must not. */
  private static ServerException refused(
      String jdbc, Properties properties, String name, SQLException problem) {
    String state = String.valueOf(problem.getSQLState());
    StringBuilder said = new StringBuilder(String.valueOf(problem.getMessage()).strip());
    if (problem.getCause() != null && problem.getCause().getMessage() instanceof String cause) {
      said.append(said.indexOf(cause) < 0 ? " (" + cause + ")" : "");
    }
    Reason reason =
        state.startsWith("28")
            ? Reason.NOT_AUTHENTICATED
            : state.startsWith("42") ? Reason.NOT_ALLOWED : Reason.UNREACHABLE;
    return new ServerException(
        reason, name + ": " + masked(said.toString(), secrets(jdbc, properties)));
  }

  private static List<String> secrets(String jdbc, Properties properties) {
    List<String> secrets = new ArrayList<>();
    for (String key : List.of("password", "sslpassword")) {
      secrets.add(properties.getProperty(key, ""));
      for (String parameter : jdbc.substring(jdbc.indexOf('?') + 1).split("&", -1)) {
        if (parameter.startsWith(key + "=")) {
          String value = parameter.substring(key.length() + 1);
          secrets.add(value);
          secrets.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
      }
    }
    return secrets;
  }

  private static String masked(String text, List<String> secrets) {
    String masked = text;
    for (String secret : secrets) {
      if (!secret.isEmpty() && masked.contains(secret)) {
        // So short a word may be in the text by chance, and its place would tell it.
        if (secret.length() < 4) {
          return "the server refused";
        }
        masked = masked.replace(secret, "***");
      }
    }
    return masked;
  }

  // --- a server ---------------------------------------------------------------------------------

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
    return database;
  }

  @Override
  public String owner() {
    return user;
  }

  @Override
  public Connection connect(String other) throws SQLException {
    return Address.inUtc(DriverManager.getConnection(withDatabase(jdbc, other), properties));
  }

  @Override
  public Connection connectToMigrate(String other) throws SQLException {
    return connect(other);
  }

  /** The same URL for another database, whose name needs no encoding or is the URL's own. */
  private String withDatabase(String url, String other) {
    if (other.equals(database)) {
      return url;
    }
    int question = url.indexOf('?');
    String parameters = question < 0 ? "" : url.substring(question);
    String place = url.substring(JDBC.length(), question < 0 ? url.length() : question);
    if (!place.startsWith("//")) {
      return JDBC + (place.startsWith("/") ? "/" : "") + other + parameters;
    }
    int slash = place.indexOf('/', 2);
    return JDBC + (slash < 0 ? place : place.substring(0, slash)) + "/" + other + parameters;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    // It was there before us.
  }
}
