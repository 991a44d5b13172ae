package io.github.windlass.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Sequences: of identity columns, within the column; others by themselves. */
final class Sequences {

  private static final String QUERY =
      """
      SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relpersistence,
        format_type(s.seqtypid, NULL) AS type, s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
        s.seqcache, s.seqcycle, d.deptype, d.refobjid, d.refobjsubid,
        quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || '.' || quote_ident(a.attname)
          AS owner
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_sequence s ON s.seqrelid = c.oid
      LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_class t ON t.oid = d.refobjid
      LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE c.relkind = 'S' AND c.relnamespace IN (
      """;

  private final Session session;

  Sequences(Session session) {
    this.session = session;
  }

  /** The options of the sequences behind identity columns, by table and number of the column. */
  Map<Long, String> identities() throws SQLException {
    Map<Long, String> identities = new HashMap<>();
    session.rows(
        QUERY + session.namespaces() + ")",
        row -> {
          if ("i".equals(row.getString("deptype"))) {
            identities.put(
                (row.getLong("refobjid") << 16) | row.getInt("refobjsubid"),
                "SEQUENCE NAME " + Session.text(row, "name") + " " + options(row));
          }
        });
    return identities;
  }

  void read(Items items) throws SQLException {
    session.rows(
        QUERY + session.namespaces() + ")",
        row -> {
          ObjectId id = ObjectId.relation(row.getLong("oid"));
          String kind = row.getString("deptype");
          if (session.isMember(id)) {
            return;
          }
          ObjectId table = ObjectId.relation(row.getLong("refobjid"));
          if ("i".equals(kind)) {
            items.owned(id, table);
            return;
          }
          String name = Session.text(row, "name");
          String type = Session.text(row, "type");
          String unlogged = Session.text(row, "relpersistence").equals("u") ? "UNLOGGED " : "";
          items.make(
              id,
              Phase.SEQUENCE,
              name,
              "CREATE "
                  + unlogged
                  + "SEQUENCE "
                  + name
                  + (type.equals("bigint") ? "" : " AS " + type)
                  + " "
                  + options(row));
          if ("a".equals(kind)) {
            items.add(
                Phase.SEQUENCE_OWNER,
                name,
                "ALTER SEQUENCE " + name + " OWNED BY " + Session.text(row, "owner"),
                Set.of(id, table));
          }
        });
  }

  private static String options(ResultSet row) throws SQLException {
    return "START WITH "
        + row.getLong("seqstart")
        + " INCREMENT BY "
        + row.getLong("seqincrement")
        + " MINVALUE "
        + row.getLong("seqmin")
        + " MAXVALUE "
        + row.getLong("seqmax")
        + " CACHE "
        + row.getLong("seqcache")
        + (row.getBoolean("seqcycle") ? " CYCLE" : "");
  }
}
