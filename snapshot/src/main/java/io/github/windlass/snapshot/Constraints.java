package io.github.windlass.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Keys, foreign keys and indexes. */
final class Constraints {

  private final Session session;
  private final Items items;

  private Constraints(Session session, Items items) {
    this.session = session;
    this.items = items;
  }

  static void read(Session session, Items items) throws SQLException {
    Constraints reading = new Constraints(session, items);
    reading.constraints();
    reading.indexes();
    reading.partitionsOfIndexes();
  }

  private void constraints() throws SQLException {
    session.rows(
        """
        SELECT o.oid, o.conrelid, o.conindid, o.confrelid, o.contype, quote_ident(o.conname) AS name,
          format('%I.%I', n.nspname, c.relname) AS "table", c.relkind,
          pg_get_constraintdef(o.oid) AS definition
        FROM pg_constraint o
        JOIN pg_class c ON c.oid = o.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE o.contype IN ('p', 'u', 'x', 'f')
        """
            + session.from(11, " AND (o.contype <> 'f' OR o.conparentid = 0)", "")
            + " AND c.relnamespace IN ("
            + session.namespaces()
            + ")",
        row -> {
          ObjectId table = ObjectId.relation(row.getLong("conrelid"));
          if (session.isMember(table)) {
            return;
          }
          ObjectId id = ObjectId.constraint(row.getLong("oid"));
          boolean foreign = Session.text(row, "contype").equals("f");
          boolean partitioned = Session.text(row, "relkind").equals("p");
          String name = Session.text(row, "table");
          String only = foreign && partitioned ? "" : "ONLY ";
          String sql =
              "ALTER TABLE "
                  + only
                  + name
                  + " ADD CONSTRAINT "
                  + Session.text(row, "name")
                  + " "
                  + Session.text(row, "definition");
          if (foreign) {
            items.make(
                id,
                Phase.FOREIGN_KEY,
                name + " " + Session.text(row, "name"),
                sql,
                table,
                ObjectId.relation(row.getLong("confrelid")));
          } else {
            items.make(id, Phase.KEY, name + " " + Session.text(row, "name"), sql, table);
            items.owned(ObjectId.relation(row.getLong("conindid")), id);
          }
        });
  }

  private void indexes() throws SQLException {
    session.rows(
        """
        SELECT i.indexrelid, i.indrelid, format('%I.%I', n.nspname, c.relname) AS name,
          quote_ident(c.relname) AS plain, format('%I.%I', tn.nspname, t.relname) AS "table",
          pg_get_indexdef(i.indexrelid) AS definition, i.indisclustered, i.indisreplident,
          quote_ident(s.spcname) AS spcname, t.relkind,
          EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid
            AND o.contype IN ('p', 'u', 'x')) AS constrained
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_namespace tn ON tn.oid = t.relnamespace
        LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
        WHERE t.relkind IN ('r', 'p', 'm') AND c.relnamespace IN (
        """
            + session.namespaces()
            + ")",
        row -> {
          ObjectId table = ObjectId.relation(row.getLong("indrelid"));
          ObjectId index = ObjectId.relation(row.getLong("indexrelid"));
          if (session.isMember(table) || session.isMember(index)) {
            return;
          }
          if (!row.getBoolean("constrained")) {
            items.make(
                index,
                Phase.INDEX,
                Session.text(row, "table") + " " + Session.text(row, "plain"),
                Session.text(row, "definition"),
                table);
          }
          settings(row, table, index);
        });
    session.rows(
        """
        SELECT a.attrelid, format('%I.%I', n.nspname, c.relname) AS name, a.attnum, a.attstattarget
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attstattarget >= 0 AND c.relkind IN ('i', 'I') AND c.relnamespace IN (
        """
            + session.namespaces()
            + ")",
        row ->
            items.add(
                Phase.TABLE_SETTING,
                Session.text(row, "name"),
                "ALTER INDEX "
                    + Session.text(row, "name")
                    + " ALTER COLUMN "
                    + row.getInt("attnum")
                    + " SET STATISTICS "
                    + row.getInt("attstattarget"),
                Set.of(ObjectId.relation(row.getLong("attrelid")))));
  }

  private void settings(ResultSet row, ObjectId table, ObjectId index) throws SQLException {
    String name = Session.text(row, "table");
    String plain = Session.text(row, "plain");
    if (row.getBoolean("indisclustered")) {
      String materialized =
          Session.text(row, "relkind").equals("m") ? "MATERIALIZED VIEW " : "TABLE ";
      setting(name, "ALTER " + materialized + name + " CLUSTER ON " + plain, table, index);
    }
    if (row.getBoolean("indisreplident")) {
      setting(
          name,
          "ALTER TABLE ONLY " + name + " REPLICA IDENTITY USING INDEX " + plain,
          table,
          index);
    }
    String tablespace = row.getString("spcname");
    if (tablespace != null) {
      setting(
          name,
          "ALTER INDEX " + Session.text(row, "name") + " SET TABLESPACE " + tablespace,
          table,
          index);
    }
  }

  private void setting(String name, String sql, ObjectId table, ObjectId index) {
    items.add(Phase.TABLE_SETTING, name, sql, Set.of(table, index));
  }

  private void partitionsOfIndexes() throws SQLException {
    session.rows(
        """
        SELECT i.inhrelid, i.inhparent, format('%I.%I', cn.nspname, c.relname) AS child,
          format('%I.%I', pn.nspname, p.relname) AS parent
        FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
        JOIN pg_namespace cn ON cn.oid = c.relnamespace
        JOIN pg_class p ON p.oid = i.inhparent
        JOIN pg_namespace pn ON pn.oid = p.relnamespace
        WHERE p.relkind = 'I' AND c.relnamespace IN (
        """
            + session.namespaces()
            + ")",
        row ->
            items.add(
                Phase.INDEX_PARTITION,
                Session.text(row, "parent") + " " + Session.text(row, "child"),
                "ALTER INDEX "
                    + Session.text(row, "parent")
                    + " ATTACH PARTITION "
                    + Session.text(row, "child"),
                Set.of(
                    ObjectId.relation(row.getLong("inhrelid")),
                    ObjectId.relation(row.getLong("inhparent")))));
  }
}
