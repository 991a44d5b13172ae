package io.github.windlass.snapshot;

/** How large relations are, as columns of a query over {@link #FROM}. */
final class FileSizes {

  /** Relations {@code c} in schemas {@code n}, with their TOAST {@code t}. */
  static final String FROM =
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_class t ON t.oid = c.reltoastrelid"
          + " CROSS JOIN (SELECT current_setting('block_size')::int8 AS size) b ";

  /** The planner's estimate; NULL where the relation was never analysed. */
  static final String ROWS =
      "CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN NULL"
          + " ELSE c.reltuples::int8 END";

  /** Bytes of the main file, and of all: measured, which needs a lock of each for a moment. */
  static final String MEASURED = "pg_relation_size(c.oid), pg_total_relation_size(c.oid)";

  private static final String INDEX_PAGES =
      "coalesce((SELECT sum(x.relpages) FROM pg_index i JOIN pg_class x"
          + " ON x.oid = i.indexrelid WHERE i.indrelid IN (%s)), 0)::int8";

  /** The same as of the last VACUUM or ANALYZE. */
  static final String AS_OF_VACUUM =
      "c.relpages * b.size, (c.relpages + coalesce(t.relpages, 0) + "
          + INDEX_PAGES.replace("%s", "c.oid, c.reltoastrelid")
          + ") * b.size";

  /** Bytes of the indexes, and of the TOAST with its index: measured. */
  static final String PARTS_MEASURED =
      "pg_indexes_size(c.oid), coalesce(pg_total_relation_size(t.oid), 0)";

  /** The same as of the last VACUUM or ANALYZE. */
  static final String PARTS_AS_OF_VACUUM =
      INDEX_PAGES.replace("%s", "c.oid")
          + " * b.size, (coalesce(t.relpages, 0) + "
          + INDEX_PAGES.replace("%s", "c.reltoastrelid")
          + ") * b.size";

  private FileSizes() {}
}
