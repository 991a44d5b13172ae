package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ActiveRecord asks the server's catalog, answered from the schema as the history made it. */
final class Catalog {

  private final Database database;

  Catalog(Database database) {
    this.database = database;
  }

  /** A table by the name that a migration has for it. */
  Fact<TableFacts> table(Text name) {
    if (!name.isKnown()) {
      return Fact.unknown("the table's name is not known");
    }
    List<Text> parts = Names.parts(name);
    return parts.size() > 1
        ? database.view().table(parts.get(0).text(), parts.get(1).text())
        : database.view().table(null, name.text());
  }

  /** {@code table_exists?} and the like: true, false or unknown. */
  Value relationExists(Text name, boolean tables, boolean views, Origin at) {
    if (!name.isKnown()) {
      return new Unknown(at.place().text(), at.place());
    }
    List<Text> parts = Names.parts(name);
    Fact<RelationFacts> fact =
        parts.size() > 1
            ? database.view().relation(parts.get(0).text(), parts.get(1).text())
            : database.view().relation(null, name.text());
    return switch (fact) {
      case Fact.Known<RelationFacts>(RelationFacts relation) ->
          Value.Bool.of(
              (tables && relation instanceof TableFacts)
                  || (views && relation instanceof ViewFacts));
      case Fact.Absent<RelationFacts> absent -> Value.Bool.FALSE;
      case Fact.Unknown<RelationFacts> unknown -> new Unknown(at.place().text(), at.place());
    };
  }

  /** {@code column_exists?}. */
  Value columnExists(Text table, Text column, Origin at) {
    Fact<TableFacts> fact = table(table);
    if (fact.isAbsent()) {
      return Value.Bool.FALSE;
    }
    TableFacts known = fact.orNull();
    if (known == null || !column.isKnown()) {
      return new Unknown(at.place().text(), at.place());
    }
    return answer(known.column(column.text()), at);
  }

  private static Value answer(Fact<?> fact, Origin at) {
    return fact.isKnown()
        ? Value.Bool.TRUE
        : fact.isAbsent() ? Value.Bool.FALSE : new Unknown(at.place().text(), at.place());
  }

  /**
   * Indexes of a table, without those behind its primary key; null: the table is not known.
   *
   * @param complete whether there certainly are no others
   */
  record Indexes(List<IndexFacts> known, boolean complete) {}

  @Nullable Indexes indexes(Text table) {
    Fact<TableFacts> fact = table(table);
    if (fact.isAbsent()) {
      return new Indexes(List.of(), false);
    }
    TableFacts known = fact.orNull();
    if (known == null) {
      return null;
    }
    List<IndexFacts> all = new ArrayList<>();
    ConstraintFacts.PrimaryKey key = known.primaryKey().orNull();
    for (IndexFacts index : known.indexes().known()) {
      if (key == null || !index.name().name().equals(key.name())) {
        all.add(index);
      }
    }
    // As the query orders them.
    all.sort((one, other) -> one.name().name().compareTo(other.name().name()));
    return new Indexes(all, known.indexes().isComplete());
  }

  /** The columns of an index; null: it has an expression among its keys. */
  static @Nullable List<String> columns(IndexFacts index) {
    List<String> columns = new ArrayList<>();
    for (IndexFacts.Key key : index.keys()) {
      if (key.column() == null) {
        return null;
      }
      columns.add(key.column());
    }
    return columns;
  }

  /** {@code index_exists?}, by columns, or by name, or both. */
  Value indexExists(Text table, @Nullable List<String> columns, @Nullable String name, Origin at) {
    Indexes indexes = indexes(table);
    if (indexes == null) {
      return new Unknown(at.place().text(), at.place());
    }
    for (IndexFacts index : indexes.known()) {
      boolean named = name == null || index.name().name().equals(name);
      if (named && (columns == null || columns.equals(columns(index)))) {
        return Value.Bool.TRUE;
      }
    }
    return indexes.complete() || table(table).isAbsent()
        ? Value.Bool.FALSE
        : new Unknown(at.place().text(), at.place());
  }

  /** What is found of something that a statement names by what it is made of. */
  sealed interface Found {

    /** It has this name. */
    record Named(String name) implements Found {}

    /** There certainly is none. */
    record None() implements Found {}

    /** There may be one. */
    record Maybe() implements Found {}
  }

  /** A foreign key. */
  Found foreignKey(
      Text table,
      @Nullable String to,
      @Nullable List<String> columns,
      @Nullable String name,
      @Nullable String usualColumn) {
    Fact<TableFacts> fact = table(table);
    TableFacts known = fact.orNull();
    if (known == null) {
      return fact.isAbsent() ? new Found.None() : new Found.Maybe();
    }
    List<ConstraintFacts.ForeignKey> found = new ArrayList<>();
    for (ConstraintFacts constraint : known.constraints().known()) {
      if (constraint instanceof ConstraintFacts.ForeignKey key
          && (to == null || isNamed(key, to))
          && (columns == null || key.columns().equals(columns))
          && (name == null || key.name().equals(name))) {
        found.add(key);
      }
    }
    // As the query orders them.
    found.sort((one, other) -> one.name().compareTo(other.name()));
    if (columns == null && usualColumn != null) {
      for (ConstraintFacts.ForeignKey key : found) {
        if (key.columns().equals(List.of(usualColumn))) {
          return new Found.Named(key.name());
        }
      }
    }
    if (!found.isEmpty()) {
      return new Found.Named(found.get(0).name());
    }
    return known.constraints().isComplete() ? new Found.None() : new Found.Maybe();
  }

  private static boolean isNamed(ConstraintFacts.ForeignKey key, String to) {
    String name = to.substring(to.lastIndexOf('.') + 1);
    return key.referenced().name().equals(name);
  }

  /** A check, unique or exclusion constraint by name. */
  Found constraint(Text table, String name) {
    Fact<TableFacts> fact = table(table);
    TableFacts known = fact.orNull();
    if (known == null) {
      return fact.isAbsent() ? new Found.None() : new Found.Maybe();
    }
    Fact<ConstraintFacts> constraint = known.constraint(name);
    return constraint.isKnown()
        ? new Found.Named(name)
        : constraint.isAbsent() ? new Found.None() : new Found.Maybe();
  }

  /** A unique constraint by its columns. */
  Found unique(Text table, List<String> columns) {
    Fact<TableFacts> fact = table(table);
    TableFacts known = fact.orNull();
    if (known == null) {
      return fact.isAbsent() ? new Found.None() : new Found.Maybe();
    }
    for (ConstraintFacts constraint : known.constraints().known()) {
      if (constraint instanceof ConstraintFacts.Unique unique && unique.columns().equals(columns)) {
        return new Found.Named(unique.name());
      }
    }
    return known.constraints().isComplete() ? new Found.None() : new Found.Maybe();
  }
}
