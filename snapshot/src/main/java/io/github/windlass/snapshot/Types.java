package io.github.windlass.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Schemas, extensions, collations and types. */
final class Types {

  private final Session session;
  private final Items items;

  private Types(Session session, Items items) {
    this.session = session;
    this.items = items;
  }

  static void read(Session session, Items items) throws SQLException {
    Types reading = new Types(session, items);
    reading.collations();
    reading.internalTypes();
    reading.enums();
    reading.composites();
    reading.domains();
    reading.ranges();
  }

  private void collations() throws SQLException {
    String locale =
        session.from(17, "l.colllocale", session.from(15, "l.colliculocale", "NULL::text"));
    session.rows(
        "SELECT l.oid, format('%I.%I', n.nspname, l.collname) AS name, l.collprovider,"
            + " l.collcollate, l.collctype, "
            + locale
            + " AS locale, "
            + session.from(12, "l.collisdeterministic", "true")
            + " AS deterministic FROM pg_collation l"
            + " JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.collnamespace IN ("
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = new ObjectId("pg_collation", row.getLong("oid"));
          if (!session.isMember(id)) {
            String name = Session.text(row, "name");
            items.make(
                id, Phase.COLLATION, name, "CREATE COLLATION " + name + " " + collation(row));
          }
        });
  }

  private static String collation(ResultSet row) throws SQLException {
    StringJoiner options = new StringJoiner(", ", "(", ")");
    String provider =
        switch (Session.text(row, "collprovider")) {
          case "i" -> "icu";
          case "b" -> "builtin";
          default -> "libc";
        };
    options.add("provider = " + provider);
    String locale = row.getString("locale");
    String collate = row.getString("collcollate");
    String ctype = row.getString("collctype");
    if (!provider.equals("libc")) {
      String known = locale == null ? collate : locale;
      options.add("locale = " + Session.quoted(known == null ? "und" : known, '\''));
    } else {
      options.add("lc_collate = " + Session.quoted(collate == null ? "C" : collate, '\''));
      options.add("lc_ctype = " + Session.quoted(ctype == null ? "C" : ctype, '\''));
    }
    if (!row.getBoolean("deterministic")) {
      options.add("deterministic = false");
    }
    return options.toString();
  }

  /** The row types of relations, the array types of types. */
  private void internalTypes() throws SQLException {
    session.rows(
        "SELECT t.oid, t.typrelid, e.oid AS element FROM pg_type t"
            + " LEFT JOIN pg_type e ON e.typarray = t.oid"
            + " WHERE (t.typrelid <> 0 OR e.oid IS NOT NULL) AND t.typnamespace IN ("
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = ObjectId.type(row.getLong("oid"));
          long relation = row.getLong("typrelid");
          items.owned(
              id,
              relation != 0 ? ObjectId.relation(relation) : ObjectId.type(row.getLong("element")));
        });
  }

  private void enums() throws SQLException {
    session.rows(
        "SELECT t.oid, format('%I.%I', n.nspname, t.typname) AS name,"
            + " ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid"
            + " ORDER BY e.enumsortorder) AS labels"
            + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
            + " WHERE t.typtype = 'e' AND t.typnamespace IN ("
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = ObjectId.type(row.getLong("oid"));
          if (!session.isMember(id)) {
            StringJoiner labels = new StringJoiner(", ", "(", ")");
            for (String label : Session.texts(row, "labels")) {
              labels.add(Session.quoted(label, '\''));
            }
            String name = Session.text(row, "name");
            items.make(id, Phase.TYPE, name, "CREATE TYPE " + name + " AS ENUM " + labels);
          }
        });
  }

  private void composites() throws SQLException {
    Map<Long, String> names = new HashMap<>();
    Map<Long, List<String>> columns = new HashMap<>();
    session.rows(
        """
        SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name,
          quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) AS column,
          CASE WHEN a.attcollation <> t.typcollation
            THEN (SELECT format(' COLLATE %I.%I', ln.nspname, l.collname) FROM pg_collation l
              JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation)
            ELSE '' END AS collation
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_type t ON t.oid = a.atttypid
        WHERE c.relkind = 'c' AND c.relnamespace IN (
        """
            + session.namespaces()
            + ") ORDER BY c.oid, a.attnum",
        row -> {
          long oid = row.getLong("oid");
          names.put(oid, Session.text(row, "name"));
          String column = row.getString("column");
          List<String> all = columns.computeIfAbsent(oid, each -> new ArrayList<>());
          if (column != null) {
            all.add(column + Session.text(row, "collation"));
          }
        });
    names.forEach((oid, name) -> {
      ObjectId id = ObjectId.relation(oid);
      if (!session.isMember(id)) {
        items.make(
            id,
            Phase.TYPE,
            name,
            "CREATE TYPE "
                + name
                + " AS ("
                + String.join(", ", columns.getOrDefault(oid, List.of()))
                + ")");
      }
    });
  }

  private void domains() throws SQLException {
    Map<Long, List<String>> checks = new HashMap<>();
    session.rows(
        "SELECT o.oid, o.contypid, o.convalidated, quote_ident(o.conname) AS conname,"
            + " pg_get_constraintdef(o.oid) AS definition,"
            + " format('%I.%I', n.nspname, t.typname) AS name"
            + " FROM pg_constraint o JOIN pg_type t ON t.oid = o.contypid"
            + " JOIN pg_namespace n ON n.oid = t.typnamespace"
            + " WHERE o.contype = 'c' AND t.typnamespace IN ("
            + session.namespaces()
            + ") ORDER BY o.conname",
        row -> {
          ObjectId id = ObjectId.constraint(row.getLong("oid"));
          ObjectId domain = ObjectId.type(row.getLong("contypid"));
          if (session.isMember(domain)) {
            return;
          }
          String clause =
              "CONSTRAINT " + Session.text(row, "conname") + " " + Session.text(row, "definition");
          if (row.getBoolean("convalidated")) {
            items.owned(id, domain);
            checks.computeIfAbsent(domain.oid(), each -> new ArrayList<>()).add(" " + clause);
          } else {
            String name = Session.text(row, "name");
            items.make(
                id, Phase.TYPE, name + " check", "ALTER DOMAIN " + name + " ADD " + clause, domain);
          }
        });
    session.rows(
        """
        SELECT t.oid, format('%I.%I', n.nspname, t.typname) AS name,
          format_type(t.typbasetype, t.typtypmod) AS base, t.typnotnull,
          pg_get_expr(t.typdefaultbin, 0) AS value,
          CASE WHEN t.typcollation <> b.typcollation
            THEN (SELECT format('%I.%I', ln.nspname, l.collname) FROM pg_collation l
              JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = t.typcollation)
          END AS collation
        FROM pg_type t
        JOIN pg_namespace n ON n.oid = t.typnamespace
        JOIN pg_type b ON b.oid = t.typbasetype
        WHERE t.typtype = 'd' AND t.typnamespace IN (
        """
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = ObjectId.type(row.getLong("oid"));
          if (!session.isMember(id)) {
            String name = Session.text(row, "name");
            items.make(
                id,
                Phase.TYPE,
                name,
                "CREATE DOMAIN "
                    + name
                    + " AS "
                    + Session.text(row, "base")
                    + clause(" COLLATE ", row.getString("collation"))
                    + clause(" DEFAULT ", row.getString("value"))
                    + (row.getBoolean("typnotnull") ? " NOT NULL" : "")
                    + String.join("", checks.getOrDefault(id.oid(), List.of())));
          }
        });
  }

  private static String clause(String word, @Nullable String value) {
    return value == null ? "" : word + value;
  }

  private void ranges() throws SQLException {
    session.rows(
        """
        SELECT t.oid, format('%I.%I', n.nspname, t.typname) AS name,
          format_type(r.rngsubtype, NULL) AS subtype,
          (SELECT format('%I.%I', n2.nspname, o.opcname) FROM pg_opclass o
            JOIN pg_namespace n2 ON n2.oid = o.opcnamespace
            WHERE o.oid = r.rngsubopc AND NOT o.opcdefault) AS opclass,
          (SELECT format('%I.%I', n2.nspname, l.collname) FROM pg_collation l
            JOIN pg_namespace n2 ON n2.oid = l.collnamespace
            JOIN pg_type s ON s.oid = r.rngsubtype
            WHERE l.oid = r.rngcollation AND s.typcollation <> r.rngcollation) AS collation,
          NULLIF(r.rngsubdiff::oid, 0)::regproc::text AS subdiff,
          NULLIF(r.rngcanonical::oid, 0)::regproc::text AS canonical,
        """
            + session.from(14, "r.rngmultitypid::oid", "0::oid")
            + " AS multi, "
            + session.from(
                14,
                "(SELECT format('%I.%I', n2.nspname, m.typname) FROM pg_type m JOIN pg_namespace n2"
                    + " ON n2.oid = m.typnamespace WHERE m.oid = r.rngmultitypid)",
                "NULL::text")
            + """
               AS multiname
            FROM pg_range r
            JOIN pg_type t ON t.oid = r.rngtypid
            JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typnamespace IN (
            """
            + session.namespaces()
            + ")",
        row -> {
          ObjectId id = ObjectId.type(row.getLong("oid"));
          if (session.isMember(id)) {
            return;
          }
          long multi = row.getLong("multi");
          if (multi != 0) {
            items.owned(ObjectId.type(multi), id);
          }
          String name = Session.text(row, "name");
          items.make(
              id,
              Phase.TYPE,
              name,
              "CREATE TYPE "
                  + name
                  + " AS RANGE (SUBTYPE = "
                  + Session.text(row, "subtype")
                  + clause(", SUBTYPE_OPCLASS = ", row.getString("opclass"))
                  + clause(", COLLATION = ", row.getString("collation"))
                  + clause(", SUBTYPE_DIFF = ", row.getString("subdiff"))
                  + clause(", CANONICAL = ", row.getString("canonical"))
                  + clause(", MULTIRANGE_TYPE_NAME = ", row.getString("multiname"))
                  + ")");
        });
  }
}
