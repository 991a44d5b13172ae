package io.github.windlass.tracer.rows;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.rows.Table.Check;
import io.github.windlass.tracer.rows.Table.ForeignKey;
import io.github.windlass.tracer.rows.Table.UniqueKey;
import io.github.windlass.tracer.rows.Type.Attribute;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tables and types from the system catalogs, of PostgreSQL 10 and later. */
final class TableCatalog {

  private static final String USERS =
      "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
          + " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass"
          + " AND e.objid = c.oid AND e.deptype = 'e')";

  private final Connection connection;
  private final int version;
  private final List<String> without = new ArrayList<>();
  private final Map<Long, Relation> relations = new LinkedHashMap<>();
  private final Map<Long, Type> types = new HashMap<>();
  private final Map<Long, List<Column>> columns = new HashMap<>();
  private final Map<Long, List<Check>> checks = new HashMap<>();
  private final Map<Long, List<UniqueKey>> keys = new HashMap<>();
  private final Map<Long, List<ForeignKey>> foreignKeys = new HashMap<>();
  private final Set<Long> deferrable = new HashSet<>();

  private record Relation(
      long oid,
      RelationName name,
      @Nullable Long parent,
      String strategy,
      @Nullable String bounds) {

    boolean isPartitioned() {
      return !strategy.isEmpty();
    }
  }

  private TableCatalog(Connection connection) throws SQLException {
    this.connection = connection;
    this.version = connection.getMetaData().getDatabaseMajorVersion();
  }

  /** Reads all. */
  static TableCatalog of(Connection connection) throws SQLException {
    TableCatalog catalog = new TableCatalog(connection);
    catalog.read();
    return catalog;
  }

  Map<Long, Type> types() {
    return types;
  }

  /** Tables that can take no rows, each with the reason. */
  List<String> without() {
    return without;
  }

  /** The tables that take rows, by their names. */
  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (Relation relation : relations.values()) {
      if (relation.parent() == null) {
        List<Relation> leaves = new ArrayList<>();
        leaves(relation, leaves);
        if (leaves.isEmpty()) {
          without.add(relation.name() + " has no partition that takes rows");
        }
        for (int i = 0; i < leaves.size(); i++) {
          tables.add(table(leaves.get(i), relation.oid(), leaves.size(), i));
        }
      }
    }
    return tables;
  }

  /** Where rows are put: into partitions, but where a hash decides by itself. */
  private void leaves(Relation relation, List<Relation> leaves) {
    if (!relation.isPartitioned()) {
      leaves.add(relation);
      return;
    }
    boolean any = false;
    for (Relation each : relations.values()) {
      if (each.parent() != null && each.parent() == relation.oid()) {
        any = true;
        if (!relation.strategy().equals("h")) {
          leaves(each, leaves);
        }
      }
    }
    if (any && relation.strategy().equals("h")) {
      leaves.add(relation);
    }
  }

  private Table table(Relation relation, long root, int leaves, int leaf) {
    List<Column> own = columns.getOrDefault(relation.oid(), List.of());
    List<Check> all = new ArrayList<>(checks.getOrDefault(relation.oid(), List.of()));
    String bounds = relation.bounds();
    if (bounds != null) {
      List<Integer> read = new ArrayList<>();
      for (Column column : own) {
        if (Constants.names(bounds).contains(column.name())) {
          read.add(column.number());
        }
      }
      all.add(new Check("the bounds of the partition", bounds, read));
    }
    return new Table(
        relation.oid(),
        relation.name(),
        own,
        all,
        keys.getOrDefault(relation.oid(), List.of()),
        foreignKeys.getOrDefault(relation.oid(), List.of()),
        deferrable.contains(relation.oid()),
        relation.isPartitioned(),
        root,
        leaves,
        leaf);
  }

  // --- reading -------------------------------------------------------------------------------

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void rows(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        reader.read(row);
      }
    }
  }

  private String since(int major, String then, String before) {
    return version >= major ? then : before;
  }

  private void read() throws SQLException {
    readTypes();
    rows(
        "SELECT c.oid, n.nspname, c.relname, CASE WHEN c.relispartition THEN h.inhparent END,"
            + " coalesce(p.partstrat::text, ''),"
            + " CASE WHEN c.relispartition THEN pg_get_partition_constraintdef(c.oid) END"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_inherits h ON h.inhrelid = c.oid AND c.relispartition"
            + " LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid"
            + " WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND "
            + USERS
            + " ORDER BY 2, 3",
        row -> {
          long parent = row.getLong(4);
          relations.put(
              row.getLong(1),
              new Relation(
                  row.getLong(1),
                  new RelationName(text(row, 2), text(row, 3)),
                  row.wasNull() || parent == 0 ? null : parent,
                  text(row, 5),
                  row.getString(6)));
        });
    readColumns();
    readChecks();
    readKeys();
    readForeignKeys();
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    List<String> texts = new ArrayList<>();
    if (array != null && array.getArray() instanceof Object[] elements) {
      for (Object element : elements) {
        texts.add(String.valueOf(element));
      }
    }
    return texts;
  }

  private static List<Integer> numbers(Collection<String> texts) {
    List<Integer> numbers = new ArrayList<>();
    for (String text : texts) {
      numbers.add(Integer.parseInt(text));
    }
    return numbers;
  }

  private void readTypes() throws SQLException {
    Map<Long, List<Attribute>> attributes = new HashMap<>();
    rows(
        "SELECT t.oid, a.atttypid, a.atttypmod FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid"
            + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            + " WHERE t.typtype = 'c' AND c.oid >= 16384 ORDER BY t.oid, a.attnum",
        row ->
            attributes
                .computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                .add(new Attribute(row.getLong(2), row.getInt(3))));
    rows(
        "SELECT t.oid, format_type(t.oid, NULL), t.typname, t.typtype,"
            + " CASE WHEN t.typcategory = 'A' AND t.typlen = -1"
            + " AND t.typname NOT IN ('int2vector', 'oidvector') THEN t.typelem ELSE 0 END,"
            + " t.typbasetype, t.typtypmod, coalesce(r.rngsubtype, 0), "
            + since(
                14,
                "coalesce((SELECT m.rngtypid FROM pg_range m WHERE m.rngmultitypid = t.oid), 0)",
                "0")
            + ", ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid"
            + " ORDER BY e.enumsortorder), ARRAY(SELECT pg_get_expr(k.conbin, 0)"
            + " FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')"
            + " FROM pg_type t LEFT JOIN pg_range r ON r.rngtypid = t.oid"
            + " WHERE t.typtype <> 'p' AND (t.typtype <> 'c' OR t.oid >= 16384)",
        row -> {
          long oid = row.getLong(1);
          long element = row.getLong(5);
          Type.Kind kind =
              switch (text(row, 4)) {
                case "e" -> new Type.Kind.Enumeration(texts(row, 10));
                case "d" -> new Type.Kind.Domain(row.getLong(6), row.getInt(7), texts(row, 11));
                case "r" -> new Type.Kind.Range(row.getLong(8));
                case "m" -> new Type.Kind.Multirange(row.getLong(9));
                case "c" -> new Type.Kind.Composite(attributes.getOrDefault(oid, List.of()));
                default -> element == 0 ? new Type.Kind.Base() : new Type.Kind.Array(element);
              };
          types.put(oid, new Type(oid, text(row, 2), text(row, 3), kind));
        });
  }

  private void readColumns() throws SQLException {
    rows(
        "SELECT a.attrelid, a.attnum, a.attname, a.atttypid, format_type(a.atttypid, a.atttypmod),"
            + " a.atttypmod, a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity <> '', "
            + since(12, "a.attgenerated <> ''", "false")
            + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
            + " WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND "
            + USERS
            + " ORDER BY 1, 2",
        row -> {
          long oid = row.getLong(4);
          Type type = types.get(oid);
          columns
              .computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
              .add(
                  new Column(
                      row.getInt(2),
                      text(row, 3),
                      type != null
                          ? type
                          : new Type(oid, text(row, 5), text(row, 5), new Type.Kind.Base()),
                      text(row, 5),
                      row.getInt(6),
                      row.getBoolean(7),
                      row.getString(8),
                      row.getBoolean(9),
                      row.getBoolean(10)));
        });
  }

  private void readChecks() throws SQLException {
    rows(
        "SELECT k.conrelid, k.conname, pg_get_expr(k.conbin, k.conrelid), k.conkey::text[]"
            + " FROM pg_constraint k WHERE k.contype = 'c' AND k.conrelid <> 0 ORDER BY 1, 2",
        row ->
            checks
                .computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                .add(new Check(text(row, 2), text(row, 3), numbers(texts(row, 4)))));
  }

  /** Unique indexes and exclusion constraints; of an expression, the columns that it reads. */
  private void readKeys() throws SQLException {
    rows(
        "SELECT i.indrelid, string_to_array(i.indkey::text, ' '), i.indimmediate,"
            + " ARRAY(SELECT d.refobjsubid::text FROM pg_depend d"
            + " WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid"
            + " AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid"
            + " AND d.refobjsubid > 0), i.indexprs IS NOT NULL, "
            + since(11, "i.indnkeyatts", "i.indnatts")
            + " FROM pg_index i WHERE i.indisunique OR i.indisexclusion",
        row -> {
          long table = row.getLong(1);
          List<Integer> read = numbers(texts(row, 2));
          Set<Integer> all = new HashSet<>(read.subList(0, Math.min(row.getInt(6), read.size())));
          if (row.getBoolean(5)) {
            all.addAll(numbers(texts(row, 4)));
          }
          all.remove(0);
          if (!row.getBoolean(3)) {
            deferrable.add(table);
          }
          keys.computeIfAbsent(table, oid -> new ArrayList<>())
              .add(new UniqueKey(all.stream().sorted().toList()));
        });
  }

  /** Those to a partition of a table that another one is to, too, are the server's own business. */
  private void readForeignKeys() throws SQLException {
    rows(
        "SELECT k.conrelid, k.conname, k.confrelid, k.conkey::text[], ARRAY(SELECT a.attname::text"
            + " FROM unnest(k.confkey) WITH ORDINALITY u (n, place) JOIN pg_attribute a ON"
            + " a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.place) FROM pg_constraint k"
            + " WHERE k.contype = 'f'"
            + since(
                11,
                " AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = k.conparentid"
                    + " AND p.confrelid <> k.confrelid)",
                "")
            + " ORDER BY 1, array_length(k.conkey, 1) DESC, 2",
        row ->
            foreignKeys
                .computeIfAbsent(row.getLong(1), table -> new ArrayList<>())
                .add(
                    new ForeignKey(
                        text(row, 2), row.getLong(3), numbers(texts(row, 4)), texts(row, 5))));
  }

  /** What a relation is called in SQL, with what is below a partitioned table. */
  String from(long oid) {
    Relation relation = relations.get(oid);
    if (relation == null) {
      return "pg_catalog.pg_class";
    }
    return (relation.isPartitioned() ? "" : "ONLY ") + Sql.name(relation.name());
  }

  /** What a relation is called. */
  String name(long oid) {
    Relation relation = relations.get(oid);
    return relation == null ? "a table of an extension" : relation.name().toString();
  }

  /** The table at whose top a partition is. */
  long root(long oid) {
    Relation relation = relations.get(oid);
    while (relation != null && relation.parent() != null) {
      Relation parent = relations.get(relation.parent());
      if (parent == null) {
        break;
      }
      relation = parent;
    }
    return relation == null ? oid : relation.oid();
  }

  /** The columns of a relation. */
  List<Column> columns(long oid) {
    return columns.getOrDefault(oid, List.of());
  }
}
