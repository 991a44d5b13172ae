package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.SequenceFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code hasTable} and {@code hasColumn}: Knex asks {@code information_schema}, by the schema of
 * {@code withSchema} or else the current one, with names as they are written.
 */
final class SchemaQuestions {

  private final SchemaView view;
  private final Value schema;
  private final Place place;

  SchemaQuestions(Connection connection, Value schema, Place place) {
    this.view = connection.view();
    this.schema = schema;
    this.place = place;
  }

  Value hasTable(Value table) {
    String name = Arguments.known(table);
    String in = schema();
    if (name == null || in == null) {
      return unknown("whether there is a table of a name that is not known");
    }
    return switch (view.relation(in, name)) {
      case Fact.Known<RelationFacts>(RelationFacts relation) -> Value.Bool.of(isTable(relation));
      case Fact.Absent<RelationFacts> absent -> Value.Bool.FALSE;
      case Fact.Unknown<RelationFacts>(String reason) ->
          unknown("whether there is a table " + name + ": " + reason);
    };
  }

  Value hasColumn(Value table, Value column) {
    String name = Arguments.known(table);
    String columnName = Arguments.known(column);
    String in = schema();
    if (name == null || columnName == null || in == null) {
      return unknown("whether there is a column of a name that is not known");
    }
    String what = "whether " + name + " has a column " + columnName;
    return switch (view.relation(in, name)) {
      case Fact.Known<RelationFacts>(TableFacts facts) ->
          switch (facts.column(columnName)) {
            case Fact.Known<ColumnFacts> known -> Value.Bool.TRUE;
            case Fact.Absent<ColumnFacts> absent -> Value.Bool.FALSE;
            case Fact.Unknown<ColumnFacts>(String reason) -> unknown(what + ": " + reason);
          };
      case Fact.Known<RelationFacts>(ViewFacts facts) -> unknown(what);
      case Fact.Known<RelationFacts> other -> Value.Bool.FALSE;
      case Fact.Absent<RelationFacts> absent -> Value.Bool.FALSE;
      case Fact.Unknown<RelationFacts>(String reason) -> unknown(what + ": " + reason);
    };
  }

  private @Nullable String schema() {
    return Flags.isGiven(schema) ? Arguments.known(schema) : view.currentSchema();
  }

  private static boolean isTable(RelationFacts relation) {
    return switch (relation) {
      case TableFacts table -> true;
      case ViewFacts of -> !of.materialized();
      case IndexFacts index -> false;
      case SequenceFacts sequence -> false;
      case RelationFacts.CompositeFacts composite -> false;
    };
  }

  private Unknown unknown(String what) {
    return new Unknown(what, place);
  }
}
