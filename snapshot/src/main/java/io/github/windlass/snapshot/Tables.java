package io.github.windlass.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE, with what ALTER TABLE must say besides: as pg_dump, partitions are made alone and
 * attached, so that each keeps the order of its columns.
 */
final class Tables {

  private final Session session;
  private final Items items;
  private final Map<Long, Table> tables = new HashMap<>();
  private final Map<Long, List<Check>> checks = new HashMap<>();
  private final Map<Long, Map<Integer, NotNull>> notNulls = new HashMap<>();

  private Tables(Session session, Items items) {
    this.session = session;
    this.items = items;
  }

  static void read(Session session, Items items) throws SQLException {
    Tables reading = new Tables(session, items);
    reading.tables();
    reading.checks();
    reading.columns();
    reading.make();
  }

  /** A table, as far as it is read. */
  private static final class Table {
    private long oid;
    private String name = "";
    private char kind;
    private char persistence;
    private boolean partition;
    private @Nullable String key;
    private @Nullable String bound;
    private @Nullable String ofType;
    private @Nullable String accessMethod;
    private @Nullable String tablespace;
    private @Nullable String server;
    private List<String> options = List.of();
    private final List<String> parents = new ArrayList<>();
    private final List<Long> parentIds = new ArrayList<>();
    private final List<String> elements = new ArrayList<>();

    /** What ALTER TABLE says of it, once it is there. */
    private final List<String> alterations = new ArrayList<>();

    private ObjectId id() {
      return ObjectId.relation(oid);
    }
  }

  private record Check(long oid, String name, String definition, boolean apart) {}

  /**
   * @param usual whether the name is the one that is chosen where none is given
   */
  private record NotNull(
      String name, boolean usual, boolean noInherit, boolean valid, boolean local) {}

  private void tables() throws SQLException {
    session.rows(
        """
        SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind, c.relpersistence,
          c.relispartition,
          CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END AS key,
          CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound,
          CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS oftype,
          quote_ident(am.amname) AS amname, quote_ident(s.spcname) AS spcname,
          quote_ident(f.srvname) AS srvname,
          c.reloptions || ARRAY(SELECT 'toast.' || o FROM unnest(t.reloptions) o)
        """
            + session.from(12, "", " || CASE WHEN c.relhasoids THEN ARRAY['oids=true'] END")
            + """
               AS options,
              c.relreplident, c.relrowsecurity, c.relforcerowsecurity,
              ARRAY(SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid
                ORDER BY i.inhseqno) AS parents
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
            LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
            LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid
            LEFT JOIN pg_foreign_server f ON f.oid = ft.ftserver
            """
            + session.from(
                12,
                "LEFT JOIN pg_am am ON am.oid = c.relam AND am.amname <> 'heap'",
                "LEFT JOIN pg_am am ON false")
            + " WHERE c.relkind IN ('r', 'p', 'f') AND c.relnamespace IN ("
            + session.namespaces()
            + ")",
        this::table);
    Map<Long, String> names = new HashMap<>();
    session.rows(
        "SELECT c.oid, format('%I.%I', n.nspname, c.relname) FROM pg_inherits i"
            + " JOIN pg_class c ON c.oid = i.inhparent"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace",
        row -> names.put(row.getLong(1), row.getString(2)));
    for (Table table : tables.values()) {
      table.parentIds.forEach(parent -> table.parents.add(names.getOrDefault(parent, "")));
    }
  }

  private void table(ResultSet row) throws SQLException {
    Table table = new Table();
    table.oid = row.getLong("oid");
    if (session.isMember(table.id())) {
      return;
    }
    table.name = Session.text(row, "name");
    table.kind = Session.text(row, "relkind").charAt(0);
    table.persistence = Session.text(row, "relpersistence").charAt(0);
    table.partition = row.getBoolean("relispartition");
    table.key = row.getString("key");
    table.bound = row.getString("bound");
    table.ofType = row.getString("oftype");
    table.accessMethod = row.getString("amname");
    table.tablespace = row.getString("spcname");
    table.server = row.getString("srvname");
    table.options = Session.texts(row, "options");
    table.parentIds.addAll(Session.oids(row, "parents"));
    switch (Session.text(row, "relreplident")) {
      case "n" -> setting(table, "REPLICA IDENTITY NOTHING");
      case "f" -> setting(table, "REPLICA IDENTITY FULL");
      default -> {
        // By the primary key, or an index, which says so itself.
      }
    }
    if (row.getBoolean("relrowsecurity")) {
      setting(table, "ENABLE ROW LEVEL SECURITY");
    }
    if (row.getBoolean("relforcerowsecurity")) {
      setting(table, "FORCE ROW LEVEL SECURITY");
    }
    tables.put(table.oid, table);
  }

  private void setting(Table table, String what) {
    items.add(
        Phase.TABLE_SETTING,
        table.name,
        "ALTER TABLE ONLY " + table.name + " " + what,
        Set.of(table.id()));
  }

  // --- constraints that come with the table ---------------------------------------------------

  private void checks() throws SQLException {
    session.rows(
        """
        SELECT o.oid, o.conrelid, quote_ident(o.conname) AS conname, o.contype, o.convalidated, o.conislocal,
          o.connoinherit, o.conkey, pg_get_constraintdef(o.oid) AS definition,
          o.contype = 'n' AND o.conname = (SELECT c.relname || '_' || a.attname || '_not_null'
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = o.conkey[1]) AS usual
        FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
        WHERE o.contype IN ('c', 'n') AND c.relkind IN ('r', 'p', 'f') AND c.relnamespace IN (
        """
            + session.namespaces()
            + ") ORDER BY o.conrelid, o.conname",
        row -> {
          Table table = tables.get(row.getLong("conrelid"));
          if (table == null) {
            return;
          }
          boolean local = row.getBoolean("conislocal") || table.partition;
          String name = Session.text(row, "conname");
          if (Session.text(row, "contype").equals("n")) {
            notNulls
                .computeIfAbsent(table.oid, each -> new HashMap<>())
                .put(
                    Session.oids(row, "conkey").get(0).intValue(),
                    new NotNull(
                        name,
                        row.getBoolean("usual"),
                        row.getBoolean("connoinherit"),
                        row.getBoolean("convalidated"),
                        local));
          } else if (local) {
            check(table, row, name);
          }
        });
  }

  private void check(Table table, ResultSet row, String name) throws SQLException {
    ObjectId id = ObjectId.constraint(row.getLong("oid"));
    String definition = Session.text(row, "definition");
    boolean apart =
        callsOwn(id) || (!row.getBoolean("convalidated") && definition.endsWith(" NOT VALID"));
    checks
        .computeIfAbsent(table.oid, each -> new ArrayList<>())
        .add(new Check(id.oid(), name, definition, apart));
  }

  /** Whether an expression calls a function of the user's, which may need the table itself. */
  private boolean callsOwn(ObjectId expression) {
    return items.needsOf(expression).stream().anyMatch(need -> need.catalog().equals("pg_proc"));
  }

  // --- columns --------------------------------------------------------------------------------

  private void columns() throws SQLException {
    Map<Long, String> identities = new Sequences(session).identities();
    session.rows(
        """
        SELECT a.attrelid, a.attnum, quote_ident(a.attname) AS name,
          format_type(a.atttypid, a.atttypmod) AS type,
          CASE WHEN a.attcollation <> t.typcollation
            THEN (SELECT format('%I.%I', n.nspname, l.collname) FROM pg_collation l
              JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation)
          END AS collation,
          a.attnotnull, a.attidentity, a.attislocal, d.oid AS default_oid,
          pg_get_expr(d.adbin, d.adrelid) AS default_text, a.attoptions,
          CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN'
            WHEN 'e' THEN 'EXTERNAL' WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END END AS storage,
          CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS target,
        """
            + session.from(12, " a.attgenerated,", " '' AS attgenerated,")
            + session.from(
                14,
                " CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END",
                " NULL::text")
            + """
               AS compression,
              (SELECT pg_get_expr(pd.adbin, pd.adrelid) FROM pg_inherits i
                JOIN pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
                JOIN pg_attrdef pd ON pd.adrelid = pa.attrelid AND pd.adnum = pa.attnum
                WHERE i.inhrelid = a.attrelid ORDER BY i.inhseqno LIMIT 1) AS parents_default
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f')
              AND c.relnamespace IN (
            """
            + session.namespaces()
            + ") ORDER BY a.attrelid, a.attnum",
        row -> {
          Table table = tables.get(row.getLong("attrelid"));
          if (table != null) {
            column(table, row, identities);
          }
        });
  }

  private void column(Table table, ResultSet row, Map<Long, String> identities)
      throws SQLException {
    String name = Session.text(row, "name");
    int number = row.getInt("attnum");
    boolean declared = table.ofType == null && (row.getBoolean("attislocal") || table.partition);
    StringBuilder out = new StringBuilder(name);
    out.append(declared ? " " + Session.text(row, "type") : " WITH OPTIONS");
    String collation = row.getString("collation");
    if (declared && collation != null) {
      out.append(" COLLATE ").append(collation);
    }
    int plain = out.length();
    valueOf(table, row, name, declared, identities, out);
    notNull(table, row, number, name, out);
    if (declared || (table.ofType != null && out.length() > plain)) {
      table.elements.add(out.toString());
    } else if (out.length() > plain && out.indexOf(" NOT NULL", plain) == plain) {
      // Inherited, and not null in the child alone.
      if (session.version() < 18) {
        table.alterations.add("ALTER COLUMN " + name + " SET NOT NULL");
      }
    }
    columnSettings(table, row, name);
  }

  private void columnSettings(Table table, ResultSet row, String name) throws SQLException {
    String storage = row.getString("storage");
    if (storage != null) {
      table.alterations.add("ALTER COLUMN " + name + " SET STORAGE " + storage);
    }
    String compression = row.getString("compression");
    if (compression != null) {
      table.alterations.add("ALTER COLUMN " + name + " SET COMPRESSION " + compression);
    }
    String target = row.getString("target");
    if (target != null) {
      table.alterations.add("ALTER COLUMN " + name + " SET STATISTICS " + target);
    }
    List<String> options = Session.texts(row, "attoptions");
    if (!options.isEmpty()) {
      table.alterations.add("ALTER COLUMN " + name + " SET " + options(options));
    }
  }

  private void valueOf(
      Table table,
      ResultSet row,
      String name,
      boolean declared,
      Map<Long, String> identities,
      StringBuilder out)
      throws SQLException {
    String identity = Session.text(row, "attidentity");
    String sequence = identities.get((table.oid << 16) | row.getInt("attnum"));
    // From 17 on, a partition has the identity of its parent.
    if (!identity.isEmpty() && sequence != null) {
      out.append(" GENERATED ")
          .append(identity.equals("a") ? "ALWAYS" : "BY DEFAULT")
          .append(" AS IDENTITY (")
          .append(sequence)
          .append(')');
    }
    String text = row.getString("default_text");
    if (text == null) {
      return;
    }
    ObjectId id = new ObjectId("pg_attrdef", row.getLong("default_oid"));
    String generated = Session.text(row, "attgenerated");
    if (!generated.isEmpty()) {
      items.owned(id, table.id());
      out.append(" GENERATED ALWAYS AS (")
          .append(text)
          .append(generated.equals("s") ? ") STORED" : ") VIRTUAL");
    } else if (callsOwn(id) || (!declared && table.ofType == null)) {
      if (!text.equals(row.getString("parents_default")) || declared) {
        items.make(
            id,
            Phase.TABLE_PART,
            table.name + " default " + name,
            "ALTER TABLE ONLY " + table.name + " ALTER COLUMN " + name + " SET DEFAULT " + text,
            table.id());
      }
    } else {
      items.owned(id, table.id());
      out.append(" DEFAULT ").append(text);
    }
  }

  private void notNull(Table table, ResultSet row, int number, String name, StringBuilder out)
      throws SQLException {
    if (!row.getBoolean("attnotnull")) {
      return;
    }
    NotNull constraint = notNulls.getOrDefault(table.oid, Map.of()).get(number);
    if (constraint == null) {
      out.append(" NOT NULL");
    } else if (!constraint.valid()) {
      table.alterations.add(
          "ADD CONSTRAINT "
              + constraint.name()
              + " NOT NULL "
              + name
              + (constraint.noInherit() ? " NO INHERIT" : "")
              + " NOT VALID");
    } else if (constraint.local()) {
      boolean inherited = !row.getBoolean("attislocal") && !table.partition;
      if (inherited) {
        table.alterations.add("ADD CONSTRAINT " + constraint.name() + " NOT NULL " + name);
        return;
      }
      out.append(constraint.usual() ? "" : " CONSTRAINT " + constraint.name())
          .append(" NOT NULL")
          .append(constraint.noInherit() ? " NO INHERIT" : "");
    }
  }

  // --- statements -----------------------------------------------------------------------------

  private void make() {
    for (Table table : tables.values()) {
      for (Check check : checks.getOrDefault(table.oid, List.of())) {
        String clause = "CONSTRAINT " + check.name() + " " + check.definition();
        ObjectId id = ObjectId.constraint(check.oid());
        if (check.apart()) {
          items.make(
              id,
              Phase.TABLE_PART,
              table.name + " check " + check.name(),
              "ALTER TABLE " + table.name + " ADD " + clause,
              table.id());
        } else {
          items.owned(id, table.id());
          table.elements.add(clause);
        }
      }
      items.make(table.id(), Phase.TABLE, table.name, statement(table));
      if (!table.partition) {
        table.parentIds.forEach(parent -> items.depends(table.id(), ObjectId.relation(parent)));
      } else if (table.bound != null && !table.parents.isEmpty()) {
        items.add(
            Phase.PARTITION,
            table.parents.get(0) + " " + table.name,
            "ALTER TABLE ONLY "
                + table.parents.get(0)
                + " ATTACH PARTITION "
                + table.name
                + " "
                + table.bound,
            Set.of(table.id(), ObjectId.relation(table.parentIds.get(0))));
      }
      for (String alteration : table.alterations) {
        items.add(
            Phase.TABLE_PART,
            table.name,
            "ALTER TABLE ONLY " + table.name + " " + alteration,
            Set.of(table.id()));
      }
    }
  }

  private static String statement(Table table) {
    StringBuilder out = new StringBuilder("CREATE ");
    out.append(table.persistence == 'u' ? "UNLOGGED " : "")
        .append(table.kind == 'f' ? "FOREIGN TABLE " : "TABLE ")
        .append(table.name);
    if (table.ofType != null) {
      out.append(" OF ").append(table.ofType);
    }
    if (table.ofType == null || !table.elements.isEmpty()) {
      out.append(" (");
      String separator = "\n    ";
      for (String element : table.elements) {
        out.append(separator).append(element);
        separator = ",\n    ";
      }
      out.append("\n)");
    }
    if (!table.partition && !table.parents.isEmpty()) {
      out.append("\nINHERITS (").append(String.join(", ", table.parents)).append(')');
    }
    if (table.key != null) {
      out.append("\nPARTITION BY ").append(table.key);
    }
    if (table.server != null) {
      out.append("\nSERVER ").append(table.server);
    }
    if (table.accessMethod != null) {
      out.append("\nUSING ").append(table.accessMethod);
    }
    if (!table.options.isEmpty()) {
      out.append("\nWITH ").append(options(table.options));
    }
    if (table.tablespace != null) {
      out.append("\nTABLESPACE ").append(table.tablespace);
    }
    return out.toString();
  }

  /** Storage parameters, from {@code reloptions}. */
  static String options(List<String> options) {
    List<String> written = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value = equals < 0 ? "true" : option.substring(equals + 1);
      String full = name.toLowerCase(Locale.ROOT).equals(name) ? name : '"' + name + '"';
      written.add(full + "=" + Session.quoted(value, '\''));
    }
    return "(" + String.join(", ", written) + ")";
  }
}
