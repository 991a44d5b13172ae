package io.github.windlass.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  void restrictTo(Collection<Long> oids) {
    List<String> texts = new ArrayList<>();
    oids.forEach(oid -> texts.add(Long.toString(oid)));
    namespaces = texts.isEmpty() ? "NULL::oid" : String.join(", ", texts);
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
