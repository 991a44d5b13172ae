package io.github.windlass.snapshot;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.snapshot.Directive;
import io.github.windlass.analyzer.snapshot.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the schema of a live database.
 *
 * <p>One transaction reads the system catalogs, REPEATABLE READ and READ ONLY, with limits of time
 * for statements and locks. It takes ACCESS SHARE on system catalogs; where the server writes a
 * view, a rule or an expression down, on what that reads too, and gives those back at once.
 */
public final class DatabaseSnapshot {

  private final Session session;
  private final StringBuilder out = new StringBuilder();
  private final boolean wholeDatabase;

  private DatabaseSnapshot(Session session, boolean wholeDatabase) {
    this.session = session;
    this.wholeDatabase = wholeDatabase;
  }

  /**
   * The schema as a text that {@link Snapshot#read} reads.
   *
   * @param connection to the database; nothing is changed, and the transaction is rolled back
   * @param schemas those to read; empty: all
   * @param taken what time it is
   * @throws SQLException if the server cannot be asked, is older than 10, or lacks a schema
   */
  public static String of(Connection connection, List<String> schemas, Instant taken)
      throws SQLException {
    return Session.reading(
        connection,
        (session, path) -> {
          DatabaseSnapshot snapshot = new DatabaseSnapshot(session, schemas.isEmpty());
          snapshot.write(schemas, taken, path);
          return snapshot.out.toString();
        });
  }

  private void write(List<String> asked, Instant taken, String path) throws SQLException {
    Map<String, Long> schemas = session.restrictTo(asked);
    session.readMembers();
    Items items = new Items();
    dependencies(items);
    List<String> extensions = extensions(items);
    schemaStatements(items, schemas);
    head(taken, schemas.keySet(), extensions);
    Types.read(session, items);
    new Sequences(session).read(items);
    servers(items);
    Routines.read(session, items);
    Tables.read(session, items);
    Constraints.read(session, items);
    Parts.read(session, items, wholeDatabase);
    statement("SET search_path = ''");
    statement("SET check_function_bodies = false");
    out.append('\n');
    items.sorted().forEach(this::statement);
    out.append('\n');
    String user = session.value("SELECT current_user");
    statement(SearchPath.statement(path, user != null && isSchema(user) ? user : null));
    tail();
  }

  private void statement(String sql) {
    out.append(sql).append(";\n");
    if (sql.indexOf('\n') >= 0) {
      out.append('\n');
    }
  }

  private void line(Directive directive) {
    out.append(directive.line()).append('\n');
  }

  // --- what there is --------------------------------------------------------------------------

  private boolean isSchema(String name) throws SQLException {
    String found =
        session.value("SELECT 1 FROM pg_namespace WHERE nspname = " + Session.quoted(name, '\''));
    return found != null;
  }

  private void dependencies(Items items) throws SQLException {
    session.rows(
        """
        SELECT classid::regclass::text, objid, refclassid::regclass::text, refobjid FROM pg_depend
        WHERE objid >= 16384 AND refobjid >= 16384 AND deptype = 'n'
          AND (classid <> refclassid OR objid <> refobjid)
        """,
        row ->
            items.depends(
                new ObjectId(String.valueOf(row.getString(1)), row.getLong(2)),
                new ObjectId(String.valueOf(row.getString(3)), row.getLong(4))));
  }

  private List<String> extensions(Items items) throws SQLException {
    List<String> extensions = new ArrayList<>();
    session.rows(
        "SELECT e.oid, e.extname, e.extversion, quote_ident(e.extname) AS name, e.extnamespace,"
            + " quote_ident(n.nspname) AS schema, n.oid >= 16384 OR n.nspname = 'public' AS named"
            + " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
            + " WHERE e.extname <> 'plpgsql' ORDER BY e.extname",
        row -> {
          extensions.add(Session.text(row, "extname"));
          extensions.add(Session.text(row, "extversion"));
          boolean named =
              row.getBoolean("named")
                  && !session.isMember(new ObjectId("pg_namespace", row.getLong("extnamespace")));
          items.make(
              new ObjectId("pg_extension", row.getLong("oid")),
              Phase.EXTENSION,
              Session.text(row, "name"),
              "CREATE EXTENSION IF NOT EXISTS "
                  + Session.text(row, "name")
                  + (named ? " WITH SCHEMA " + Session.text(row, "schema") : ""));
        });
    session.rows(
        "SELECT classid::regclass::text, objid, refobjid FROM pg_depend WHERE deptype = 'e'"
            + " AND refclassid = 'pg_extension'::regclass",
        row ->
            items.owned(
                new ObjectId(String.valueOf(row.getString(1)), row.getLong(2)),
                new ObjectId("pg_extension", row.getLong(3))));
    return extensions;
  }

  private void schemaStatements(Items items, Map<String, Long> schemas) {
    schemas.forEach((name, oid) -> {
      ObjectId id = new ObjectId("pg_namespace", oid);
      if (!session.isMember(id) && !name.equals("public")) {
        items.make(id, Phase.SCHEMA, name, "CREATE SCHEMA " + Session.quoted(name, '"'));
      }
    });
    if (wholeDatabase && !schemas.containsKey("public")) {
      items.add(Phase.SCHEMA, "public", "DROP SCHEMA IF EXISTS public", Set.of());
    }
  }

  /** Foreign servers, without their options: those are for the server alone. */
  private void servers(Items items) throws SQLException {
    session.rows(
        "SELECT s.oid, quote_ident(s.srvname) AS name, quote_ident(w.fdwname) AS wrapper"
            + " FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw",
        row ->
            items.make(
                new ObjectId("pg_foreign_server", row.getLong("oid")),
                Phase.SERVER,
                Session.text(row, "name"),
                "CREATE SERVER "
                    + Session.text(row, "name")
                    + " FOREIGN DATA WRAPPER "
                    + Session.text(row, "wrapper")));
  }

  // --- what DDL cannot say --------------------------------------------------------------------

  private void head(Instant taken, Set<String> schemas, List<String> extensions)
      throws SQLException {
    line(new Directive("snapshot", List.of(Snapshot.FORMAT)));
    out.append("-- The schema of a database, as SQL. Written by `windlass snapshot`,")
        .append(" read by `windlass analyze --snapshot`.\n");
    String version = session.value("SHOW server_version");
    String full = version == null ? "" : version;
    int blank = full.indexOf(' ');
    line(new Directive("server", List.of(blank < 0 ? full : full.substring(0, blank))));
    line(
        new Directive(
            "database", List.of(String.valueOf(session.value("SELECT current_database()")))));
    line(new Directive("taken", List.of(taken.truncatedTo(ChronoUnit.SECONDS).toString())));
    List<String> complete = new ArrayList<>(schemas);
    if (wholeDatabase) {
      complete.add(0, "*");
    }
    line(new Directive("complete", complete));
    if (!extensions.isEmpty()) {
      line(new Directive("extensions", extensions));
    }
    LeftOut.in(session).forEach(this::line);
    out.append('\n');
  }

  private void tail() throws SQLException {
    out.append('\n');
    session.rows(
        "SELECT n.nspname, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE NOT i.indisvalid AND n.oid IN ("
            + session.namespaces()
            + ") ORDER BY 1, 2",
        row -> line(Directive.of("invalid-index", relation(row.getString(1), row.getString(2)))));
    session.rows(
        "SELECT n.nspname, c.relname, e.extname FROM pg_depend d"
            + " JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_extension e ON e.oid = d.refobjid"
            + " WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e'"
            + " AND d.refclassid = 'pg_extension'::regclass"
            + " AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND n.oid IN ("
            + session.namespaces()
            + ") ORDER BY 1, 2",
        row ->
            line(
                Directive.of(
                    "member",
                    relation(row.getString(1), row.getString(2)),
                    String.valueOf(row.getString(3)))));
    sizes();
    line(new Directive("end", List.of()));
  }

  /** As measured; where a table is locked for long, as of the last VACUUM or ANALYZE. */
  private void sizes() throws SQLException {
    List<Directive> measured = new ArrayList<>();
    String query =
        "SELECT n.nspname, c.relname, coalesce("
            + FileSizes.ROWS
            + ", -1), BYTES"
            + FileSizes.FROM
            + "WHERE c.relkind IN ('r', 'm') AND n.oid IN ("
            + session.namespaces()
            + ") ORDER BY 1, 2";
    boolean done =
        session.rowsUnlessLocked(
            query.replace("BYTES", FileSizes.MEASURED), row -> measured.add(size(row)));
    if (!done) {
      measured.clear();
      session.rows(query.replace("BYTES", FileSizes.AS_OF_VACUUM), row -> measured.add(size(row)));
    }
    measured.forEach(this::line);
  }

  private static Directive size(ResultSet row) throws SQLException {
    return Directive.of(
        "size",
        relation(row.getString(1), row.getString(2)),
        Long.toString(row.getLong(3)),
        Long.toString(row.getLong(4)),
        Long.toString(row.getLong(5)));
  }

  private static RelationName relation(String schema, String name) {
    return new RelationName(schema, name);
  }
}
