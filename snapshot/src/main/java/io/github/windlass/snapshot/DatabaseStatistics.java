package io.github.windlass.snapshot;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.snapshot.TableStatistics.Activity;
import io.github.windlass.snapshot.TableStatistics.IndexStatistics;
import io.github.windlass.snapshot.TableStatistics.Partitions;
import io.github.windlass.snapshot.TableStatistics.Size;
import io.github.windlass.snapshot.TableStatistics.Upkeep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the tables of a live database are, and how they are used.
 *
 * @param server its version as it says it, such as {@code 17.6}
 * @param since when the server began to count activity; null: with the database
 * @param tables by their names
 */
public record DatabaseStatistics(
    int postgres,
    String server,
    String database,
    @Nullable Instant since,
    List<TableStatistics> tables) {

  private static final String ACTIVITY =
      "s.last_vacuum, s.last_autovacuum, s.last_analyze, s.last_autoanalyze, s.seq_scan,"
          + " s.seq_tup_read, s.idx_scan, s.idx_tup_fetch, s.n_tup_ins, s.n_tup_upd,"
          + " s.n_tup_hot_upd, s.n_tup_del, s.n_live_tup, s.n_dead_tup, s.n_mod_since_analyze";

  public DatabaseStatistics {
    tables = List.copyOf(tables);
  }

  /**
   * Reads them as {@link DatabaseSnapshot} reads a schema: in one transaction that only reads, with
   * limits of time.
   *
   * @param connection to the database; nothing is changed, and the transaction is rolled back
   * @param schemas those to read; empty: all
   * @throws SQLException if the server cannot be asked, is older than 10, or lacks a schema
   */
  public static DatabaseStatistics of(Connection connection, List<String> schemas)
      throws SQLException {
    return Session.reading(connection, (session, path) -> read(session, schemas));
  }

  private static DatabaseStatistics read(Session session, List<String> schemas)
      throws SQLException {
    session.restrictTo(schemas);
    String version = session.value("SHOW server_version");
    String full = version == null ? "" : version;
    int blank = full.indexOf(' ');
    List<Instant> since = new ArrayList<>();
    session.rows(
        "SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()",
        row -> {
          Instant reset = instant(row, "stats_reset");
          if (reset != null) {
            since.add(reset);
          }
        });
    return new DatabaseStatistics(
        session.version(),
        blank < 0 ? full : full.substring(0, blank),
        String.valueOf(session.value("SELECT current_database()")),
        since.isEmpty() ? null : since.get(0),
        tables(session));
  }

  private static List<TableStatistics> tables(Session session) throws SQLException {
    Map<Long, List<IndexStatistics>> indexes = indexes(session);
    String query =
        "SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, "
            + "coalesce("
            + FileSizes.ROWS
            + ", nullif(s.n_live_tup, 0)) AS rows, h.inhparent, pn.nspname AS parent_schema,"
            + " p.relname AS parent_name, "
            + ACTIVITY
            + ", BYTES"
            + FileSizes.FROM
            + "LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid"
            + " LEFT JOIN pg_inherits h ON h.inhrelid = c.oid AND c.relispartition"
            + " LEFT JOIN pg_class p ON p.oid = h.inhparent"
            + " LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace"
            + " WHERE c.relkind IN ('r', 'm', 'p') AND n.oid IN ("
            + session.namespaces()
            + ") ORDER BY 2, 3";
    List<Row> rows = new ArrayList<>();
    boolean done =
        session.rowsUnlessLocked(
            query.replace("BYTES", FileSizes.MEASURED + ", " + FileSizes.PARTS_MEASURED),
            row -> rows.add(row(row, indexes)));
    if (!done) {
      rows.clear();
      session.rows(
          query.replace("BYTES", FileSizes.AS_OF_VACUUM + ", " + FileSizes.PARTS_AS_OF_VACUUM),
          row -> rows.add(row(row, indexes)));
    }
    Map<Long, Sum> below = new HashMap<>();
    Map<Long, Long> parents = new HashMap<>();
    rows.forEach(row -> parents.put(row.oid, row.parent));
    for (Row row : rows) {
      Size size = row.table.size();
      if (size != null) {
        for (Long at = row.parent; at != null; at = parents.get(at)) {
          below.computeIfAbsent(at, oid -> new Sum()).add(row.table.rows(), size);
        }
      }
    }
    List<TableStatistics> tables = new ArrayList<>();
    for (Row row : rows) {
      boolean partitioned = row.table.size() == null;
      tables.add(
          partitioned ? row.with(below.getOrDefault(row.oid, new Sum()).partitions()) : row.table);
    }
    return tables;
  }

  private static Map<Long, List<IndexStatistics>> indexes(Session session) throws SQLException {
    Map<Long, List<IndexStatistics>> indexes = new HashMap<>();
    String query =
        "SELECT i.indrelid, x.relname, BYTES, coalesce(s.idx_scan, 0), i.indisvalid"
            + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid"
            + " LEFT JOIN pg_stat_all_indexes s ON s.indexrelid = x.oid"
            + " CROSS JOIN (SELECT current_setting('block_size')::int8 AS size) b"
            + " WHERE x.relnamespace IN ("
            + session.namespaces()
            + ") ORDER BY 2";
    Session.RowReader reader =
        row ->
            indexes
                .computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                .add(
                    new IndexStatistics(
                        String.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getBoolean(5)));
    if (!session.rowsUnlessLocked(
        query.replace("BYTES", "coalesce(pg_relation_size(x.oid), 0)"), reader)) {
      indexes.clear();
      session.rows(query.replace("BYTES", "x.relpages * b.size"), reader);
    }
    return indexes;
  }

  private static Row row(ResultSet row, Map<Long, List<IndexStatistics>> indexes)
      throws SQLException {
    long oid = row.getLong("oid");
    String kind = Session.text(row, "relkind");
    // The bytes are the last columns, as both ways to know them have names of their own.
    int bytes = row.getMetaData().getColumnCount() - 3;
    String parent = row.getString("parent_name");
    TableStatistics table =
        new TableStatistics(
            new RelationName(Session.text(row, "nspname"), Session.text(row, "relname")),
            switch (kind) {
              case "p" -> RelationKind.PARTITIONED_TABLE;
              case "m" -> RelationKind.MATERIALIZED_VIEW;
              default -> RelationKind.TABLE;
            },
            Session.text(row, "relpersistence").equals("u"),
            parent == null ? null : new RelationName(Session.text(row, "parent_schema"), parent),
            number(row, "rows"),
            kind.equals("p")
                ? null
                : new Size(
                    row.getLong(bytes),
                    row.getLong(bytes + 1),
                    row.getLong(bytes + 2),
                    row.getLong(bytes + 3)),
            null,
            indexes.getOrDefault(oid, List.of()),
            new Upkeep(
                instant(row, "last_vacuum"),
                instant(row, "last_autovacuum"),
                instant(row, "last_analyze"),
                instant(row, "last_autoanalyze")),
            new Activity(
                row.getLong("seq_scan"),
                row.getLong("seq_tup_read"),
                row.getLong("idx_scan"),
                row.getLong("idx_tup_fetch"),
                row.getLong("n_tup_ins"),
                row.getLong("n_tup_upd"),
                row.getLong("n_tup_hot_upd"),
                row.getLong("n_tup_del"),
                row.getLong("n_live_tup"),
                row.getLong("n_dead_tup"),
                row.getLong("n_mod_since_analyze")));
    return new Row(oid, number(row, "inhparent"), table);
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private record Row(long oid, @Nullable Long parent, TableStatistics table) {

    TableStatistics with(Partitions partitions) {
      return new TableStatistics(
          table.name(),
          table.kind(),
          table.unlogged(),
          table.partitionOf(),
          partitions.rows(),
          null,
          partitions,
          table.indexes(),
          table.upkeep(),
          table.activity());
    }
  }

  /** The leaves below a table, as they are counted. */
  private static final class Sum {
    private int count;
    private long rows;
    private boolean rowsKnown = true;
    private long bytes;
    private long totalBytes;

    void add(@Nullable Long leafRows, Size size) {
      count++;
      // A leaf without a file has no rows, analysed or not.
      rowsKnown &= leafRows != null || size.bytes() == 0;
      rows += leafRows == null ? 0 : leafRows;
      bytes += size.bytes();
      totalBytes += size.totalBytes();
    }

    Partitions partitions() {
      return new Partitions(count, rowsKnown ? rows : null, bytes, totalBytes);
    }
  }
}
