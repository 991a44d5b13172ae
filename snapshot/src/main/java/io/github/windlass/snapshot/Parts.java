package io.github.windlass.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What belongs to tables and is no constraint: statistics, rules, policies, triggers, comments. */
final class Parts {

  private final Session session;
  private final Items items;

  private final boolean wholeDatabase;

  private Parts(Session session, Items items, boolean wholeDatabase) {
    this.session = session;
    this.items = items;
    this.wholeDatabase = wholeDatabase;
  }

  static void read(Session session, Items items, boolean wholeDatabase) throws SQLException {
    Parts reading = new Parts(session, items, wholeDatabase);
    reading.statistics();
    reading.rules();
    reading.policies();
    reading.triggers();
    reading.publications();
    if (wholeDatabase) {
      reading.eventTriggers();
    }
    reading.comments();
  }

  private void statistics() throws SQLException {
    session.rows(
        "SELECT s.oid, s.stxrelid, format('%I.%I', n.nspname, s.stxname) AS name,"
            + " pg_get_statisticsobjdef(s.oid) AS definition"
            + " FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace"
            + " WHERE s.stxnamespace IN ("
            + session.namespaces()
            + ")",
        row ->
            items.make(
                new ObjectId("pg_statistic_ext", row.getLong("oid")),
                Phase.STATISTICS,
                Session.text(row, "name"),
                Session.text(row, "definition"),
                ObjectId.relation(row.getLong("stxrelid"))));
  }

  private void rules() throws SQLException {
    List<Long> rules = new ArrayList<>();
    session.rows(
        "SELECT r.oid, r.ev_class FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
            + " WHERE r.rulename <> '_RETURN' AND c.relnamespace IN ("
            + session.namespaces()
            + ") ORDER BY r.oid",
        row -> {
          if (!session.isMember(ObjectId.relation(row.getLong(2)))) {
            rules.add(row.getLong(1));
          }
        });
    session.portions(
        "SELECT r.oid, r.ev_class, format('%I.%I', n.nspname, c.relname) AS relation,"
            + " quote_ident(r.rulename) AS name, r.ev_enabled AS enabled,"
            + " pg_get_ruledef(r.oid) AS definition"
            + " FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.oid IN (%s)",
        rules,
        row -> {
          ObjectId id = new ObjectId("pg_rewrite", row.getLong("oid"));
          String definition = Session.text(row, "definition").strip();
          items.make(
              id,
              Phase.RULE,
              Session.text(row, "relation") + " " + Session.text(row, "name"),
              definition.endsWith(";")
                  ? definition.substring(0, definition.length() - 1)
                  : definition,
              ObjectId.relation(row.getLong("ev_class")));
          enabled(row, "RULE", Phase.RULE, id);
        });
  }

  /** {@code D}isabled, {@code A}lways, on a {@code R}eplica; {@code O}rdinary. */
  private void enabled(ResultSet row, String what, Phase phase, ObjectId id) throws SQLException {
    String change =
        switch (Session.text(row, "enabled")) {
          case "D" -> "DISABLE ";
          case "A" -> "ENABLE ALWAYS ";
          case "R" -> "ENABLE REPLICA ";
          default -> null;
        };
    if (change != null) {
      String relation = Session.text(row, "relation");
      String name = Session.text(row, "name");
      items.add(
          phase,
          relation + " " + name,
          "ALTER TABLE " + relation + " " + change + what + " " + name,
          Set.of(id));
    }
  }

  private void policies() throws SQLException {
    session.rows(
        """
        SELECT p.oid, p.polrelid, quote_ident(p.polname) AS name,
          format('%I.%I', n.nspname, c.relname) AS relation,
          p.polpermissive,
          CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT'
            WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END AS command,
          ARRAY(SELECT CASE WHEN r = 0 THEN 'PUBLIC'
              ELSE quote_ident(pg_get_userbyid(r)) END FROM unnest(p.polroles) r ORDER BY 1) AS roles,
          pg_get_expr(p.polqual, p.polrelid) AS qual,
          pg_get_expr(p.polwithcheck, p.polrelid) AS withcheck
        FROM pg_policy p
        JOIN pg_class c ON c.oid = p.polrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relnamespace IN (
        """
            + session.namespaces()
            + ")",
        row -> {
          String relation = Session.text(row, "relation");
          String name = Session.text(row, "name");
          List<String> roles = Session.texts(row, "roles");
          items.make(
              new ObjectId("pg_policy", row.getLong("oid")),
              Phase.POLICY,
              relation + " " + name,
              "CREATE POLICY "
                  + name
                  + " ON "
                  + relation
                  + (row.getBoolean("polpermissive") ? "" : " AS RESTRICTIVE")
                  + Session.text(row, "command")
                  + (roles.equals(List.of("PUBLIC")) ? "" : " TO " + String.join(", ", roles))
                  + clause(" USING (", row.getString("qual"))
                  + clause(" WITH CHECK (", row.getString("withcheck")),
              ObjectId.relation(row.getLong("polrelid")));
        });
  }

  private static String clause(String start, @Nullable String expression) {
    return expression == null ? "" : start + expression + ")";
  }

  private void triggers() throws SQLException {
    session.rows(
        """
        SELECT t.oid, t.tgrelid, quote_ident(t.tgname) AS name, t.tgenabled AS enabled,
          format('%I.%I', n.nspname, c.relname) AS relation,
          pg_get_triggerdef(t.oid) AS definition
        FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT t.tgisinternal
        """
            + session.from(13, " AND t.tgparentid = 0", "")
            + " AND c.relnamespace IN ("
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = new ObjectId("pg_trigger", row.getLong("oid"));
          ObjectId relation = ObjectId.relation(row.getLong("tgrelid"));
          if (!session.isMember(relation)) {
            items.make(
                id,
                Phase.TRIGGER,
                Session.text(row, "relation") + " " + Session.text(row, "name"),
                Session.text(row, "definition"),
                relation);
            enabled(row, "TRIGGER", Phase.TRIGGER, id);
          }
        });
  }

  // --- publications ---------------------------------------------------------------------------

  private void publications() throws SQLException {
    Map<Long, List<String>> tables = new HashMap<>();
    Map<Long, Collection<ObjectId>> needs = new HashMap<>();
    session.rows(
        "SELECT r.prpubid, r.prrelid, format('%I.%I', n.nspname, c.relname) AS relation, "
            + session.from(
                15,
                "pg_get_expr(r.prqual, r.prrelid) AS qual, (SELECT string_agg("
                    + "quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a"
                    + " WHERE a.attrelid = r.prrelid AND a.attnum = ANY(r.prattrs)) AS columns",
                "NULL::text AS qual, NULL::text AS columns")
            + " FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relnamespace IN ("
            + session.namespaces()
            + ") ORDER BY 3",
        row -> {
          long publication = row.getLong("prpubid");
          String columns = row.getString("columns");
          tables
              .computeIfAbsent(publication, each -> new ArrayList<>())
              .add(
                  session.from(15, "TABLE ONLY ", "ONLY ")
                      + Session.text(row, "relation")
                      + (columns == null ? "" : " (" + columns + ")")
                      + clause(" WHERE (", row.getString("qual")));
          needs
              .computeIfAbsent(publication, each -> new ArrayList<>())
              .add(ObjectId.relation(row.getLong("prrelid")));
        });
    if (session.version() >= 15) {
      session.rows(
          "SELECT p.pnpubid, quote_ident(n.nspname) AS schema FROM pg_publication_namespace p"
              + " JOIN pg_namespace n ON n.oid = p.pnnspid WHERE n.oid IN ("
              + session.namespaces()
              + ") ORDER BY 2",
          row ->
              tables
                  .computeIfAbsent(row.getLong("pnpubid"), each -> new ArrayList<>())
                  .add("TABLES IN SCHEMA " + Session.text(row, "schema")));
    }
    session.rows(
        "SELECT p.oid, quote_ident(p.pubname) AS name, p.puballtables,"
            + " array_to_string(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END,"
            + " CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END"
            + session.from(11, ", CASE WHEN p.pubtruncate THEN 'truncate' END", "")
            + "], ', ') AS publish, "
            + session.from(13, "p.pubviaroot", "false")
            + " AS viaroot FROM pg_publication p",
        row -> {
          long oid = row.getLong("oid");
          List<String> parts = tables.getOrDefault(oid, List.of());
          if (!wholeDatabase && parts.isEmpty() && !row.getBoolean("puballtables")) {
            return;
          }
          String name = Session.text(row, "name");
          items.make(
              new ObjectId("pg_publication", oid),
              Phase.PUBLICATION,
              name,
              "CREATE PUBLICATION "
                  + name
                  + (row.getBoolean("puballtables")
                      ? " FOR ALL TABLES"
                      : parts.isEmpty()
                          ? ""
                          : session.from(15, " FOR ", " FOR TABLE ") + String.join(", ", parts))
                  + " WITH (publish = "
                  + Session.quoted(Session.text(row, "publish"), '\'')
                  + (row.getBoolean("viaroot") ? ", publish_via_partition_root = true" : "")
                  + ")",
              needs.getOrDefault(oid, List.of()).toArray(new ObjectId[0]));
        });
  }

  private void eventTriggers() throws SQLException {
    session.rows(
        "SELECT e.oid, quote_ident(e.evtname) AS name, quote_ident(e.evtevent) AS event,"
            + " e.evttags, e.evtfoid, e.evtenabled, format('%I.%I', n.nspname, p.proname) AS f"
            + " FROM pg_event_trigger e JOIN pg_proc p ON p.oid = e.evtfoid"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace",
        row -> {
          ObjectId id = new ObjectId("pg_event_trigger", row.getLong("oid"));
          if (session.isMember(id)) {
            return;
          }
          String name = Session.text(row, "name");
          StringJoiner tags = new StringJoiner(", ", " WHEN TAG IN (", ")").setEmptyValue("");
          Session.texts(row, "evttags").forEach(tag -> tags.add(Session.quoted(tag, '\'')));
          String enabled =
              switch (Session.text(row, "evtenabled")) {
                case "D" -> "DISABLE";
                case "A" -> "ENABLE ALWAYS";
                case "R" -> "ENABLE REPLICA";
                default -> null;
              };
          items.make(
              id,
              Phase.EVENT_TRIGGER,
              name,
              "CREATE EVENT TRIGGER "
                  + name
                  + " ON "
                  + Session.text(row, "event")
                  + tags
                  + session.from(11, " EXECUTE FUNCTION ", " EXECUTE PROCEDURE ")
                  + Session.text(row, "f")
                  + "()"
                  + (enabled == null ? "" : ";\nALTER EVENT TRIGGER " + name + " " + enabled),
              new ObjectId("pg_proc", row.getLong("evtfoid")));
        });
  }

  // --- comments -------------------------------------------------------------------------------

  /** {@code pg_identify_object} writes an object as COMMENT ON does, but for the word before. */
  private void comments() throws SQLException {
    session.rows(
        """
        SELECT i.type, i.identity, d.classoid::regclass::text AS catalog, d.objoid, d.description
        FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
        WHERE d.objoid >= 16384
        """,
        row -> {
          ObjectId id = new ObjectId(Session.text(row, "catalog"), row.getLong("objoid"));
          String identity = row.getString("identity");
          String type = row.getString("type");
          if (identity == null || type == null || session.isMember(id) || !items.makes(id)) {
            return;
          }
          String subject =
              switch (type) {
                case "table",
                    "view",
                    "materialized view",
                    "foreign table",
                    "index",
                    "sequence",
                    "function",
                    "procedure",
                    "aggregate",
                    "trigger",
                    "rule",
                    "policy",
                    "schema",
                    "domain",
                    "type",
                    "collation",
                    "publication",
                    "event trigger" ->
                    type.toUpperCase(java.util.Locale.ROOT) + " " + identity;
                case "composite type" -> "TYPE " + identity;
                case "table column",
                    "view column",
                    "materialized view column",
                    "foreign table column",
                    "composite type column" ->
                    "COLUMN " + identity;
                case "table constraint" -> "CONSTRAINT " + identity;
                case "domain constraint" ->
                    "CONSTRAINT " + identity.replaceFirst(" on ", " on domain ");
                case "statistics object" -> "STATISTICS " + identity;
                default -> null;
              };
          if (subject != null) {
            items.add(
                Phase.COMMENT,
                subject,
                "COMMENT ON "
                    + subject
                    + " IS "
                    + Session.quoted(Session.text(row, "description"), '\''),
                Set.of(id));
          }
        });
  }
}
