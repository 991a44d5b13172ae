package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.rows.Table.ForeignKey;
import io.github.windlass.tracer.rows.Table.UniqueKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills one table, with one INSERT … SELECT. */
final class TableFilling {

  /** Numbers that rows have already are only gone on from if there is room behind them. */
  private static final long HIGHEST_OFFSET = 1_000_000_000;

  private static final int SAMPLE = 100;
  private static final int TRIAL_SECONDS = 2;

  /** A statement may take so long, and longer by what its rows take on a slow machine. */
  private static final int INSERT_SECONDS = 60;

  private static final int ROWS_A_SECOND = 5_000;

  private final Connection connection;
  private final Table table;
  private final Values values;
  private final Candidates candidates;
  private final References references;
  private final Map<Integer, String> expressions = new LinkedHashMap<>();
  private final Set<Integer> distinct = new HashSet<>();
  private final Map<Integer, Long> strides = new HashMap<>();
  private long rows;
  private long offset;

  TableFilling(Connection connection, TableCatalog catalog, Table table, long rows) {
    this.connection = connection;
    this.table = table;
    this.values = new Values(catalog.types());
    this.candidates = new Candidates(values, catalog.types());
    this.references = new References(table, catalog);
    this.rows = rows;
  }

  /**
   * Fills it.
   *
   * @param root what the table's rows are counted in: it, or what it is a partition of
   * @param later tables that will have rows by the end
   * @return what could not be done; null if all could
   */
  @Nullable String fill(String root, Set<Long> later) throws SQLException {
    long wanted = rows;
    offset = offset(root);
    String reason = references.choose(values, later, this::count);
    if (reason != null) {
      return reason;
    }
    choose();
    divide();
    Trial trial =
        new Trial(
            connection,
            table,
            "(SELECT generate_series("
                + (offset + 1)
                + "::bigint, "
                + (offset + Math.min(rows, SAMPLE))
                + "::bigint) UNION SELECT "
                + (offset + rows)
                + "::bigint) g(i)"
                + references.sql(row(), strides, true));
    // Functions of the migrations' own may be called, which may take any time.
    limit(TRIAL_SECONDS);
    reason = new Solver(table, trial, this::alternatives).solve(expressions);
    limit(INSERT_SECONDS + rows / ROWS_A_SECOND);
    if (reason != null) {
      return reason;
    }
    long inserted;
    try {
      inserted = insert();
    } catch (SQLException e) {
      return Trial.reason(e);
    }
    sequences();
    if (inserted == 0) {
      return "each row was in conflict with another one";
    }
    return inserted < wanted
        ? "only " + inserted + " of " + wanted + " rows: its keys have room for no more"
        : null;
  }

  private void limit(long seconds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + seconds * 1_000);
    }
  }

  /** Foreign keys to tables that had no rows yet. */
  List<ForeignKey> expected() {
    return references.expected();
  }

  // --- what is there -------------------------------------------------------------------------

  private long count(String from, List<String> columns) throws SQLException {
    List<String> known = new ArrayList<>();
    columns.forEach(column -> known.add(Sql.name(column) + " IS NOT NULL"));
    return number("SELECT count(*) FROM " + from + " WHERE " + String.join(" AND ", known));
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The number after which rows are new: of those there are, or the highest of a key. */
  private long offset(String root) throws SQLException {
    long count = number("SELECT count(*) FROM " + root);
    if (count == 0) {
      return 0;
    }
    List<String> highest = new ArrayList<>();
    for (UniqueKey key : table.keys()) {
      for (int number : key.columns()) {
        Column column = table.column(number);
        if (Set.of("int2", "int4", "int8").contains(column.type().plainName())) {
          highest.add("coalesce(max(" + column.sql() + "), 0)");
        }
      }
    }
    if (highest.isEmpty()) {
      return count;
    }
    long most =
        number("SELECT greatest(" + String.join(", ", highest) + ", 0)::bigint FROM " + root);
    return most > HIGHEST_OFFSET ? count : Math.max(most, count);
  }

  /** The number of a row, from 0 on. */
  private String row() {
    return "(i - " + (offset + 1) + ")";
  }

  // --- what is put in ------------------------------------------------------------------------

  private void choose() {
    for (Column column : table.columns()) {
      if (!column.generated()) {
        String reference = references.expressions().get(column.number());
        expressions.put(
            column.number(),
            reference != null ? reference : values.of(column.type(), column.modifier(), "i").sql());
      }
    }
    copy();
  }

  private void copy() {
    references
        .copies()
        .forEach((column, from) -> expressions.put(column, expressions.getOrDefault(from, "NULL")));
  }

  /**
   * What a key is made of: a column with few values, or the rows that a foreign key refers to.
   *
   * @param join of a foreign key; -1: a column
   */
  private record Part(int join, int column, long size) {}

  /**
   * Where all parts of a key have fewer values than there are rows, they are counted like the
   * digits of a number; and there are no more rows than such numbers.
   */
  private void divide() {
    List<UniqueKey> keys = new ArrayList<>(table.keys());
    keys.sort(Comparator.comparingInt(key -> key.columns().size()));
    Set<Integer> counted = new HashSet<>();
    for (UniqueKey key : keys) {
      if (isOpen(key)) {
        continue;
      }
      List<Part> parts = parts(key);
      parts.sort(Comparator.comparingLong(Part::size).reversed());
      long room = 1;
      for (Part part : parts) {
        int id = part.join() >= 0 ? part.join() : -1 - part.column();
        if (counted.add(id)) {
          stride(part, room);
        }
        room = room > rows ? room : room * Math.max(1, part.size());
      }
      rows = parts.isEmpty() ? rows : Math.min(rows, room);
    }
  }

  /**
   * Whether a key has a column of which each row can have another value, or none. Of several, one
   * that no constraint restricts is to have them.
   */
  private boolean isOpen(UniqueKey key) {
    Integer best = null;
    for (int number : key.columns()) {
      String expression = expressions.get(number);
      boolean refers = references.expressions().containsKey(number);
      if (expression == null
          || expression.equals("NULL")
          || references.copies().containsKey(number)
          || (refers && references.joinOf(number) == null)) {
        return true;
      }
      if (!refers && value(number).distinct() >= rows) {
        best = best == null || isRestricted(best) ? Integer.valueOf(number) : best;
      }
    }
    if (best != null) {
      distinct.add(best);
    }
    return best != null;
  }

  private boolean isRestricted(int number) {
    return table.checks().stream().anyMatch(check -> check.columns().contains(number));
  }

  private Value value(int number) {
    Column column = table.column(number);
    return values.of(column.type(), column.modifier(), "i");
  }

  private List<Part> parts(UniqueKey key) {
    List<Part> parts = new ArrayList<>();
    for (int number : key.columns()) {
      Integer join = references.joinOf(number);
      if (join == null) {
        parts.add(new Part(-1, number, value(number).distinct()));
      } else if (!references.isFixed(join)
          && parts.stream().noneMatch(other -> other.join() == join)) {
        parts.add(new Part(join, number, references.count(join)));
      }
    }
    return parts;
  }

  private void stride(Part part, long stride) {
    if (part.join() >= 0) {
      strides.put(part.join(), stride);
    } else if (stride > 1) {
      Column column = table.column(part.column());
      String i = "(" + (offset + 1) + " + " + row() + " / " + stride + ")";
      expressions.put(part.column(), values.of(column.type(), column.modifier(), i).sql());
    }
  }

  /** What may stand for a column instead: of a foreign key, nothing but NULL. */
  private List<String> alternatives(Column column, List<String> constraints) {
    String now = expressions.getOrDefault(column.number(), "NULL");
    if (references.expressions().containsKey(column.number())
        || references.copies().containsKey(column.number())) {
      return column.notNull() || now.equals("NULL") ? List.of(now) : List.of(now, "NULL");
    }
    List<String> all = candidates.of(column, constraints, distinct.contains(column.number()));
    all.remove(now);
    all.add(0, now);
    return all;
  }

  // --- the statement -------------------------------------------------------------------------

  /**
   * With all columns; if rows are in conflict, without those; if the server refuses others, with
   * fewer columns.
   */
  private long insert() throws SQLException {
    Set<Integer> all = expressions.keySet();
    SQLException first;
    try {
      return insert(all, false);
    } catch (SQLException e) {
      first = e;
    }
    // unique_violation, exclusion_violation
    boolean conflict = Set.of("23505", "23P01").contains(String.valueOf(first.getSQLState()));
    List<Set<Integer>> attempts = new ArrayList<>();
    if (conflict) {
      attempts.add(all);
    }
    attempts.add(needed());
    for (Set<Integer> columns : attempts) {
      try {
        return insert(columns, !table.deferrable());
      } catch (SQLException e) {
        first.addSuppressed(e);
      }
    }
    throw first;
  }

  /** Columns that have no other way to a value, and those that others hang on. */
  private Set<Integer> needed() {
    Set<Integer> needed = new HashSet<>();
    for (Column column : table.columns()) {
      int number = column.number();
      boolean inKey = table.keys().stream().anyMatch(key -> key.columns().contains(number));
      boolean refers = references.expressions().containsKey(number);
      if (expressions.containsKey(number)
          && ((column.notNull() && column.fallback() == null)
              || inKey
              || isRestricted(number)
              || refers)) {
        needed.add(number);
      }
    }
    return needed;
  }

  private long insert(Set<Integer> chosen, boolean conflicts) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    boolean identity = false;
    for (Column column : table.columns()) {
      if (chosen.contains(column.number())) {
        names.add(column.sql());
        selected.add("(" + expressions.get(column.number()) + ")::" + column.written());
        identity |= column.identity();
      }
    }
    String into =
        "INSERT INTO "
            + table.sql()
            + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
            + (identity ? " OVERRIDING SYSTEM VALUE" : "")
            + " SELECT "
            + String.join(", ", selected)
            + " FROM generate_series("
            + (offset + 1)
            + "::bigint, "
            + (offset + rows)
            + "::bigint) g(i)"
            + references.sql(row(), strides, false)
            + (conflicts ? " ON CONFLICT DO NOTHING" : "");
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(into);
    }
  }

  /** What comes after our rows goes on where they end. */
  private void sequences() {
    for (Column column : table.columns()) {
      if (column.isSerial() && expressions.containsKey(column.number())) {
        String fallback = column.fallback();
        String sequence =
            column.identity() || fallback == null
                ? "pg_get_serial_sequence("
                    + Sql.text(table.sql())
                    + ", "
                    + Sql.text(column.name())
                    + ")"
                : fallback.substring("nextval(".length(), fallback.lastIndexOf(')'));
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "SELECT setval("
                  + sequence
                  + ", greatest(1, (SELECT max("
                  + column.sql()
                  + ") FROM "
                  + table.sql()
                  + ")))");
        } catch (SQLException e) {
          // A sequence that is not to be found, or ends before: the rows are there all the same.
          continue;
        }
      }
    }
  }
}
