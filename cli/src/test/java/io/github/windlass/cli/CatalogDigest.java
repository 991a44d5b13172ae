package io.github.windlass.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the system catalogs say of a database, without numbers that differ from one to the next: a
 * line for each row. It knows nothing of how snapshots are made. Left out is what ATTACH PARTITION
 * leaves otherwise than PARTITION OF: whether a constraint of a partition is its own too; whether a
 * table has or once had triggers; and the name that an index has for a column.
 */
final class CatalogDigest {

  private static final String OWN =
      "(SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')";

  /** Each gives a text; {@code json - text[]} takes away OIDs, node trees and positions. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT 'schema ' || nspname FROM pg_namespace WHERE oid IN " + OWN,
          "SELECT 'extension ' || extname || extversion FROM pg_extension",
          """
          SELECT 'relation ' || c.oid::regclass || (to_jsonb(c) - '{oid,relnamespace,reltype,
            reloftype,relowner,relam,relfilenode,reltablespace,relpages,reltuples,relallvisible,
            relallfrozen,relhastriggers,reltoastrelid,relfrozenxid,relminmxid,relrewrite,relacl,relpartbound,
            relnatts}'::text[])::text || ' ' || c.reloftype::regtype
            || coalesce(pg_get_expr(c.relpartbound, c.oid), '')
          FROM pg_class c WHERE c.relkind <> 't' AND c.relnamespace IN OWN
          """,
          """
          SELECT 'column ' || a.attrelid::regclass || ' '
            || row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)
            || (to_jsonb(a) - '{attrelid,atttypid,attnum,attcacheoff,attacl,attcollation,
            attmissingval,atthasmissing}'::text[] - CASE WHEN c.relkind IN ('i', 'I')
              THEN 'attname' ELSE '' END)::text || ' ' || format_type(a.atttypid, a.atttypmod)
            || coalesce((SELECT l.collname FROM pg_collation l WHERE l.oid = a.attcollation), '')
            || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind <> 't' AND c.relnamespace IN OWN
          """,
          """
          SELECT 'constraint ' || o.conrelid::regclass || o.contypid::regtype
            || (to_jsonb(o) - '{oid,connamespace,conrelid,contypid,conindid,conparentid,confrelid,
            conkey,confkey,conpfeqop,conppeqop,conffeqop,conexclop,conbin,consrc,
            confdelsetcols}'::text[] - CASE WHEN c.relispartition
              THEN '{conislocal,connoinherit}'::text[] ELSE '{}'::text[] END)::text
            || o.conindid::regclass || pg_get_constraintdef(o.oid)
          FROM pg_constraint o LEFT JOIN pg_class c ON c.oid = o.conrelid
          WHERE o.connamespace IN OWN
          """,
          """
          SELECT 'index ' || (to_jsonb(i) - '{indexrelid,indrelid,indkey,indcollation,indclass,
            indexprs,indpred,indcheckxmin}'::text[])::text || pg_get_indexdef(i.indexrelid)
          FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace IN OWN
          """,
          "SELECT 'inherits ' || inhrelid::regclass || ' ' || inhparent::regclass || inhseqno"
              + " FROM pg_inherits",
          """
          SELECT 'type ' || t.oid::regtype || (to_jsonb(t) - '{oid,typnamespace,typowner,typrelid,
            typelem,typarray,typbasetype,typcollation,typdefaultbin,typacl,typsubscript,typinput,
            typoutput,typreceive,typsend,typmodin,typmodout,typanalyze}'::text[])::text
            || t.typbasetype::regtype
          FROM pg_type t WHERE t.typnamespace IN OWN
          """,
          "SELECT 'label ' || enumtypid::regtype || ' ' || enumlabel || row_number() OVER"
              + " (PARTITION BY enumtypid ORDER BY enumsortorder) FROM pg_enum",
          "SELECT 'range ' || rngtypid::regtype || rngsubtype::regtype || rngsubdiff"
              + " FROM pg_range WHERE rngtypid >= 16384",
          "SELECT 'sequence ' || seqrelid::regclass || (to_jsonb(s) -"
              + " '{seqrelid,seqtypid}'::text[]) || seqtypid::regtype FROM pg_sequence s",
          """
          SELECT 'function ' || p.oid::regprocedure || (to_jsonb(p) - '{oid,pronamespace,proowner,
            prolang,provariadic,prorettype,proargtypes,proallargtypes,proargdefaults,prosqlbody,
            proacl,protrftypes}'::text[])::text || p.prorettype::regtype
            || pg_get_function_arguments(p.oid)
          FROM pg_proc p WHERE p.pronamespace IN OWN
          """,
          "SELECT 'cast ' || castsource::regtype || casttarget::regtype || castcontext::text ||"
              + " castmethod::text FROM pg_cast WHERE oid >= 16384",
          """
          SELECT 'trigger ' || t.tgrelid::regclass || t.tgenabled::text || pg_get_triggerdef(t.oid)
          FROM pg_trigger t WHERE NOT t.tgisinternal
          """,
          """
          SELECT 'rule ' || r.ev_class::regclass || r.ev_enabled::text || pg_get_ruledef(r.oid)
          FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace IN OWN
          """,
          """
          SELECT 'policy ' || p.polrelid::regclass || (to_jsonb(p) - '{oid,polrelid,polroles,
            polqual,polwithcheck}'::text[])::text || coalesce(pg_get_expr(p.polqual, p.polrelid), '')
            || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
          FROM pg_policy p
          """,
          "SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
          "SELECT 'publication ' || (to_jsonb(p) - '{oid,pubowner}'::text[])::text FROM"
              + " pg_publication p",
          "SELECT 'published ' || p.pubname || r.prrelid::regclass FROM pg_publication_rel r"
              + " JOIN pg_publication p ON p.oid = r.prpubid",
          "SELECT 'event trigger ' || (to_jsonb(e) - '{oid,evtowner,evtfoid}'::text[])::text"
              + " FROM pg_event_trigger e",
          """
          SELECT 'collation ' || (to_jsonb(l) - '{oid,collnamespace,collowner,
            collversion}'::text[])::text
          FROM pg_collation l WHERE l.collnamespace IN OWN
          """,
          """
          SELECT 'comment ' || pg_describe_object(classoid, objoid, objsubid) || description
          FROM pg_description WHERE objoid >= 16384
          """,
          """
          SELECT 'needs ' || pg_describe_object(classid, objid, objsubid) || ' -> '
            || pg_describe_object(refclassid, refobjid, refobjsubid) || ' ' || deptype::text
          FROM pg_depend WHERE objid >= 16384 AND refobjid >= 16384
            AND pg_describe_object(classid, objid, objsubid) !~ 'toast'
          """);

  private CatalogDigest() {}

  static List<String> of(Connection connection) throws SQLException {
    return of(connection, QUERIES);
  }

  /** The same without the places of columns in their tables: a new column is the last. */
  static List<String> inAnyOrderOfColumns(Connection connection) throws SQLException {
    return of(
        connection,
        QUERIES.stream()
            .map(query ->
                query.replace(
                    "row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)", "''"))
            .toList());
  }

  private static List<String> of(Connection connection, List<String> queries) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = ''");
      for (String query : queries) {
        try (ResultSet row = statement.executeQuery(query.replace("IN OWN", "IN " + OWN))) {
          while (row.next()) {
            // RI_ConstraintTrigger_a_16433: the number is an OID.
            lines.add(
                row.getString(1)
                    .replaceAll("((RI|Unique|PK)_ConstraintTrigger_([ac]_)?)\\d+", "$1"));
          }
        }
      }
    }
    lines.sort(null);
    return lines;
  }
}
