package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.typeorm.ddl.AddColumn;
import io.github.windlass.extractor.typeorm.ddl.Change;
import io.github.windlass.extractor.typeorm.ddl.ChangeColumn;
import io.github.windlass.extractor.typeorm.ddl.Column;
import io.github.windlass.extractor.typeorm.ddl.Comments;
import io.github.windlass.extractor.typeorm.ddl.CreateTable;
import io.github.windlass.extractor.typeorm.ddl.DropColumn;
import io.github.windlass.extractor.typeorm.ddl.DropTable;
import io.github.windlass.extractor.typeorm.ddl.ForeignKey;
import io.github.windlass.extractor.typeorm.ddl.Index;
import io.github.windlass.extractor.typeorm.ddl.Options;
import io.github.windlass.extractor.typeorm.ddl.PrimaryKeys;
import io.github.windlass.extractor.typeorm.ddl.RenameTable;
import io.github.windlass.extractor.typeorm.ddl.Schemas;
import io.github.windlass.extractor.typeorm.ddl.Several;
import io.github.windlass.extractor.typeorm.ddl.Table;
import io.github.windlass.extractor.typeorm.ddl.Unique;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of a query runner that change the schema of a PostgreSQL database. */
final class SchemaCalls {

  private final Database database;
  private final QueryRunnerObject runner;

  SchemaCalls(Database database, QueryRunnerObject runner) {
    this.database = database;
    this.runner = runner;
  }

  Value call(String name, List<Value> arguments, Place place) {
    TableCall call = new TableCall(database, runner, place);
    Value first = QueryRunnerObject.argument(arguments, 0);
    Value second = QueryRunnerObject.argument(arguments, 1);
    Value third = QueryRunnerObject.argument(arguments, 2);
    Value fourth = QueryRunnerObject.argument(arguments, 3);
    switch (name) {
      case "createDatabase" -> createDatabase(call, first, second);
      case "dropDatabase" -> call.send(Schemas.dropDatabase(first, call.ifExists(second)));
      case "createSchema" ->
          call.send(Schemas.create(first, call.told(second, "the schema may be there already")));
      case "dropSchema" ->
          call.send(Schemas.drop(first, call.ifExists(second), cascades(call, third)));
      case "createTable" -> createTable(call, first, second, third, fourth);
      case "dropTable" -> dropTable(call, first, second, third, fourth);
      case "renameTable" -> {
        FoundTable found = call.find(first);
        call.perform(RenameTable.of(call.session(), found.table(), Values.text(second)).actions());
      }
      case "changeTableComment" -> {
        FoundTable found = call.find(first);
        call.perform(found, Comments.change(call.session(), found.table(), second));
        if (found.object() != null) {
          found.object().put("comment", second);
        }
      }
      case "clearTable" -> clearTable(call, first, second);
      case "clearDatabase" -> call.missing("drops every view, table and enum type that there is");
      case "addColumn" -> addColumn(call, first, second);
      case "addColumns" -> call.each(second, column -> addColumn(call, first, column));
      case "renameColumn" -> renameColumn(call, first, second, third);
      case "changeColumn" -> changeColumn(call, first, second, third);
      case "changeColumns" ->
          call.each(
              second,
              change ->
                  changeColumn(
                      call,
                      first,
                      database.run().member(change, "oldColumn", place),
                      database.run().member(change, "newColumn", place)));
      case "dropColumn" -> dropColumn(call, first, second, third);
      case "dropColumns" -> call.each(second, column -> dropColumn(call, first, column, third));
      case "createPrimaryKey" -> {
        FoundTable found = call.find(first);
        call.perform(found, PrimaryKeys.create(call.session(), found.table(), list(second), third));
      }
      case "updatePrimaryKeys" -> {
        FoundTable found = call.find(first);
        Several<Value> names = names(call, second);
        call.perform(found, PrimaryKeys.update(call.session(), found.table(), names));
      }
      case "dropPrimaryKey" -> dropPrimaryKey(call, first, third);
      default -> {
        if (!new PartCalls(call).call(name, first, second, third)
            && !new ViewCalls(call).call(name, first, second)) {
          database.run().gap(GapCode.UNSUPPORTED, name + "() is not modelled", place);
        }
      }
    }
    return Value.Nothing.UNDEFINED;
  }

  private static void createDatabase(TableCall call, Value name, Value ifNotExists) {
    Text sql = Schemas.createDatabase(name);
    Truth certain = Values.truth(ifNotExists) == Truth.FALSE ? Truth.TRUE : Truth.UNKNOWN;
    call.when(certain, "there is no such database", () -> call.send(sql));
  }

  private void clearTable(TableCall call, Value table, Value options) {
    Truth cascade =
        options instanceof Value.Nothing
            ? Truth.FALSE
            : cascades(call, database.run().member(options, "cascade", call.place()));
    call.send(Schemas.truncate(call.session(), Values.text(table), cascade));
  }

  private static Truth cascades(TableCall call, Value given) {
    return call.told(given, "what depends on it goes too");
  }

  // Tables.

  private static void createTable(
      TableCall call, Value given, Value ifNotExists, Value foreignKeys, Value indices) {
    Table table = call.objects().table(given, call.place());
    Truth absent = Truth.TRUE;
    if (Values.truth(ifNotExists) != Truth.FALSE) {
      Truth present = exists(call, Values.text(call.session().path(table).joined()));
      absent = Values.not(Values.and(Values.truth(ifNotExists), present));
    }
    call.when(
        absent,
        "there is no table " + table.name().text(),
        () -> {
          Change change =
              CreateTable.of(
                  call.session(),
                  table,
                  call.flag(foreignKeys, "foreign keys are made"),
                  call.flag(indices, "indexes are made"));
          call.perform(change.actions());
          call.recordExpressions(table, table.columns().known());
          if (given instanceof ObjectValue object) {
            giveNames(call, change.after(), object);
          }
        });
  }

  /** TypeORM gives the names that it makes to the script's objects. */
  private static void giveNames(TableCall call, Table named, ObjectValue table) {
    List<Value> indices = named.indices().known().stream().map(Index::name).toList();
    giveNames(table.get("indices"), indices);
    List<Value> keys = named.foreignKeys().known().stream().map(ForeignKey::name).toList();
    giveNames(table.get("foreignKeys"), keys);
    if (table.get("uniques") instanceof ListValue uniques) {
      List<Unique> all = named.uniques().known();
      for (int i = uniques.size(); i < all.size(); i++) {
        uniques.add(call.objects().make(SchemaClass.UNIQUE, all.get(i).options()));
      }
    }
  }

  private static void giveNames(Value parts, List<Value> names) {
    if (parts instanceof ListValue list && list.size() == names.size()) {
      for (int i = 0; i < names.size(); i++) {
        if (list.get(i) instanceof ObjectValue part && !Values.mayBeThere(part.get("name"))) {
          part.put("name", names.get(i));
        }
      }
    }
  }

  private static Truth exists(TableCall call, Value table) {
    return Values.truth(new CatalogCalls(call.database(), call.place()).hasTable(table));
  }

  private static void dropTable(
      TableCall call, Value target, Value ifExists, Value foreignKeys, Value indices) {
    Truth present = Truth.TRUE;
    if (Values.truth(ifExists) != Truth.FALSE) {
      present = exists(call, target);
    }
    call.when(
        present,
        "there is a table " + describe(call, target),
        () -> {
          FoundTable found = call.findByPath(target);
          call.perform(
              DropTable.of(
                  call.session(),
                  found.table(),
                  call.flag(foreignKeys, "foreign keys are dropped first"),
                  call.flag(indices, "indexes are dropped first")));
        });
  }

  private static String describe(TableCall call, Value target) {
    return target instanceof Text text
        ? text.text()
        : call.run()
            .language()
            .text(call.run().member(target, "name", call.place()), call.run(), call.place())
            .text();
  }

  // Columns.

  private static void addColumn(TableCall call, Value tableOrName, Value given) {
    FoundTable found = call.find(tableOrName);
    Column column = call.objects().column(given, call.place());
    call.perform(found, AddColumn.of(call.session(), found.table(), column));
    call.recordExpressions(found.table(), List.of(column));
  }

  private static void dropColumn(
      TableCall call, Value tableOrName, Value columnOrName, Value ifExists) {
    FoundTable found = call.find(tableOrName);
    Truth maybe = call.ifExists(ifExists);
    Column column = column(call, found.table(), columnOrName);
    if (column == null) {
      if (maybe != Truth.FALSE) {
        return;
      }
      throw call.fails(notFound(found.table(), columnOrName));
    }
    call.perform(found, DropColumn.of(call.session(), found.table(), column, maybe));
  }

  private static void changeColumn(
      TableCall call, Value tableOrName, Value oldColumnOrName, Value newColumn) {
    FoundTable found = call.find(tableOrName);
    Column old = column(call, found.table(), oldColumnOrName);
    if (old == null) {
      throw call.fails(notFound(found.table(), oldColumnOrName));
    }
    change(call, found, old, call.objects().column(newColumn, call.place()), oldColumnOrName);
  }

  private static void renameColumn(
      TableCall call, Value tableOrName, Value oldColumnOrName, Value newColumnOrName) {
    FoundTable found = call.find(tableOrName);
    Column old = column(call, found.table(), oldColumnOrName);
    if (old == null) {
      throw call.fails(notFound(found.table(), oldColumnOrName));
    }
    Column wanted =
        SchemaObjects.isA(SchemaClass.COLUMN, newColumnOrName)
            ? call.objects().column(newColumnOrName, call.place())
            : old.with("name", newColumnOrName);
    change(call, found, old, wanted, oldColumnOrName);
  }

  private static void change(
      TableCall call, FoundTable found, Column old, Column wanted, Value oldColumn) {
    call.perform(
        found, ChangeColumn.of(call.session(), found.table(), old, wanted, found.cached()));
    call.recordExpressions(found.table(), List.of(wanted));
    if (oldColumn instanceof ObjectValue object) {
      object.put("name", wanted.name());
    }
  }

  /** The column that an argument means: an object, or a name; null: there is none of that name. */
  private static @Nullable Column column(TableCall call, Table table, Value columnOrName) {
    if (columnOrName instanceof ObjectValue object) {
      return call.objects().column(object, call.place());
    }
    Column found = table.column(columnOrName);
    if (found != null) {
      return found;
    }
    Unknown others = table.columns().others();
    if (columnOrName instanceof Unknown unknown) {
      return unknown(columnOrName, unknown);
    }
    return others == null ? null : unknown(columnOrName, others);
  }

  private static Column unknown(Value name, Unknown why) {
    Map<String, Value> values = new HashMap<>();
    values.put("name", name);
    return new Column(new Options(values, Map.of(), why));
  }

  private static String notFound(Table table, Value column) {
    return "Column \""
        + Values.text(column).text()
        + "\" was not found in the \""
        + table.name().text()
        + "\" table.";
  }

  // Primary keys.

  private static void dropPrimaryKey(TableCall call, Value tableOrName, Value ifExists) {
    FoundTable found = call.find(tableOrName);
    Several<Column> primary = found.table().primaryColumns();
    if (primary.known().isEmpty() && primary.isCertain()) {
      throw call.fails("Table " + found.table().name().text() + " has no primary keys.");
    }
    Change change = PrimaryKeys.drop(call.session(), found.table(), call.ifExists(ifExists));
    call.perform(change.actions());
    ObjectValue object = found.object();
    if (object != null && object.get("columns") instanceof ListValue columns) {
      for (Value column : columns.items()) {
        if (column instanceof ObjectValue each) {
          each.put("isPrimary", Value.Bool.FALSE);
        }
      }
    }
  }

  private static Several<Value> list(Value value) {
    return switch (value) {
      case ListValue list -> new Several<>(list.items(), list.uncertain());
      case Unknown unknown -> Several.unknown(unknown);
      default -> Several.all(List.of(value));
    };
  }

  private Several<Value> names(TableCall call, Value columns) {
    Several<Value> several = list(columns);
    List<Value> names = new ArrayList<>();
    for (Value column : several.known()) {
      names.add(database.run().member(column, "name", call.place()));
    }
    return new Several<>(names, several.others());
  }
}
