package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.Listing;
import io.github.windlass.extractor.schema.RelationFacts;
import io.github.windlass.extractor.schema.SequenceFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import io.github.windlass.extractor.typeorm.ddl.CatalogTables;
import io.github.windlass.extractor.typeorm.ddl.Session;
import io.github.windlass.extractor.typeorm.ddl.TablePath;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a query runner that ask the catalog. What the history does not tell is unknown.
 */
final class CatalogCalls {

  private final Database database;
  private final Evaluation run;
  private final Session session;
  private final Place place;

  CatalogCalls(Database database, Place place) {
    this.database = database;
    this.run = database.run();
    this.session = database.session(place);
    this.place = place;
  }

  Value call(String name, List<Value> arguments) {
    Value first = QueryRunnerObject.argument(arguments, 0);
    return switch (name) {
      case "hasTable" -> hasTable(first);
      case "hasColumn" -> hasColumn(first, QueryRunnerObject.argument(arguments, 1));
      case "hasSchema" -> hasSchema(first);
      case "getCurrentSchema" -> Text.of(session.view().currentSchema());
      case "getDatabases", "getSchemas" -> run.list(List.of());
      case "getTable" -> getTable(first);
      case "getTables" -> getTables(first);
      case "getView" -> getView(first);
      default -> unknown(place.text());
    };
  }

  /** Whether {@code information_schema.tables} has a relation. */
  Value hasTable(Value table) {
    TablePath path = path(table);
    String name = path == null ? null : path.name().known();
    String schema = path == null || path.schema() == null ? null : path.schema().known();
    if (path == null || name == null || schema == null) {
      return unknown("whether there is a table of a name that is not known");
    }
    return switch (session.view().relation(schema, name)) {
      case Fact.Known<RelationFacts>(RelationFacts relation) -> Value.Bool.of(isTable(relation));
      case Fact.Absent<RelationFacts> absent -> Value.Bool.FALSE;
      case Fact.Unknown<RelationFacts>(String reason) ->
          unknown("whether there is a table " + path.joined().text() + ": " + reason);
    };
  }

  private static boolean isTable(RelationFacts relation) {
    return switch (relation) {
      case TableFacts table -> true;
      case ViewFacts view -> !view.materialized();
      case IndexFacts index -> false;
      case SequenceFacts sequence -> false;
      case RelationFacts.CompositeFacts composite -> false;
    };
  }

  private Value hasColumn(Value table, Value column) {
    TablePath path = path(table);
    String name = path == null ? null : path.name().known();
    String schema = path == null || path.schema() == null ? null : path.schema().known();
    String columnName = Values.known(column);
    if (path == null || name == null || schema == null || columnName == null) {
      return unknown("whether there is a column of a name that is not known");
    }
    String what = "whether " + path.joined().text() + " has a column " + columnName;
    return switch (session.view().relation(schema, name)) {
      case Fact.Known<RelationFacts>(TableFacts facts) -> has(facts.column(columnName), what);
      case Fact.Known<RelationFacts>(ViewFacts facts) -> hasColumn(facts, columnName, what);
      case Fact.Known<RelationFacts> other -> Value.Bool.FALSE;
      case Fact.Absent<RelationFacts> absent -> Value.Bool.FALSE;
      case Fact.Unknown<RelationFacts>(String reason) -> unknown(what + ": " + reason);
    };
  }

  private Value hasColumn(ViewFacts view, String name, String what) {
    Listing<ColumnFacts> columns = view.columns();
    for (ColumnFacts column : columns.known()) {
      if (column.name().equals(name)) {
        return Value.Bool.of(!view.materialized());
      }
    }
    return columns.missing() == null ? Value.Bool.FALSE : unknown(what + ": " + columns.missing());
  }

  private Value hasSchema(Value schema) {
    String name = Values.known(schema);
    return name == null
        ? unknown("whether there is a schema of a name that is not known")
        : has(session.view().schema(name), "whether there is a schema " + name);
  }

  private Value has(Fact<?> fact, String what) {
    return switch (fact) {
      case Fact.Known<?> known -> Value.Bool.TRUE;
      case Fact.Absent<?> absent -> Value.Bool.FALSE;
      case Fact.Unknown<?>(String reason) -> unknown(what + ": " + reason);
    };
  }

  /** {@code getTable}: TypeORM keeps this table and forgets the others. */
  private Value getTable(Value name) {
    Value table = read(name);
    database.loadTables(table instanceof ObjectValue object ? List.of(object) : List.of());
    return table;
  }

  private Value getTables(Value names) {
    if (!(names instanceof ListValue list)) {
      return unknown("the tables that there are");
    }
    List<Value> tables = new ArrayList<>();
    List<ObjectValue> loaded = new ArrayList<>();
    @Nullable Unknown uncertain = list.uncertain();
    for (Value name : list.items()) {
      Value table = read(name);
      if (table instanceof ObjectValue object) {
        loaded.add(object);
        tables.add(object);
      } else if (table instanceof Unknown unknown) {
        uncertain = unknown;
      }
    }
    database.loadTables(loaded);
    ListValue found = run.list(tables);
    if (uncertain != null) {
      found.becomeUncertain(uncertain);
    }
    return found;
  }

  /** A table of the catalog: an object, undefined, or unknown. */
  private Value read(Value name) {
    TablePath path = path(name);
    String tableName = path == null ? null : path.name().known();
    String schema = path == null || path.schema() == null ? null : path.schema().known();
    if (path == null || tableName == null || schema == null) {
      return unknown("the table of a name that is not known");
    }
    SchemaView view = session.view();
    return switch (view.table(schema, tableName)) {
      case Fact.Known<TableFacts>(TableFacts facts) ->
          database.objects().make(CatalogTables.of(session, facts));
      case Fact.Absent<TableFacts> absent -> Value.Nothing.UNDEFINED;
      case Fact.Unknown<TableFacts>(String reason) -> {
        String what = "the table " + path.joined().text() + ": " + reason;
        database.rememberUnknownTable(what, Values.text(name).text());
        yield unknown(what);
      }
    };
  }

  private Value getView(Value name) {
    for (ObjectValue view : database.recordedViews()) {
      if (view.get("name").equals(name)) {
        return view;
      }
    }
    TablePath path = path(name);
    String viewName = path == null ? null : path.name().known();
    String schema = path == null || path.schema() == null ? null : path.schema().known();
    return viewName != null && session.view().relation(schema, viewName).isAbsent()
        ? Value.Nothing.UNDEFINED
        : unknown("a view that typeorm_metadata may have");
  }

  private @Nullable TablePath path(Value table) {
    if (table instanceof Text text) {
      return session.path(text);
    }
    return SchemaObjects.isA(SchemaClass.TABLE, table)
        ? session.path(database.objects().table(table, place))
        : null;
  }

  private Unknown unknown(String reason) {
    return new Unknown(reason, place);
  }
}
