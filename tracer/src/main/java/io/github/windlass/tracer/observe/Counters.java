package io.github.windlass.tracer.observe;

import io.github.windlass.tracer.observe.Relations.Relation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a session has read of each table in its transaction ({@code pg_stat_xact_user_tables}). */
record Counters(Map<Long, Reads> byTable) {

  /**
   * @param scans how many readings from end to end were begun
   * @param rows how many rows they gave
   * @param fetched how many rows indexes led to
   */
  record Reads(long scans, long rows, long fetched) {
    static final Reads NONE = new Reads(0, 0, 0);
  }

  /** Fewer rows than these are no full reading of a table of some size. */
  private static final int ROWS = 200;

  private static final int FETCHED = 500;

  static Counters read(MigrationSession session) throws SQLException {
    Map<Long, Reads> found = new HashMap<>();
    session.rows(
        "SELECT relid::pg_catalog.int8, seq_scan::pg_catalog.int8,"
            + " seq_tup_read::pg_catalog.int8, coalesce(idx_tup_fetch, 0)::pg_catalog.int8"
            + " FROM pg_catalog.pg_stat_xact_user_tables WHERE seq_scan > 0 OR"
            + " idx_tup_fetch > 0",
        row -> {
          found.put(row.getLong(1), new Reads(row.getLong(2), row.getLong(3), row.getLong(4)));
        });
    return new Counters(found);
  }

  /** The tables of which so much was read since that they were read in full. */
  List<Relation> readSince(Counters earlier, Relations relations) {
    List<Relation> read = new ArrayList<>();
    for (Relation relation : relations.byOid().values()) {
      Reads now = byTable.getOrDefault(relation.oid(), Reads.NONE);
      Reads then = earlier.byTable.getOrDefault(relation.oid(), Reads.NONE);
      if (now.rows - then.rows >= ROWS || now.fetched - then.fetched >= FETCHED) {
        read.add(relation);
      }
    }
    return read;
  }

  /** The tables of which a reading from end to end was begun since. */
  List<Relation> begunSince(Counters earlier, Relations relations) {
    List<Relation> begun = new ArrayList<>();
    for (Relation relation : relations.byOid().values()) {
      Reads now = byTable.getOrDefault(relation.oid(), Reads.NONE);
      Reads then = earlier.byTable.getOrDefault(relation.oid(), Reads.NONE);
      if (now.scans > then.scans) {
        begun.add(relation);
      }
    }
    return begun;
  }
}
