package io.github.windlass.analyzer.schema;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.SequenceFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a view says of some schemas, in the form of {@code fixtures/record/schema/facts.sql}.
 *
 * <p>A fact that the view does not know has the value {@link #UNKNOWN}.
 */
final class FactLines {

  static final String UNKNOWN = "?";

  private final SchemaView view;
  private final Map<String, String> lines = new TreeMap<>();

  private FactLines(SchemaView view) {
    this.view = view;
  }

  static Map<String, String> of(
      SchemaView view, Iterable<String> schemas, Iterable<QualifiedName> types) {
    FactLines facts = new FactLines(view);
    for (String schema : schemas) {
      if (view.schema(schema).isKnown()) {
        facts.add("schema " + schema, schema);
      }
      for (QualifiedName name : facts.all(view.relations(schema))) {
        RelationFacts relation = view.relation(name.schema(), name.name()).orNull();
        if (relation != null) {
          facts.relation(relation);
        }
      }
    }
    for (QualifiedName type : types) {
      TypeFacts known = view.type(type.schema(), type.name()).orNull();
      if (known != null) {
        facts.type(type, known);
      }
    }
    return facts.lines;
  }

  private <T> List<T> all(Listing<T> listing) {
    if (!listing.isComplete()) {
      add("complete", UNKNOWN);
    }
    return listing.known();
  }

  private void add(String what, @Nullable String value) {
    lines.put(what, value == null ? UNKNOWN : value.replace("\\", "\\\\").replace("\n", "\\n"));
  }

  private void addUnlessAbsent(String what, Fact<String> value) {
    if (!value.isAbsent()) {
      add(what, value.orNull());
    }
  }

  private void relation(RelationFacts relation) {
    switch (relation) {
      case TableFacts table -> table(table);
      case ViewFacts v -> {
        add("relation " + v.name(), v.materialized() ? "materialized view" : "view");
        addUnlessAbsent("comment " + v.name(), v.comment());
        all(v.indexes()).forEach(this::index);
      }
      case SequenceFacts sequence -> add("relation " + sequence.name(), "sequence");
      case RelationFacts.CompositeFacts composite ->
          add("relation " + composite.name(), "composite type");
      case IndexFacts ignored -> {
        // With its table.
      }
    }
  }

  private void table(TableFacts table) {
    QualifiedName name = table.name();
    add(
        "relation " + name,
        switch (table.kind()) {
          case TABLE -> "table";
          case PARTITIONED_TABLE -> "partitioned table";
          case FOREIGN_TABLE -> "foreign table";
        });
    addUnlessAbsent("comment " + name, table.comment());
    List<String> names = new ArrayList<>();
    all(table.columns()).forEach(column -> names.add(Quoting.name(column.name())));
    if (table.columns().isComplete()) {
      add("columns " + name, String.join(", ", names));
    }
    table.columns().known().forEach(column -> column(name + "." + column.name(), column));
    all(table.constraints())
        .forEach(constraint ->
            add(
                "constraint " + name + " " + Quoting.name(constraint.name()),
                constraint(constraint)));
    all(table.indexes()).forEach(this::index);
    all(table.incoming());
  }

  private void column(String name, ColumnFacts column) {
    TypeFacts type = column.type().orNull();
    add("column " + name + " type", type == null ? null : type.text());
    add(
        "column " + name + " udt",
        type == null ? null : type.array() ? type.name() + "[]" : type.name().toString());
    Boolean nullable = column.nullable().orNull();
    add("column " + name + " nullable", nullable == null ? null : nullable.toString());
    addUnlessAbsent("column " + name + " default", column.defaultText());
    if (column.identity() != ColumnFacts.Identity.NONE) {
      add("column " + name + " identity", column.identity().name());
    }
    ColumnFacts.Generated generated = column.generated().orNull();
    if (generated != null) {
      add("column " + name + " generated", generated.expression().orNull());
    }
    QualifiedName collation = column.collation().orNull();
    if (collation != null) {
      add("column " + name + " collation", collation.name());
    }
    addUnlessAbsent("column " + name + " comment", column.comment());
    QualifiedName sequence = column.sequence().orNull();
    if (sequence != null) {
      add("column " + name + " sequence", sequence.toString());
    }
  }

  private static @Nullable String constraint(ConstraintFacts constraint) {
    return switch (constraint) {
      case ConstraintFacts.PrimaryKey key ->
          "PRIMARY KEY (" + list(key.columns()) + ")" + deferral(key.deferral());
      case ConstraintFacts.Unique key ->
          "UNIQUE (" + list(key.columns()) + ")" + deferral(key.deferral());
      case ConstraintFacts.Check check -> check.definition().orNull();
      case ConstraintFacts.Exclusion exclusion -> exclusion.definition().orNull();
      case ConstraintFacts.ForeignKey key -> {
        List<String> referenced = key.referencedColumns().orNull();
        yield referenced == null
            ? null
            : "FOREIGN KEY ("
                + list(key.columns())
                + ") REFERENCES "
                + key.referenced()
                + " ("
                + list(referenced)
                + ") ON UPDATE "
                + key.onUpdate().sql()
                + " ON DELETE "
                + key.onDelete().sql()
                + deferral(key.deferral())
                + (key.valid() ? "" : " NOT VALID");
      }
    };
  }

  private static String deferral(ConstraintFacts.Deferral deferral) {
    return deferral == ConstraintFacts.Deferral.NOT_DEFERRABLE ? "" : " " + deferral.name();
  }

  private void index(IndexFacts index) {
    List<String> keys = new ArrayList<>();
    for (IndexFacts.Key key : index.keys()) {
      String column = key.column();
      keys.add(column == null ? key.expression().orNull() : Quoting.name(column));
    }
    String what = index.table() + " " + Quoting.name(index.name().name());
    add(
        "index " + what,
        keys.contains(null)
            ? null
            : (index.unique() ? "unique " : "")
                + index.method()
                + " ("
                + String.join(", ", keys)
                + ")"
                + (index.included().isEmpty() ? "" : " include (" + list(index.included()) + ")")
                + (index.constraint() == null ? "" : " constraint " + index.constraint()));
    addUnlessAbsent("where " + what, index.where());
  }

  private static String list(List<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add(Quoting.name(name)));
    return String.join(", ", quoted);
  }

  private void type(QualifiedName name, TypeFacts type) {
    List<String> values = type.enumValues().orNull();
    add(
        "type " + name,
        switch (type.kind()) {
          case ENUM -> {
            List<String> quoted = new ArrayList<>();
            if (values != null) {
              values.forEach(value -> quoted.add(Quoting.string(value)));
            }
            yield values == null ? null : "enum (" + String.join(", ", quoted) + ")";
          }
          case DOMAIN -> "domain";
          case COMPOSITE -> "composite";
          case RANGE -> "range";
          case BUILT_IN, OTHER -> null;
        });
  }

  /** The schemas and types that recorded lines speak of. */
  static TreeSet<String> names(Iterable<String> keys, String kind) {
    TreeSet<String> names = new TreeSet<>();
    for (String key : keys) {
      if (key.startsWith(kind + " ")) {
        names.add(key.substring(kind.length() + 1));
      }
    }
    return names;
  }
}
