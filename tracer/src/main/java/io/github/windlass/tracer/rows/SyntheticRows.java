package io.github.windlass.tracer.rows;

import io.github.windlass.tracer.Preparation;
import io.github.windlass.tracer.TraceProgress;
import io.github.windlass.tracer.rows.Table.ForeignKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills every table of a database with rows that satisfy types, keys and constraints, so that
 * rewrites and scans take real time. The server makes them, by one statement for each table.
 *
 * <p>Triggers are off where the user may turn them off, as those of foreign keys are, which the
 * rows satisfy by what they are. The rows of a partitioned table are divided among its partitions.
 *
 * @param count how many rows each table gets
 */
public record SyntheticRows(int count, TraceProgress progress) implements Preparation {

  /** With nobody to be told how far it is. */
  public SyntheticRows(int count) {
    this(count, TraceProgress.SILENT);
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public boolean isWithoutTriggers() {
    return true;
  }

  @Override
  public List<String> prepare(Connection database) throws SQLException {
    List<String> problems = new ArrayList<>();
    set(database, "SET search_path = ''");
    TableCatalog catalog = TableCatalog.of(database);
    set(database, "RESET search_path");
    for (String setting :
        List.of(
            "SET session_replication_role = replica",
            "SET synchronous_commit = off",
            "SET work_mem = '256MB'",
            "SET default_statistics_target = 10",
            "SET max_parallel_workers_per_gather = 0",
            "SET jit = off",
            "SET lock_timeout = '10s'")) {
      try {
        set(database, setting);
      } catch (SQLException e) {
        // Not everybody may, and not every version knows it; rows can be made without.
        continue;
      }
    }
    List<Table> open = new ArrayList<>(catalog.tables());
    problems.addAll(catalog.without());
    int of = open.size();
    List<Promise> promises = new ArrayList<>();
    while (!open.isEmpty()) {
      Table table = next(open, catalog);
      open.remove(table);
      progress.preparing("rows, " + (of - open.size()) + " of " + of + ": " + table.name());
      fill(database, catalog, table, roots(open), promises, problems);
    }
    for (Promise promise : promises) {
      check(database, catalog, promise, problems);
    }
    refresh(database, problems);
    set(database, "ANALYZE");
    return problems;
  }

  private static void set(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Set<Long> roots(List<Table> tables) {
    Set<Long> roots = new HashSet<>();
    tables.forEach(table -> roots.add(table.root()));
    return roots;
  }

  /** One that waits for no other; where all do, in a circle, the one that waits for fewest. */
  private static Table next(List<Table> open, TableCatalog catalog) {
    Set<Long> waiting = roots(open);
    Table best = open.get(0);
    int least = Integer.MAX_VALUE;
    for (Table table : open) {
      int waits = 0;
      for (ForeignKey key : table.foreignKeys()) {
        long target = catalog.root(key.target());
        if (target != table.root() && waiting.contains(target)) {
          boolean nullable =
              key.columns().stream().anyMatch(column -> !table.column(column).notNull());
          waits += nullable ? 1 : 1_000;
        }
      }
      if (waits < least) {
        best = table;
        least = waits;
      }
    }
    return best;
  }

  /** A foreign key whose rows were to come later. */
  private record Promise(Table table, ForeignKey key) {}

  private void fill(
      Connection database,
      TableCatalog catalog,
      Table table,
      Set<Long> later,
      List<Promise> promises,
      List<String> problems)
      throws SQLException {
    int share = count / table.leaves() + (table.leaf() < count % table.leaves() ? 1 : 0);
    if (share == 0) {
      return;
    }
    TableFilling filling = new TableFilling(database, catalog, table, share);
    String problem;
    try {
      problem = filling.fill(catalog.from(table.root()), later);
    } catch (SQLException e) {
      if (database.isClosed()) {
        throw e;
      }
      problem = Trial.reason(e);
    }
    if (problem != null) {
      problems.add(table.name() + ": " + problem);
    }
    for (ForeignKey key : filling.expected()) {
      promises.add(new Promise(table, key));
    }
  }

  private static void check(
      Connection database, TableCatalog catalog, Promise promise, List<String> problems)
      throws SQLException {
    StringBuilder same = new StringBuilder();
    StringBuilder known = new StringBuilder();
    for (int i = 0; i < promise.key().columns().size(); i++) {
      String column = promise.table().column(promise.key().columns().get(i)).sql();
      same.append(i == 0 ? "" : " AND ")
          .append("r.")
          .append(Sql.name(promise.key().targetColumns().get(i)))
          .append(" = t.")
          .append(column);
      known.append("t.").append(column).append(" IS NOT NULL AND ");
    }
    String query =
        "SELECT count(*) FROM "
            + promise.table().sql()
            + " t WHERE "
            + known
            + "NOT EXISTS (SELECT FROM "
            + catalog.from(promise.key().target())
            + " r WHERE "
            + same
            + ")";
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (row.next() && row.getLong(1) > 0) {
        problems.add(
            promise.table().name()
                + ": "
                + row.getLong(1)
                + " rows refer by "
                + promise.key().name()
                + " to rows that are not there: the two tables refer to each other");
      }
    }
  }

  private static void refresh(Connection database, List<String> problems) throws SQLException {
    List<String> views = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind = 'm' AND c.relispopulated ORDER BY c.oid")) {
      while (row.next()) {
        views.add(String.valueOf(row.getString(1)));
      }
    }
    for (String view : views) {
      try {
        set(database, "REFRESH MATERIALIZED VIEW " + view);
      } catch (SQLException e) {
        problems.add(view + ": " + Trial.reason(e));
      }
    }
  }
}
