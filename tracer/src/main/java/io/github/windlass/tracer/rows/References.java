package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.rows.Table.ForeignKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that refer to rows of others: each foreign key is a join with the rows
 * that it may refer to, which are numbered.
 */
final class References {

  /** So many rows of a referenced table are enough to try expressions with. */
  private static final int SAMPLE = 200;

  private final Table table;
  private final TableCatalog catalog;
  private final Map<Integer, String> expressions = new HashMap<>();
  private final Map<Integer, Integer> copies = new HashMap<>();
  private final List<Join> joins = new ArrayList<>();
  private final Map<Integer, Integer> joinOf = new HashMap<>();
  private final List<ForeignKey> expected = new ArrayList<>();

  /**
   * A join with numbered rows, or with those that fit what is chosen already.
   *
   * @param fixedColumns columns of the target that must equal the expressions {@code fixed}
   * @param shift how many rows it is ahead, so that two that refer to one table differ
   */
  private record Join(
      ForeignKey key, long count, List<String> fixedColumns, List<String> fixed, int shift) {}

  References(Table table, TableCatalog catalog) {
    this.table = table;
    this.catalog = catalog;
  }

  /** How many rows a referenced table has. */
  interface Count {
    long rows(String from, List<String> columns) throws SQLException;
  }

  /**
   * Chooses what the columns of foreign keys refer to.
   *
   * @param later tables that will have rows by the end, numbered as these
   * @return why the table can have no rows; null if it can
   */
  @Nullable String choose(Values values, Set<Long> later, Count count) throws SQLException {
    for (ForeignKey key : table.foreignKeys()) {
      List<Integer> free = new ArrayList<>(key.columns());
      free.removeAll(expressions.keySet());
      free.removeAll(copies.keySet());
      if (free.isEmpty()) {
        continue;
      }
      Integer nullable = null;
      for (int column : free) {
        nullable = table.column(column).notNull() ? nullable : Integer.valueOf(column);
      }
      boolean self = catalog.root(key.target()) == table.root();
      long rows = self ? 0 : count.rows(catalog.from(key.target()), key.targetColumns());
      if (rows > 0) {
        join(key, rows, free);
      } else if (nullable != null) {
        expressions.put(nullable, "NULL");
      } else if (self) {
        for (int column : free) {
          copies.put(column, ownColumn(key.targetColumns().get(key.columns().indexOf(column))));
        }
      } else if (later.contains(catalog.root(key.target()))) {
        expect(key, free, values);
      } else {
        return "it needs rows of " + catalog.name(key.target()) + ", which has none";
      }
    }
    return null;
  }

  private int ownColumn(String name) {
    for (Column column : table.columns()) {
      if (column.name().equals(name)) {
        return column.number();
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }

  private void join(ForeignKey key, long rows, List<Integer> free) {
    List<String> fixedColumns = new ArrayList<>();
    List<String> fixed = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      String chosen = expressions.get(key.columns().get(i));
      if (chosen != null) {
        fixedColumns.add(key.targetColumns().get(i));
        fixed.add(chosen);
      }
    }
    int shift = 0;
    for (Join join : joins) {
      shift += join.key().target() == key.target() ? 1 : 0;
    }
    int number = joins.size();
    joins.add(new Join(key, rows, fixedColumns, fixed, shift));
    for (int column : free) {
      int place = key.columns().indexOf(column);
      expressions.put(column, "f" + number + ".c" + place);
      joinOf.put(column, number);
    }
  }

  /** Of rows that are not there yet: the values that they will have. */
  private void expect(ForeignKey key, List<Integer> free, Values values) {
    expected.add(key);
    for (int column : free) {
      String name = key.targetColumns().get(key.columns().indexOf(column));
      for (Column target : catalog.columns(key.target())) {
        if (target.name().equals(name)) {
          expressions.put(column, values.of(target.type(), target.modifier(), "i").sql());
        }
      }
    }
  }

  /** The expressions of the columns of foreign keys, but for {@link #copies}. */
  Map<Integer, String> expressions() {
    return expressions;
  }

  /** Columns that refer to their own row: which column each repeats. */
  Map<Integer, Integer> copies() {
    return copies;
  }

  /** Foreign keys whose rows come later. */
  List<ForeignKey> expected() {
    return expected;
  }

  /** Which join a column is of; null if of none. */
  @Nullable Integer joinOf(int column) {
    return joinOf.get(column);
  }

  /** How many rows there are to refer to. */
  long count(int join) {
    return joins.get(join).count();
  }

  /** Whether what a join gives hangs on what another one gave. */
  boolean isFixed(int join) {
    return !joins.get(join).fixed().isEmpty();
  }

  /**
   * The joins as SQL.
   *
   * @param row the number of the row, from 0 on
   * @param strides by how many rows each join stays where it is
   * @param sample whether few rows are enough
   */
  String sql(String row, Map<Integer, Long> strides, boolean sample) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < joins.size(); i++) {
      Join join = joins.get(i);
      StringBuilder columns = new StringBuilder();
      StringBuilder known = new StringBuilder();
      for (int place = 0; place < join.key().targetColumns().size(); place++) {
        String column = Sql.name(join.key().targetColumns().get(place));
        columns.append(", ").append(column).append(" AS c").append(place);
        known.append(place == 0 ? "" : " AND ").append(column).append(" IS NOT NULL");
      }
      String from = " FROM " + catalog.from(join.key().target()) + " WHERE " + known;
      if (join.fixed().isEmpty()) {
        long count = sample ? Math.min(SAMPLE, join.count()) : join.count();
        sql.append(" LEFT JOIN (SELECT row_number() OVER () AS n")
            .append(columns)
            .append(from)
            .append(sample ? " LIMIT " + SAMPLE : "")
            .append(") f")
            .append(i)
            .append(" ON f")
            .append(i)
            .append(".n = 1 + ((")
            .append(row)
            .append(" + ")
            .append(join.shift())
            .append(") / ")
            .append(strides.getOrDefault(i, 1L))
            .append(") % ")
            .append(count);
      } else {
        StringBuilder fixed = new StringBuilder();
        StringBuilder same = new StringBuilder();
        for (int place = 0; place < join.fixed().size(); place++) {
          String column = join.fixedColumns().get(place);
          fixed.append(place == 0 ? "" : ", ").append(Sql.name(column));
          same.append(place == 0 ? "" : " AND ")
              .append("f")
              .append(i)
              .append(".c")
              .append(join.key().targetColumns().indexOf(column))
              .append(" = ")
              .append(join.fixed().get(place));
        }
        sql.append(" LEFT JOIN (SELECT DISTINCT ON (")
            .append(fixed)
            .append(") ")
            .append(columns.substring(2))
            .append(from)
            .append(") f")
            .append(i)
            .append(" ON ")
            .append(same);
      }
    }
    return sql.toString();
  }
}
