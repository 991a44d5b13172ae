package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The relations of a database at one moment, by object identifier: all but those of the system, of
 * toast, and temporary ones of other sessions.
 */
public record Relations(Map<Long, Relation> byOid) {

  /** None. */
  public static final Relations NONE = new Relations(Map.of());

  /** The name of the schema of temporary relations, whatever it is called in this session. */
  public static final String TEMPORARY = "pg_temp";

  /**
   * A relation ({@code pg_class}).
   *
   * @param relkind its letter in {@code pg_class.relkind}
   * @param file {@code relfilenode}; 0 where it has none of its own
   * @param table the table of an index; 0 of others
   * @param filled whether its file has something in it; false where that was not asked, as somebody
   *     lets nobody by
   */
  public record Relation(
      long oid, RelationName name, char relkind, long file, long table, boolean filled) {

    /** What it is. */
    public RelationKind kind() {
      return switch (relkind) {
        case 'p' -> RelationKind.PARTITIONED_TABLE;
        case 'f' -> RelationKind.FOREIGN_TABLE;
        case 'v' -> RelationKind.VIEW;
        case 'm' -> RelationKind.MATERIALIZED_VIEW;
        case 'i', 'I' -> RelationKind.INDEX;
        case 'S' -> RelationKind.SEQUENCE;
        case 'c' -> RelationKind.COMPOSITE_TYPE;
        default -> RelationKind.TABLE;
      };
    }

    /** Whether it holds rows of its own, or those of its partitions. */
    public boolean isTable() {
      return relkind == 'r' || relkind == 'p' || relkind == 'm';
    }
  }

  private static final String SQL =
      """
      SELECT c.oid::pg_catalog.int8, CASE WHEN n.oid = pg_catalog.pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END,
        c.relname, c.relkind, c.relfilenode::pg_catalog.int8, coalesce(i.indrelid, 0)::pg_catalog.int8,
        CASE WHEN c.relkind IN ('r', 'm') AND l.relation IS NULL
          THEN pg_catalog.pg_relation_size(c.oid) > 0 ELSE false END
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      LEFT JOIN (
        SELECT DISTINCT relation FROM pg_catalog.pg_locks
        WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND granted
          AND pid <> pg_catalog.pg_backend_pid()) l ON l.relation = c.oid
      WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND (n.oid = pg_catalog.pg_my_temp_schema() OR n.nspname !~ '^pg_(toast|temp)')
        AND c.relkind IN ('r', 'p', 'm', 'v', 'i', 'I', 'S', 'f', 'c')
      ORDER BY 1
      """;

  /** What a session sees now, its own open transaction included. */
  static Relations read(MigrationSession session) throws SQLException {
    Map<Long, Relation> found = new LinkedHashMap<>();
    session.rows(
        SQL,
        row -> {
          Relation relation =
              new Relation(
                  row.getLong(1),
                  new RelationName(row.getString(2), row.getString(3)),
                  row.getString(4).charAt(0),
                  row.getLong(5),
                  row.getLong(6),
                  row.getBoolean(7));
          found.put(relation.oid(), relation);
        });
    return new Relations(found);
  }

  /** The relation of an identifier, if it is here. */
  public @Nullable Relation of(long oid) {
    return byOid.get(oid);
  }

  /** The relation of a name, if it is here. */
  public @Nullable Relation named(String name) {
    for (Relation relation : byOid.values()) {
      if (relation.name().toString().equals(name)) {
        return relation;
      }
    }
    return null;
  }

  /** How its name is written in SQL. */
  static String quoted(RelationName name) {
    return quoted(name.schema()) + "." + quoted(name.name());
  }

  /** How an identifier is written in SQL. */
  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
