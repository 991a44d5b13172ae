package io.github.windlass.snapshot;

import io.github.windlass.analyzer.snapshot.Directive;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a snapshot does not hold, and says so. */
final class LeftOut {

  private LeftOut() {}

  static List<Directive> in(Session session) throws SQLException {
    String schemas = session.namespaces();
    List<Directive> found = new ArrayList<>();
    add(session, found, "operator", "pg_operator", named("oprname", "oprnamespace", schemas));
    add(session, found, "operator-class", "pg_opclass", named("opcname", "opcnamespace", schemas));
    add(
        session,
        found,
        "operator-family",
        "pg_opfamily",
        named("opfname", "opfnamespace", schemas));
    add(
        session,
        found,
        "base-type",
        "pg_type",
        named("typname", "typnamespace", schemas)
            + " AND (x.typtype = 'p' OR (x.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e"
            + " WHERE e.typarray = x.oid)))");
    add(
        session,
        found,
        "aggregate",
        "pg_proc",
        named("proname", "pronamespace", schemas)
            + " AND EXISTS (SELECT FROM pg_aggregate a WHERE a.aggfnoid = x.oid"
            + " AND (a.aggkind <> 'n' OR a.aggmtransfn <> 0))");
    add(
        session,
        found,
        "text-search-configuration",
        "pg_ts_config",
        named("cfgname", "cfgnamespace", schemas));
    add(
        session,
        found,
        "text-search-dictionary",
        "pg_ts_dict",
        named("dictname", "dictnamespace", schemas));
    add(session, found, "conversion", "pg_conversion", named("conname", "connamespace", schemas));
    add(session, found, "language", "pg_language", global("lanname"));
    add(session, found, "access-method", "pg_am", global("amname"));
    return found;
  }

  private static String named(String name, String namespace, String schemas) {
    return "SELECT x.oid, n.nspname, x."
        + name
        + "::text FROM %s x JOIN pg_namespace n ON n.oid = x."
        + namespace
        + " WHERE n.oid IN ("
        + schemas
        + ")";
  }

  private static String global(String name) {
    return "SELECT x.oid, NULL, x." + name + "::text FROM %s x WHERE x.oid >= 16384";
  }

  private static void add(
      Session session, List<Directive> found, String kind, String catalog, String query)
      throws SQLException {
    List<Directive> some = new ArrayList<>();
    session.rows(
        query.replace("%s", catalog),
        row -> {
          if (!session.isMember(new ObjectId(catalog, row.getLong(1)))) {
            String schema = row.getString(2);
            String name = String.valueOf(row.getString(3));
            some.add(
                new Directive(
                    "left-out",
                    schema == null ? List.of(kind, name) : List.of(kind, schema, name)));
          }
        });
    some.sort(Comparator.comparing(Directive::line));
    found.addAll(some);
  }
}
