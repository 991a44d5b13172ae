package io.github.windlass.tracer.observe;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a schema is made of at one moment: columns, constraints, indexes, partitions, types,
 * sequences, functions, triggers, policies, rules, schemas and extensions, each with a digest that
 * changes when it does.
 */
public final class SchemaObjects {

  /** Of more relations than these nobody looks at the parts after each statement. */
  static final int RELATIONS = 1_000;

  /**
   * @param name what it is and what it is called, for a person
   */
  private record Item(String name, String digest) {}

  private final Map<String, Item> items;

  private SchemaObjects(Map<String, Item> items) {
    this.items = items;
  }

  private static final String OWN =
      " n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' ";

  private static final String RELATION = "n.nspname || '.' || c.relname";

  private static final String OF_RELATION =
      " JOIN pg_catalog.pg_class c ON c.oid = %s JOIN pg_catalog.pg_namespace n ON n.oid ="
          + " c.relnamespace WHERE"
          + OWN;

  private static final String SQL =
      String.join(
          " UNION ALL ",
          // Relations, without what changes with their rows.
          "SELECT 'r' || c.oid, CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'f'"
              + " THEN 'foreign table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'"
              + " WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' ELSE 'index' END || ' ' || "
              + RELATION
              + ", pg_catalog.concat_ws('/', c.relname, c.relnamespace, c.relpersistence,"
              + " c.relowner, c.reltablespace, c.reloptions, c.relacl, c.relrowsecurity,"
              + " c.relforcerowsecurity, c.relreplident, c.relispartition,"
              + " c.relpartbound::pg_catalog.text, s.seqstart, s.seqincrement, s.seqmax, s.seqmin,"
              + " s.seqcache, s.seqcycle, s.seqtypid, i.indisvalid, i.indisunique, i.indisprimary,"
              + " i.indisreplident, i.indisclustered, i.indkey::pg_catalog.text,"
              + " i.indexprs::pg_catalog.text, i.indpred::pg_catalog.text)"
              + " FROM pg_catalog.pg_class c"
              + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
              + " LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid"
              + " LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid WHERE"
              + OWN,
          "SELECT 'a' || c.oid || '/' || a.attnum, 'column ' || "
              + RELATION
              + " || '.' || a.attname, pg_catalog.concat_ws('/', a.attname, a.atttypid,"
              + " a.atttypmod, a.attnotnull, a.attcollation, a.attidentity, a.attstorage,"
              + " a.attoptions, a.attacl, a.attislocal, a.attinhcount, d.adbin::pg_catalog.text)"
              + " FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid ="
              + " a.attrelid AND d.adnum = a.attnum"
              + OF_RELATION.formatted("a.attrelid")
              + " AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm',"
              + " 'f', 'c')",
          "SELECT 'c' || k.oid, 'constraint ' || k.conname || ' on ' || coalesce("
              + RELATION
              + ", k.contypid::pg_catalog.regtype::pg_catalog.text), pg_catalog.concat_ws('/',"
              + " k.conname, k.contype, k.convalidated, k.condeferrable, k.condeferred,"
              + " k.confrelid, k.confupdtype, k.confdeltype, k.conkey, k.confkey,"
              + " k.conbin::pg_catalog.text, k.connoinherit) FROM pg_catalog.pg_constraint k LEFT"
              + " JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n"
              + " ON n.oid = k.connamespace WHERE"
              + OWN,
          "SELECT 'i' || c.oid || '/' || h.inhparent, CASE WHEN c.relispartition THEN 'partition '"
              + " ELSE 'child ' END || "
              + RELATION
              + ", h.inhparent::pg_catalog.text FROM pg_catalog.pg_inherits h"
              + OF_RELATION.formatted("h.inhrelid")
              + " AND c.relkind IN ('r', 'p', 'f')",
          "SELECT 't' || t.oid, CASE t.typtype WHEN 'd' THEN 'domain ' ELSE 'type ' END ||"
              + " n.nspname || '.' || t.typname, pg_catalog.concat_ws('/', t.typname,"
              + " t.typnamespace, t.typowner, t.typnotnull, t.typbasetype, t.typtypmod,"
              + " t.typdefault, (SELECT pg_catalog.string_agg(e.enumlabel, ',' ORDER BY"
              + " e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid))"
              + " FROM pg_catalog.pg_type t"
              + " JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE"
              + OWN
              + " AND t.typrelid = 0 AND t.typelem = 0",
          "SELECT 'f' || p.oid, 'function ' || n.nspname || '.' || p.proname || '(' ||"
              + " pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',"
              + " pg_catalog.concat_ws('/', p.proname, p.pronamespace, p.proowner, p.prolang,"
              + " p.provolatile, p.proisstrict, p.prosecdef, p.proparallel, p.prorettype, p.prosrc,"
              + " p.probin, p.proconfig, p.proacl) FROM pg_catalog.pg_proc p"
              + " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE"
              + OWN,
          "SELECT 'g' || g.oid, 'trigger ' || g.tgname || ' on ' || "
              + RELATION
              + ", pg_catalog.concat_ws('/', g.tgname, g.tgfoid, g.tgtype, g.tgenabled,"
              + " g.tgattr::pg_catalog.text, g.tgargs, g.tgqual::pg_catalog.text)"
              + " FROM pg_catalog.pg_trigger g"
              + OF_RELATION.formatted("g.tgrelid")
              + " AND NOT g.tgisinternal",
          "SELECT 'p' || p.oid, 'policy ' || p.polname || ' on ' || "
              + RELATION
              + ", pg_catalog.concat_ws('/', p.polname, p.polcmd, p.polroles,"
              + " p.polqual::pg_catalog.text, p.polwithcheck::pg_catalog.text)"
              + " FROM pg_catalog.pg_policy p"
              + OF_RELATION.formatted("p.polrelid"),
          "SELECT 'w' || w.oid, 'rule ' || w.rulename || ' on ' || "
              + RELATION
              + ", pg_catalog.concat_ws('/', w.rulename, w.ev_type, w.ev_enabled,"
              + " w.ev_qual::pg_catalog.text, w.ev_action::pg_catalog.text)"
              + " FROM pg_catalog.pg_rewrite w"
              + OF_RELATION.formatted("w.ev_class"),
          "SELECT 's' || n.oid, 'schema ' || n.nspname, pg_catalog.concat_ws('/', n.nspname,"
              + " n.nspowner, n.nspacl) FROM pg_catalog.pg_namespace n WHERE"
              + OWN,
          "SELECT 'e' || e.oid, 'extension ' || e.extname, pg_catalog.concat_ws('/', e.extversion,"
              + " e.extnamespace) FROM pg_catalog.pg_extension e");

  /** What a session sees now. */
  static SchemaObjects read(MigrationSession session) throws SQLException {
    Map<String, Item> found = new HashMap<>();
    session.rows(
        "SELECT key, name, pg_catalog.md5(digest) FROM ("
            + SQL
            + ") objects (key, name, digest) ORDER BY name",
        row -> {
          found.put(row.getString(1), new Item(row.getString(2), row.getString(3)));
        });
    return new SchemaObjects(found);
  }

  /** What another moment has otherwise, in the order of names. */
  List<SchemaChange> changesTo(SchemaObjects later) {
    List<SchemaChange> changes = new ArrayList<>();
    for (Map.Entry<String, Item> each : items.entrySet()) {
      Item now = later.items.get(each.getKey());
      if (now == null) {
        changes.add(new SchemaChange(SchemaChange.Kind.DROPPED, each.getValue().name()));
      } else if (!now.digest().equals(each.getValue().digest())) {
        changes.add(new SchemaChange(SchemaChange.Kind.CHANGED, each.getValue().name()));
      }
    }
    for (Map.Entry<String, Item> each : later.items.entrySet()) {
      if (!items.containsKey(each.getKey())) {
        changes.add(new SchemaChange(SchemaChange.Kind.CREATED, each.getValue().name()));
      }
    }
    changes.sort(null);
    return changes;
  }
}
