package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tables as TypeORM reads them from the catalog ({@code PostgresQueryRunner.loadTables}). What the
 * history does not tell is unknown in them.
 */
public final class CatalogTables {

  private final Session session;
  private final TableFacts facts;
  private final Text name;

  private CatalogTables(Session session, TableFacts facts) {
    this.session = session;
    this.facts = facts;
    this.name = nameOf(session, facts.name());
  }

  /** A table that is known to be there. */
  public static Table of(Session session, TableFacts facts) {
    return new CatalogTables(session, facts).table();
  }

  /**
   * The name that TypeORM gives to a relation: without the schema if that is the present one and
   * the data source names no other.
   */
  static Text nameOf(Session session, QualifiedName relation) {
    Text option = session.schemaOption();
    String current = session.view().currentSchema();
    boolean left =
        relation.schema().equals(current) && (option == null || current.equals(option.known()));
    return Text.of(left ? relation.name() : relation.toString());
  }

  private Table table() {
    Map<String, Value> options = new HashMap<>();
    options.put("name", name);
    options.put("schema", Text.of(facts.name().schema()));
    options.put("comment", text(facts.comment(), Value.Nothing.NULL, "the comment of " + name));
    List<Column> columns = new ArrayList<>();
    for (ColumnFacts column : facts.columns().known()) {
      columns.add(new CatalogColumn(session, facts, name, column).column());
    }
    List<Unique> uniques = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    List<Exclusion> exclusions = new ArrayList<>();
    List<ForeignKey> foreignKeys = new ArrayList<>();
    for (ConstraintFacts constraint : facts.constraints().known()) {
      switch (constraint) {
        case ConstraintFacts.PrimaryKey key -> {}
        case ConstraintFacts.Unique unique -> uniques.add(unique(unique));
        case ConstraintFacts.Check check -> checks.add(check(check));
        case ConstraintFacts.Exclusion exclusion -> exclusions.add(exclusion(exclusion));
        case ConstraintFacts.ForeignKey key -> foreignKeys.add(foreignKey(key));
      }
    }
    List<Index> indices = new ArrayList<>();
    for (IndexFacts index : facts.indexes().known()) {
      // TypeORM finds none that is behind a constraint, and none over expressions alone.
      if (index.constraint() == null && !columnsOf(index).isEmpty()) {
        indices.add(index(index));
      }
    }
    Unknown otherConstraints = missing(facts.constraints());
    return new Table(
        Options.of(options),
        new Several<>(columns, missing(facts.columns())),
        new Several<>(indices, missing(facts.indexes())),
        new Several<>(foreignKeys, otherConstraints),
        new Several<>(uniques, otherConstraints),
        new Several<>(checks, otherConstraints),
        new Several<>(exclusions, otherConstraints));
  }

  private Unique unique(ConstraintFacts.Unique unique) {
    Map<String, Value> options = new HashMap<>();
    options.put("name", Text.of(unique.name()));
    return new Unique(Options.of(options).with("columnNames", inOrder(unique.columns())));
  }

  private Check check(ConstraintFacts.Check check) {
    Map<String, Value> options = new HashMap<>();
    options.put("name", Text.of(check.name()));
    Value definition =
        text(check.definition(), Value.Nothing.UNDEFINED, "how check " + check.name() + " reads");
    String known = Values.known(definition);
    options.put("expression", known == null ? definition : Text.of(inParentheses(known)));
    return new Check(Options.of(options).with("columnNames", inOrder(check.columns())));
  }

  /** What stands between CHECK ( and the last parenthesis. */
  private static String inParentheses(String definition) {
    int open = definition.indexOf('(');
    int close = definition.lastIndexOf(')');
    return open >= 0 && close > open ? definition.substring(open + 1, close) : definition;
  }

  private Exclusion exclusion(ConstraintFacts.Exclusion exclusion) {
    Map<String, Value> options = new HashMap<>();
    options.put("name", Text.of(exclusion.name()));
    Value definition =
        text(
            exclusion.definition(),
            Value.Nothing.UNDEFINED,
            "how constraint " + exclusion.name() + " reads");
    String known = Values.known(definition);
    int words = "EXCLUDE ".length();
    options.put(
        "expression",
        known == null || known.length() < words ? definition : Text.of(known.substring(words)));
    return new Exclusion(Options.of(options));
  }

  private ForeignKey foreignKey(ConstraintFacts.ForeignKey key) {
    Map<String, Value> options = new HashMap<>();
    options.put("name", Text.of(key.name()));
    options.put("referencedSchema", Text.of(key.referenced().schema()));
    options.put("referencedTableName", nameOf(session, key.referenced()));
    options.put("onDelete", Text.of(key.onDelete().sql()));
    options.put("onUpdate", Text.of(key.onUpdate().sql()));
    options.put(
        "deferrable",
        switch (key.deferral()) {
          case NOT_DEFERRABLE -> Value.Nothing.UNDEFINED;
          case INITIALLY_IMMEDIATE -> Text.of("INITIALLY IMMEDIATE");
          case INITIALLY_DEFERRED -> Text.of("INITIALLY DEFERRED");
        });
    Several<Value> referenced =
        switch (key.referencedColumns()) {
          case Fact.Known<List<String>>(List<String> columns) -> Several.all(texts(columns));
          case Fact.Absent<List<String>> absent -> Several.none();
          case Fact.Unknown<List<String>>(String reason) ->
              Several.unknown(session.unknown(reason));
        };
    return new ForeignKey(
        Options.of(options)
            .with("columnNames", Several.all(texts(key.columns())))
            .with("referencedColumnNames", referenced));
  }

  private Index index(IndexFacts index) {
    Map<String, Value> options = new HashMap<>();
    options.put("name", Text.of(index.name().name()));
    options.put("isUnique", Value.Bool.of(index.unique()));
    options.put("isSpatial", Value.Bool.of(index.method().equals("gist")));
    options.put("isConcurrent", Value.Bool.FALSE);
    options.put("isFulltext", Value.Bool.FALSE);
    options.put("isNullFiltered", Value.Bool.FALSE);
    options.put("type", Text.of(index.method()));
    options.put(
        "where", text(index.where(), Text.EMPTY, "the predicate of index " + index.name().name()));
    return new Index(Options.of(options).with("columnNames", inOrder(columnsOf(index))));
  }

  private static List<String> columnsOf(IndexFacts index) {
    List<String> columns = new ArrayList<>();
    for (IndexFacts.Key key : index.keys()) {
      if (key.column() != null) {
        columns.add(key.column());
      }
    }
    columns.addAll(index.included());
    return columns;
  }

  /** TypeORM joins with {@code pg_attribute}, and has the columns in the table's order. */
  private Several<Value> inOrder(List<String> columns) {
    Set<String> ordered =
        new TreeSet<>((one, other) -> {
          int order = Integer.compare(position(one), position(other));
          return order == 0 ? one.compareTo(other) : order;
        });
    ordered.addAll(columns);
    return Several.all(texts(List.copyOf(ordered)));
  }

  private int position(String column) {
    List<ColumnFacts> columns = facts.columns().known();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return columns.size();
  }

  private static List<Value> texts(List<String> texts) {
    List<Value> values = new ArrayList<>();
    for (String text : texts) {
      values.add(Text.of(text));
    }
    return values;
  }

  private @Nullable Unknown missing(Listing<?> listing) {
    return listing.missing() == null ? null : session.unknown(listing.missing());
  }

  private Value text(Fact<String> fact, Value absent, String what) {
    return switch (fact) {
      case Fact.Known<String>(String text) -> Text.of(text);
      case Fact.Absent<String> none -> absent;
      case Fact.Unknown<String>(String reason) -> session.unknown(what + ": " + reason);
    };
  }
}
