package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Origin;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's table, as ActiveRecord asks the catalog for it.
 *
 * @param facts null: the table is not known
 * @param key the columns of the primary key; empty: it has none
 */
record Shape(Text table, @Nullable TableFacts facts, List<String> key) {

  Shape {
    key = List.copyOf(key);
  }

  /**
   * @param declared the key that the model declares; empty: it declares none
   */
  static Shape of(Text table, List<String> declared, Database database) {
    TableFacts facts = database.table(table);
    if (!declared.isEmpty()) {
      return new Shape(table, facts, declared);
    }
    if (facts == null) {
      return new Shape(table, null, List.of("id"));
    }
    ConstraintFacts.PrimaryKey key = facts.primaryKey().orNull();
    if (key == null) {
      return new Shape(table, facts, facts.primaryKey().isAbsent() ? List.of() : List.of("id"));
    }
    return new Shape(table, facts, key.columns());
  }

  /** Whether all columns are known. */
  boolean isKnown() {
    return facts != null && facts.columns().isComplete();
  }

  /** Whether it has a column; null: it is not known. */
  @Nullable Boolean has(String column) {
    if (facts == null) {
      return null;
    }
    var fact = facts.column(column);
    return fact.isKnown() ? Boolean.TRUE : fact.isAbsent() ? Boolean.FALSE : null;
  }

  /** A column's type; null: it is not known. */
  @Nullable String type(String column) {
    ColumnFacts known = facts == null ? null : facts.column(column).orNull();
    TypeFacts type = known == null ? null : known.type().orNull();
    return type == null ? null : type.text();
  }

  /** A column's default as the catalog prints it; null: it has none, or it is not known. */
  @Nullable String otherwise(String column) {
    ColumnFacts known = facts == null ? null : facts.column(column).orNull();
    return known == null ? null : known.defaultText().orNull();
  }

  /** The columns of some names that it has. */
  List<String> those(String... names) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      if (Boolean.TRUE.equals(has(name))) {
        all.add(name);
      }
    }
    return all;
  }

  /** What is set where a row is made: in this order. */
  List<String> created() {
    return those("created_at", "created_on", "updated_at", "updated_on");
  }

  /** What is set where a row is changed. */
  List<String> updated() {
    return those("updated_at", "updated_on");
  }

  /** Names in the table's order; those that it has not, last. */
  List<String> ordered(List<String> names) {
    List<String> all = new ArrayList<>();
    if (facts != null) {
      for (ColumnFacts column : facts.columns().known()) {
        if (names.contains(column.name())) {
          all.add(column.name());
        }
      }
    }
    for (String name : names) {
      if (!all.contains(name)) {
        all.add(name);
      }
    }
    return all;
  }

  /**
   * The columns that the server fills in, and which are asked for: from 7.1 on, all with a function
   * as default, else the key.
   */
  List<String> returned(Database database) {
    List<String> all = new ArrayList<>();
    if (facts != null && database.installed().from(7, 1)) {
      for (ColumnFacts column : facts.columns().known()) {
        String otherwise = column.defaultText().orNull();
        boolean counted = column.identity() != ColumnFacts.Identity.NONE;
        if (counted || (otherwise != null && isFunction(otherwise))) {
          all.add(column.name());
        }
      }
    }
    return all.isEmpty() ? key : all;
  }

  /** {@code has_default_function?} of PostgreSQL's schema statements, 7.2. */
  private static boolean isFunction(String otherwise) {
    return !otherwise.startsWith("'")
        && !otherwise.isEmpty()
        && !Character.isDigit(otherwise.charAt(0))
        && (otherwise.contains("(")
            || otherwise.contains("CURRENT_DATE")
            || otherwise.contains("CURRENT_TIMESTAMP"));
  }

  /** A unique index by its name, or by its columns in any order; null: none is known. */
  @Nullable IndexFacts index(List<String> wanted) {
    if (facts == null) {
      return null;
    }
    for (IndexFacts index : facts.indexes().known()) {
      List<String> columns = columns(index);
      boolean same =
          columns != null && columns.size() == wanted.size() && columns.containsAll(wanted);
      if (wanted.contains(index.name().name()) || same) {
        return index;
      }
    }
    return null;
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

  /** Names that are given as one, or as a list. */
  static List<String> names(Value given, Database database, Origin at) {
    List<String> names = new ArrayList<>();
    for (Value item : given instanceof ListValue list ? list.items() : List.of(given)) {
      names.add(database.text(item, at).text());
    }
    return names;
  }
}
