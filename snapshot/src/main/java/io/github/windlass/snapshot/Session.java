package io.github.windlass.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that only reads, with an empty search path, so that the server writes every name
 * with its schema.
 */
final class Session {

  /** What reads a row. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * What is read in one transaction.
   *
   * @param <T> what comes of it
   */
  interface Reading<T> {
    T read(Session session, String searchPath) throws SQLException;
  }

  private static final int OLDEST = 10;

  private static final String LIMITS =
      "SELECT set_config('search_path', '', true), set_config('statement_timeout', '120s', true),"
          + " set_config('lock_timeout', '2s', true),"
          + " set_config('idle_in_transaction_session_timeout', '120s', true),"
          + " set_config('default_transaction_read_only', 'on', true),"
          + " set_config('extra_float_digits', '3', true), set_config('quote_all_identifiers',"
          + " 'off', true), set_config('DateStyle', 'ISO', true), set_config('IntervalStyle',"
          + " 'postgres', true), set_config('TimeZone', 'UTC', true)";

  /** Views and the like are asked for in portions, as each takes locks on what it reads. */
  private static final int PORTION = 500;

  private final Connection connection;
  private final int version;
  private final Set<ObjectId> members = new HashSet<>();
  private String namespaces = "NULL::oid";

  Session(Connection connection, int version) {
    this.connection = connection;
    this.version = version;
  }

  /**
   * Reads in a transaction of its own, which is rolled back.
   *
   * @throws SQLException if the server cannot be asked, or is older than 10
   */
  static <T> T reading(Connection connection, Reading<T> reading) throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      int number = connection.getMetaData().getDatabaseMajorVersion();
      if (number < OLDEST) {
        throw new SQLException("PostgreSQL " + number + " is too old: " + OLDEST + " is the first");
      }
      Session session = new Session(connection, number);
      session.execute("SET TRANSACTION READ ONLY");
      String path = session.value("SHOW search_path");
      session.execute(LIMITS);
      return reading.read(session, path == null ? "" : path);
    } finally {
      connection.rollback();
    }
  }

  /** The server's major version. */
  int version() {
    return version;
  }

  /** One text of several, by the version of the server: from a version on, and before. */
  String from(int major, String then, String before) {
    return version >= major ? then : before;
  }

  /** What is snapped: the schemas' OIDs, for {@code IN (…)}. */
  String namespaces() {
    return namespaces;
  }

  /**
   * Restricts what is read to schemas.
   *
   * @param asked their names; empty: all but the system's
   * @return their OIDs by name
   * @throws SQLException if there is no such schema
   */
  Map<String, Long> restrictTo(List<String> asked) throws SQLException {
    Map<String, Long> schemas = new TreeMap<>();
    rows(
        "SELECT nspname, oid FROM pg_namespace WHERE nspname !~ '^pg_'"
            + " AND nspname <> 'information_schema'",
        row -> schemas.put(row.getString(1), row.getLong(2)));
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(schemas.keySet());
    if (!missing.isEmpty()) {
      throw new SQLException("there is no schema " + String.join(", ", missing));
    }
    if (!asked.isEmpty()) {
      schemas.keySet().retainAll(asked);
    }
    List<String> oids = new ArrayList<>();
    schemas.values().forEach(oid -> oids.add(Long.toString(oid)));
    namespaces = oids.isEmpty() ? "NULL::oid" : String.join(", ", oids);
    return schemas;
  }

  /** What an extension made comes with the extension. */
  void readMembers() throws SQLException {
    rows(
        "SELECT classid::regclass::text, objid FROM pg_depend WHERE deptype = 'e'",
        row -> members.add(new ObjectId(row.getString(1), row.getLong(2))));
  }

  boolean isMember(ObjectId object) {
    return members.contains(object);
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Reads the rows of a query. Locks that it takes are given back: {@code pg_get_viewdef} takes
   * ACCESS SHARE on what the view reads, and would hold up whoever wants to change that.
   */
  void rows(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT windlass");
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          reader.read(row);
        }
      } finally {
        if (!connection.isClosed()) {
          statement.execute("ROLLBACK TO SAVEPOINT windlass");
        }
      }
    }
  }

  /** As {@link #rows}; false, if somebody else has locked what is asked for. */
  boolean rowsUnlessLocked(String sql, RowReader reader) throws SQLException {
    try {
      rows(sql, reader);
      return true;
    } catch (SQLException e) {
      if ("55P03".equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /** As {@link #rows}, for a query with {@code %s} for a portion of many OIDs. */
  void portions(String sql, List<Long> oids, RowReader reader) throws SQLException {
    for (int i = 0; i < oids.size(); i += PORTION) {
      List<String> texts = new ArrayList<>();
      for (long oid : oids.subList(i, Math.min(i + PORTION, oids.size()))) {
        texts.add(Long.toString(oid));
      }
      rows(sql.replace("%s", String.join(", ", texts)), reader);
    }
  }

  /** The first column of the first row; null if there is none. */
  @Nullable String value(String sql) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    rows(sql, row -> values.add(row.getString(1)));
    return values.isEmpty() ? null : values.get(0);
  }

  /** A column that is surely not NULL. */
  static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      throw new SQLException("the server gave no value for " + column);
    }
    return value;
  }

  /** An array of texts; empty if it is NULL. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    List<String> texts = new ArrayList<>();
    if (array != null && array.getArray() instanceof Object[] elements) {
      for (Object element : elements) {
        texts.add(String.valueOf(element));
      }
    }
    return texts;
  }

  /** An array of OIDs; empty if it is NULL. */
  static List<Long> oids(ResultSet row, String column) throws SQLException {
    List<Long> oids = new ArrayList<>();
    for (String text : texts(row, column)) {
      oids.add(Long.parseLong(text));
    }
    return oids;
  }

  /** A name or text in quotes, as {@code quote_ident} and {@code quote_literal} write it. */
  static String quoted(String text, char quote) {
    String twice = "" + quote + quote;
    return quote + text.replace(String.valueOf(quote), twice) + quote;
  }
}
