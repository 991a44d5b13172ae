package io.github.windlass.extractor;

import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a database at one moment, as far as the history before it tells. Immutable.
 *
 * <p>A framework that reads the catalog to decide what it sends gets its answers from here. What
 * the history does not tell is unknown, and never taken for absent. Something is absent for certain
 * if the history removed it, or if it began at an empty database and never made it.
 *
 * <p>What a step does that may not run ({@link Step.Sql#condition()}), runs an unknown number of
 * times, or has holes, makes what it touches unknown. After a {@link Step.Gap}, what is not known
 * to be there may be.
 *
 * <p>Making a view costs nothing: the history is read when the first question is asked.
 */
public interface SchemaView {

  /** A view that knows nothing, whatever runs. */
  static SchemaView unknown() {
    return UnknownSchema.INSTANCE;
  }

  /** The view after a text of one statement or several ran for certain, once. */
  SchemaView after(String sql);

  /** The view after a step, taking into account whether and how it runs. */
  SchemaView after(Step step);

  /** The view after a whole migration. */
  default SchemaView after(Migration migration) {
    SchemaView view = this;
    if (migration.dialect() == Dialect.POSTGRES) {
      for (Step step : migration.steps()) {
        view = view.after(step);
      }
    }
    return view;
  }

  /** What {@code current_schema()} says: the first of the search path, {@code public} mostly. */
  String currentSchema();

  /** Whether there is a schema of that name; the value is the name itself. */
  Fact<String> schema(String name);

  /**
   * The relation of a name.
   *
   * @param schema null: the first of the search path that has one
   */
  Fact<RelationFacts> relation(@Nullable String schema, String name);

  /**
   * The table of a name; absent too where another kind of relation has the name.
   *
   * @param schema null: the first of the search path that has one
   */
  default Fact<TableFacts> table(@Nullable String schema, String name) {
    return switch (relation(schema, name)) {
      case Fact.Known<RelationFacts>(TableFacts table) -> Fact.known(table);
      case Fact.Known<RelationFacts> other -> Fact.absent();
      case Fact.Absent<RelationFacts> absent -> Fact.absent();
      case Fact.Unknown<RelationFacts>(String reason) -> Fact.unknown(reason);
    };
  }

  /**
   * The enum, domain, range or composite type of a name.
   *
   * @param schema null: the first of the search path that has one
   */
  Fact<TypeFacts> type(@Nullable String schema, String name);

  /** The tables, views, indexes and sequences of a schema. */
  Listing<QualifiedName> relations(String schema);
}
