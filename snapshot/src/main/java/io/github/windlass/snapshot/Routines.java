package io.github.windlass.snapshot;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions, procedures, simple aggregates, casts; views and materialized views. */
final class Routines {

  private final Session session;
  private final Items items;

  private Routines(Session session, Items items) {
    this.session = session;
    this.items = items;
  }

  static void read(Session session, Items items) throws SQLException {
    Routines reading = new Routines(session, items);
    reading.functions();
    reading.aggregates();
    reading.casts();
    reading.views();
  }

  private void functions() throws SQLException {
    session.rows(
        "SELECT p.oid, format('%I.%I', n.nspname, p.proname) AS name,"
            + " pg_get_functiondef(p.oid) AS definition"
            + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE "
            + session.from(11, "p.prokind <> 'a'", "NOT p.proisagg")
            + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass"
            + " AND d.objid = p.oid AND d.deptype IN ('e', 'i')) AND p.pronamespace IN ("
            + session.namespaces()
            + ")",
        row ->
            items.make(
                new ObjectId("pg_proc", row.getLong("oid")),
                Phase.ROUTINE,
                Session.text(row, "name"),
                Session.text(row, "definition").strip()));
  }

  private void aggregates() throws SQLException {
    session.rows(
        """
        SELECT p.oid, format('%I.%I', n.nspname, p.proname) AS name,
          CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END AS arguments,
          a.aggtransfn::text AS sfunc, format_type(a.aggtranstype, NULL) AS stype,
          NULLIF(a.aggfinalfn::oid, 0)::regproc::text AS finalfunc,
          NULLIF(a.aggcombinefn::oid, 0)::regproc::text AS combinefunc,
          quote_literal(a.agginitval) AS initcond
        FROM pg_aggregate a
        JOIN pg_proc p ON p.oid = a.aggfnoid
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE a.aggkind = 'n' AND a.aggmtransfn = 0 AND p.pronamespace IN (
        """
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = new ObjectId("pg_proc", row.getLong("oid"));
          if (session.isMember(id)) {
            return;
          }
          String name = Session.text(row, "name");
          StringBuilder out = new StringBuilder("CREATE AGGREGATE ").append(name).append('(');
          out.append(Session.text(row, "arguments"))
              .append(") (SFUNC = ")
              .append(Session.text(row, "sfunc"))
              .append(", STYPE = ")
              .append(Session.text(row, "stype"));
          for (String option : List.of("finalfunc", "combinefunc", "initcond")) {
            String value = row.getString(option);
            if (value != null) {
              out.append(", ").append(option.toUpperCase(java.util.Locale.ROOT)).append(" = ");
              out.append(value);
            }
          }
          items.make(id, Phase.ROUTINE, name, out.append(')').toString());
        });
  }

  private void casts() throws SQLException {
    session.rows(
        """
        SELECT c.oid, format_type(c.castsource, NULL) AS source,
          format_type(c.casttarget, NULL) AS target,
          CASE WHEN c.castfunc <> 0 THEN c.castfunc::regprocedure::text END AS function,
          c.castmethod,
          CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END
            AS context
        FROM pg_cast c
        JOIN pg_type s ON s.oid = c.castsource
        JOIN pg_type t ON t.oid = c.casttarget
        WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
            WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
          AND (s.typnamespace IN (%1$s) OR t.typnamespace IN (%1$s)
          OR (s.oid < 16384 AND t.oid < 16384))
        """
            .replace("%1$s", session.namespaces()),
        row -> {
          ObjectId id = new ObjectId("pg_cast", row.getLong("oid"));
          if (!session.isMember(id)) {
            String types =
                "(" + Session.text(row, "source") + " AS " + Session.text(row, "target") + ")";
            String how =
                switch (Session.text(row, "castmethod")) {
                  case "b" -> " WITHOUT FUNCTION";
                  case "i" -> " WITH INOUT";
                  default -> " WITH FUNCTION " + Session.text(row, "function");
                };
            items.make(
                id, Phase.CAST, types, "CREATE CAST " + types + how + Session.text(row, "context"));
          }
        });
  }

  private void views() throws SQLException {
    List<Long> views = new ArrayList<>();
    session.rows(
        "SELECT oid FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace IN ("
            + session.namespaces()
            + ") ORDER BY oid",
        row -> {
          if (!session.isMember(ObjectId.relation(row.getLong(1)))) {
            views.add(row.getLong(1));
          }
        });
    session.rows(
        "SELECT r.oid, r.ev_class FROM pg_rewrite r WHERE r.rulename = '_RETURN'",
        row ->
            items.owned(
                new ObjectId("pg_rewrite", row.getLong(1)), ObjectId.relation(row.getLong(2))));
    session.portions(
        """
        SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind, c.reloptions,
          c.relispopulated, quote_ident(s.spcname) AS spcname, pg_get_viewdef(c.oid) AS query
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
        WHERE c.oid IN (%s)
        """,
        views,
        row -> {
          String name = Session.text(row, "name");
          boolean materialized = Session.text(row, "relkind").equals("m");
          List<String> options = Session.texts(row, "reloptions");
          String tablespace = row.getString("spcname");
          String query = Session.text(row, "query").strip();
          items.make(
              ObjectId.relation(row.getLong("oid")),
              Phase.VIEW,
              name,
              (materialized ? "CREATE MATERIALIZED VIEW " : "CREATE VIEW ")
                  + name
                  + (options.isEmpty() ? "" : " WITH " + Tables.options(options))
                  + (tablespace == null ? "" : " TABLESPACE " + tablespace)
                  + " AS\n"
                  + (query.endsWith(";") ? query.substring(0, query.length() - 1) : query)
                  + (row.getBoolean("relispopulated") ? "" : "\nWITH NO DATA"));
        });
    session.rows(
        "SELECT d.oid, d.adrelid, format('%I.%I', n.nspname, c.relname) AS name,"
            + " quote_ident(a.attname) AS column, pg_get_expr(d.adbin, d.adrelid) AS value"
            + " FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
            + " WHERE c.relkind = 'v' AND c.relnamespace IN ("
            + session.namespaces()
            + ")",
        row ->
            items.add(
                Phase.TABLE_SETTING,
                Session.text(row, "name"),
                "ALTER VIEW "
                    + Session.text(row, "name")
                    + " ALTER COLUMN "
                    + Session.text(row, "column")
                    + " SET DEFAULT "
                    + Session.text(row, "value"),
                Set.of(ObjectId.relation(row.getLong("adrelid")))));
  }
}
