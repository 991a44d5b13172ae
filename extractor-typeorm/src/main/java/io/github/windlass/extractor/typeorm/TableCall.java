package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.typeorm.ddl.Action;
import io.github.windlass.extractor.typeorm.ddl.CatalogTables;
import io.github.windlass.extractor.typeorm.ddl.Change;
import io.github.windlass.extractor.typeorm.ddl.Column;
import io.github.windlass.extractor.typeorm.ddl.Session;
import io.github.windlass.extractor.typeorm.ddl.Table;
import io.github.windlass.extractor.typeorm.ddl.TablePath;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method that changes the schema: finds the table that it is about, as TypeORM's
 * cache has it, and does what follows.
 */
final class TableCall {

  private final Database database;
  private final QueryRunnerObject runner;
  private final Place place;

  TableCall(Database database, QueryRunnerObject runner, Place place) {
    this.database = database;
    this.runner = runner;
    this.place = place;
  }

  Evaluation run() {
    return database.run();
  }

  Place place() {
    return place;
  }

  Database database() {
    return database;
  }

  SchemaObjects objects() {
    return database.objects();
  }

  /** What the call finds, at this moment. */
  Session session() {
    return database.session(place);
  }

  // Finding.

  /** The table that an argument means: an object, or a name ({@code getCachedTable}). */
  FoundTable find(Value tableOrName) {
    if (tableOrName instanceof ObjectValue object) {
      Table table = objects().table(object, place);
      return new FoundTable(table, object, loaded(path(table)) != null);
    }
    if (tableOrName instanceof Text name) {
      return cached(name);
    }
    if (tableOrName instanceof Unknown unknown) {
      String path = database.unknownTable(unknown.reason());
      return path == null
          ? new FoundTable(Table.unknown(Text.hole(unknown), unknown), null, false)
          : cached(Text.of(path));
    }
    Unknown what = new Unknown("the table's name", place);
    return new FoundTable(Table.unknown(Values.text(tableOrName), what), null, false);
  }

  /** As {@link #find}, but an object only says the path of the table to look for. */
  FoundTable findByPath(Value tableOrName) {
    return SchemaObjects.isA(SchemaClass.TABLE, tableOrName)
        ? cached(session().path(objects().table(tableOrName, place)).joined())
        : find(tableOrName);
  }

  private FoundTable cached(Text name) {
    Session session = session();
    String path = session.path(name).joined().text();
    ObjectValue loaded = loaded(path);
    if (loaded != null) {
      return new FoundTable(objects().table(loaded, place), loaded, true);
    }
    Table table = load(session, name);
    ObjectValue object = objects().make(table);
    database.loadTable(object);
    return new FoundTable(table, object, true);
  }

  private Table load(Session session, Text name) {
    TablePath path = session.path(name);
    String schema = path.schema() == null ? null : path.schema().known();
    String table = path.name().known();
    if (schema == null || table == null) {
      return Table.unknown(name, new Unknown("the table's name", place));
    }
    return switch (session.view().table(schema, table)) {
      case Fact.Known<TableFacts>(TableFacts facts) -> found(session, facts);
      case Fact.Absent<TableFacts> absent -> {
        database.missATable();
        throw fails("Table \"" + name.text() + "\" does not exist.");
      }
      case Fact.Unknown<TableFacts>(String reason) ->
          Table.unknown(name, new Unknown(reason, place));
    };
  }

  /** As the catalog has it, with the expressions that TypeORM has kept. */
  private Table found(Session session, TableFacts facts) {
    Table table = CatalogTables.of(session, facts);
    for (Column column : table.columns().known()) {
      String name = facts.name() + "." + Values.text(column.name()).text();
      Value expression = database.recordedExpression(name);
      if (expression != null && column.options().values().containsKey(Column.WRITTEN)) {
        table = table.replacing(column, column.with("asExpression", expression));
      }
    }
    return table;
  }

  /** Keeps the expressions that TypeORM keeps of stored columns. */
  void recordExpressions(Table table, List<Column> columns) {
    for (Column column : columns) {
      if (Values.is(column.options().get("generatedType"), "STORED") == Truth.TRUE) {
        database.recordExpression(
            path(table) + "." + Values.text(column.name()).text(),
            column.options().get("asExpression"));
      }
    }
  }

  private @Nullable ObjectValue loaded(String path) {
    for (ObjectValue table : database.loadedTables()) {
      if (path(objects().table(table, place)).equals(path)) {
        return table;
      }
    }
    return null;
  }

  private String path(Table table) {
    return session().path(table).joined().text();
  }

  // Doing.

  /** Does it, and replaces the table that is kept under this path. */
  void perform(FoundTable found, Change change) {
    perform(change.actions());
    ObjectValue kept = loaded(path(found.table()));
    if (kept != null) {
      objects().write(change.after(), kept);
    }
  }

  void perform(List<Action> actions) {
    for (Action action : actions) {
      switch (action) {
        case Action.Send(Text sql, String condition) -> runner.execute(sql, condition, place);
        case Action.Missing(GapCode code, String reason) -> run().gap(code, reason, place);
      }
    }
  }

  void send(Text sql) {
    runner.execute(sql, null, place);
  }

  /** What TypeORM throws where it does not find in the catalog what it is to change. */
  Thrown fails(String message) {
    return run().language().error(message, run(), place).meant();
  }

  void missing(String reason) {
    run().gap(GapCode.DYNAMIC, reason, place);
  }

  /** Does something if something is so; where that is unknown, perhaps. */
  void when(Truth truth, String condition, Runnable body) {
    switch (truth) {
      case TRUE -> body.run();
      case FALSE -> {}
      case UNKNOWN ->
          run()
              .perhaps(
                  condition,
                  () -> {
                    body.run();
                    return Value.Nothing.UNDEFINED;
                  },
                  place);
    }
  }

  /** Does something for each of several. */
  void each(Value several, Consumer<Value> body) {
    switch (several) {
      case ListValue list -> {
        list.items().forEach(body);
        Unknown uncertain = list.uncertain();
        if (uncertain != null) {
          missing("there may be others of these: " + uncertain.reason());
        }
      }
      case Unknown unknown ->
          run()
              .repeatedly(
                  () -> {
                    body.accept(unknown);
                    return Value.Nothing.UNDEFINED;
                  },
                  place);
      default -> missing("what is given is no list");
    }
  }

  /** A flag that is true where it is not given. */
  boolean flag(Value given, String what) {
    return given == Value.Nothing.UNDEFINED || told(given, what) != Truth.FALSE;
  }

  /** A flag; a gap says where it is unknown. */
  Truth told(Value given, String what) {
    Truth truth = Values.truth(given);
    if (truth == Truth.UNKNOWN) {
      missing("whether " + what + " is not known");
    }
    return truth;
  }

  /** The flag by which what is dropped need not be there. */
  Truth ifExists(Value given) {
    return told(given, "what is dropped has to be there");
  }
}
