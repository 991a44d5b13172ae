package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.extractor.sequelize.generator.Columns;
import io.github.windlass.extractor.sequelize.generator.Constraints;
import io.github.windlass.extractor.sequelize.generator.Functions;
import io.github.windlass.extractor.sequelize.generator.Indexes;
import io.github.windlass.extractor.sequelize.generator.Names;
import io.github.windlass.extractor.sequelize.generator.Rows;
import io.github.windlass.extractor.sequelize.generator.Statement;
import io.github.windlass.extractor.sequelize.generator.Tables;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import java.util.Set;

/**
 * Sequelize's QueryInterface, which a migration gets ({@code dialects/abstract/query-interface}).
 *
 * <p>Umzug gives a migration an object whose {@code context} it is, or whatever else the project
 * says: so it is its own context, and has the methods of the {@code Sequelize} object, too.
 */
final class QueryInterfaceObject implements HostObject {

  private static final Set<String> CHANGING =
      Set.of(
          "addColumn",
          "addConstraint",
          "addIndex",
          "bulkDelete",
          "bulkInsert",
          "bulkUpdate",
          "changeColumn",
          "createDatabase",
          "createFunction",
          "createSchema",
          "createTable",
          "createTrigger",
          "decrement",
          "delete",
          "dropAllEnums",
          "dropAllSchemas",
          "dropAllTables",
          "dropDatabase",
          "dropEnum",
          "dropFunction",
          "dropSchema",
          "dropTable",
          "dropTrigger",
          "increment",
          "insert",
          "rawSelect",
          "removeColumn",
          "removeConstraint",
          "removeIndex",
          "renameColumn",
          "renameFunction",
          "renameTable",
          "renameTrigger",
          "select",
          "update",
          "upsert");

  private static final Set<String> READING =
      Set.of(
          "assertTableHasColumn",
          "databaseVersion",
          "describeTable",
          "getForeignKeyReferencesForTable",
          "getForeignKeysForTables",
          "pgListEnums",
          "showAllSchemas",
          "showAllTables",
          "showConstraint",
          "showIndex",
          "tableExists");

  private final Database database;

  QueryInterfaceObject(Database database) {
    this.database = database;
  }

  @Override
  public String describe() {
    return "QueryInterface";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "sequelize" -> database.sequelize();
      case "context", "queryInterface" -> this;
      case "Sequelize" -> new SequelizeClass(database);
      case "DataTypes" -> new SequelizeClass(database).member(name, run, place);
      case "queryGenerator", "QueryGenerator" -> new QueryGeneratorObject();
      case "name", "path" -> new Unknown(place.text(), place);
      default -> {
        if (CHANGING.contains(name)
            || READING.contains(name)
            || name.startsWith("quoteIdentifier")
            || SequelizeObject.has(name)) {
          yield new NativeFunction(
              name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
        }
        yield Nothing.UNDEFINED;
      }
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Call call = new Call(run, place);
    Value first = SequelizeObject.at(arguments, 0);
    if (CHANGING.contains(name)) {
      return database.promise(
          () ->
              database
                  .connections()
                  .with(options(name, arguments), call, () -> change(name, arguments, call)),
          place);
    }
    if (READING.contains(name)) {
      return database.promise(
          () ->
              database
                  .connections()
                  .with(
                      options(name, arguments),
                      call,
                      () -> new CatalogCalls(database, call).call(name, arguments)),
          place);
    }
    return switch (name) {
      case "quoteIdentifier" -> Names.identifier(Values.text(first));
      case "quoteIdentifiers" -> Names.identifiers(Values.text(first));
      default -> {
        if (SequelizeObject.has(name)) {
          yield database.sequelize().invoke(name, arguments, run, place);
        }
        yield database.gap("QueryInterface has no method " + name, place);
      }
    };
  }

  /** The argument that may name a transaction. Elsewhere, Sequelize does not see one. */
  private static Value options(String name, List<Value> arguments) {
    int index =
        switch (name) {
          case "createDatabase",
              "createSchema",
              "dropAllEnums",
              "dropDatabase",
              "dropEnum",
              "dropSchema",
              "dropTable",
              "describeTable",
              "rawSelect",
              "showIndex",
              "tableExists" ->
              1;
          case "addConstraint", "addIndex" ->
              SequelizeObject.at(arguments, 1) instanceof ObjectValue ? 1 : 2;
          case "bulkDelete",
              "bulkInsert",
              "createTable",
              "dropFunction",
              "dropTrigger",
              "removeColumn",
              "removeConstraint",
              "removeIndex",
              "renameTable",
              "select" ->
              2;
          case "addColumn",
              "bulkUpdate",
              "changeColumn",
              "delete",
              "insert",
              "renameColumn",
              "renameFunction",
              "renameTrigger" ->
              3;
          case "update", "upsert" -> 4;
          case "decrement", "increment" -> 5;
          case "createFunction" -> 6;
          case "createTrigger" -> 7;
          default -> 0;
        };
    return SequelizeObject.at(arguments, index);
  }

  private Value change(String name, List<Value> arguments, Call call) {
    if (database.dialect() != Dialect.POSTGRES) {
      return database.gap(
          name + "() on " + Dialects.nameOf(database.dialect()) + ": its SQL is not modelled",
          call.place());
    }
    Value first = SequelizeObject.at(arguments, 0);
    Value second = SequelizeObject.at(arguments, 1);
    Value third = SequelizeObject.at(arguments, 2);
    Value fourth = SequelizeObject.at(arguments, 3);
    Value fifth = SequelizeObject.at(arguments, 4);
    return switch (name) {
      case "createTable" -> createTable(first, second, third, fourth, call);
      case "dropTable" -> send(Tables.drop(call, first, second), call);
      case "renameTable" -> send(Tables.rename(call, first, second), call);
      case "addColumn" -> addColumn(first, second, third, call);
      case "removeColumn" -> send(Columns.remove(call, first, second), call);
      case "changeColumn" -> changeColumn(first, second, third, call);
      case "renameColumn" -> {
        // It asks first whether there is the column.
        database.answered();
        yield send(Columns.rename(call, first, second, third), call);
      }
      case "addIndex" -> addIndex(first, second, third, call);
      case "removeIndex" -> send(Indexes.remove(call, first, second, third), call);
      case "addConstraint" -> addConstraint(first, second, third, call);
      case "removeConstraint" -> send(Constraints.remove(call, first, second), call);
      case "createSchema" -> send(Functions.createSchema(call, first), call);
      case "dropSchema" -> send(Functions.dropSchema(call, first), call);
      case "createDatabase" -> send(Functions.createDatabase(call, first, second), call);
      case "dropDatabase" -> send(Functions.dropDatabase(call, first), call);
      case "createFunction" -> send(Functions.create(call, arguments), call);
      case "dropFunction" -> send(Functions.drop(call, first, second), call);
      case "renameFunction" -> send(Functions.rename(call, first, second, third), call);
      case "createTrigger" -> send(Functions.createTrigger(call, arguments), call);
      case "dropTrigger" -> send(Functions.dropTrigger(call, first, second), call);
      case "renameTrigger" -> send(Functions.renameTrigger(call, first, second, third), call);
      case "dropEnum" -> send(Functions.dropEnum(call, first), call);
      case "bulkInsert" -> bulkInsert(first, second, third, fourth, call);
      case "bulkUpdate" -> bulkUpdate(first, second, third, fourth, fifth, call);
      case "bulkDelete" -> bulkDelete(first, second, third, fourth, call);
      case "insert" ->
          first instanceof Nothing
              ? database.send(Rows.insert(call, second, third, fourth), call.place())
              : modelled(name, call);
      case "increment", "decrement" -> {
        Value options = SequelizeObject.at(arguments, 5);
        String operator = name.equals("increment") ? "+" : "-";
        yield send(Rows.count(call, operator, second, third, fourth, fifth, options), call);
      }
      case "select" -> select(name, first, second, third, call);
      case "rawSelect" -> select(name, fourth, first, second, call);
      case "upsert" -> {
        if (Values.truth(call.get(fifth, "model")) == Truth.FALSE) {
          throw call.fails("Cannot read properties of undefined (reading 'rawAttributes')");
        }
        yield modelled(name, call);
      }
      case "update", "delete" -> modelled(name, call);
      case "dropAllTables" ->
          database.gap("drops every table that there is, and the foreign keys first", call.place());
      case "dropAllEnums" -> database.gap("drops every enum type that there is", call.place());
      case "dropAllSchemas" -> database.gap("drops every schema that there is", call.place());
      default -> database.gap("QueryInterface." + name + "() is not modelled", call.place());
    };
  }

  private Value send(Text sql, Call call) {
    return database.send(sql, call.place());
  }

  private Value modelled(String name, Call call) {
    return database.gap(
        "QueryInterface." + name + "(): what models send is not modelled", call.place());
  }

  // Tables.

  private Value createTable(Value table, Value attributes, Value options, Value model, Call call) {
    if (!(model instanceof Nothing)) {
      return modelled("createTable", call);
    }
    Tables.Creation creation = Tables.create(call, table, attributes, options);
    for (Text column : creation.unknownTypes()) {
      call.run()
          .gap(
              GapCode.DYNAMIC,
              "an enum type is made first, if the type of "
                  + column.text()
                  + " is one: it is not known",
              call.place());
    }
    if (creation.enums().isEmpty() || !database.connections().isOfTransaction()) {
      database.waitsForNothing();
    }
    new EnumTypes(database, call).create(creation.enums());
    return send(creation.table(), call);
  }

  private void mayBeEnum(Value definition, Value column, Call call) {
    if (Columns.mayBeEnum(call, definition)) {
      call.run()
          .gap(
              GapCode.DYNAMIC,
              "an enum type is made first, if the type of "
                  + Values.text(column).text()
                  + " is one: it is not known",
              call.place());
    }
  }

  private Value addColumn(Value table, Value column, Value definition, Call call) {
    mayBeEnum(definition, column, call);
    return send(Columns.add(call, table, column, definition), call);
  }

  private Value changeColumn(Value table, Value column, Value definition, Call call) {
    mayBeEnum(definition, column, call);
    return send(Columns.change(call, table, column, definition), call);
  }

  // Indexes and constraints.

  /** The fields are given by themselves, or among the options. */
  private Value addIndex(Value table, Value second, Value third, Call call) {
    boolean apart =
        second instanceof ListValue
            || (second instanceof Unknown && !(third instanceof Nothing || third instanceof Text));
    Value options = apart ? third : second;
    Value fields = apart ? second : call.get(second, "fields");
    return send(Indexes.add(call, table, fields, options), call);
  }

  private Value addConstraint(Value table, Value second, Value third, Call call) {
    Value options = second;
    if (second instanceof ListValue && third instanceof ObjectValue given) {
      // The API of Sequelize 5, whose SQL is the same: fields by themselves.
      ObjectValue merged = call.run().object();
      for (String key : given.keys()) {
        merged.put(key, call.get(given, key));
      }
      merged.put("fields", second);
      options = merged;
    } else if (!(second instanceof ObjectValue || second instanceof Unknown)) {
      throw call.fails("Fields must be specified through options.fields");
    }
    Text sql = Constraints.add(call, table, options);
    if (sql == null) {
      call.run()
          .gap(GapCode.DYNAMIC, "which kind of constraint is added is not known", call.place());
      return new Unknown(call.place().text(), call.place());
    }
    return send(sql, call);
  }

  // Rows.

  private Value bulkInsert(Value table, Value records, Value options, Value attributes, Call call) {
    Text sql = Rows.bulkInsert(call, table, records, options, attributes);
    if (sql == null) {
      call.run()
          .gap(
              GapCode.DYNAMIC,
              "rows that are not known are inserted into " + tableName(table, call),
              call.place());
      return new Unknown(call.place().text(), call.place());
    }
    return send(sql, call);
  }

  private static String tableName(Value table, Call call) {
    return table instanceof Text text ? text.text() : Names.table(call, table).text();
  }

  private Value bulkUpdate(
      Value table, Value values, Value where, Value options, Value attributes, Call call) {
    if (Values.truth(call.get(options, "model")) != Truth.FALSE) {
      return modelled("bulkUpdate", call);
    }
    Statement statement = Rows.bulkUpdate(call, table, values, where, options, attributes);
    return statement == null ? Nothing.UNDEFINED : database.send(statement, call.place());
  }

  private Value bulkDelete(Value table, Value where, Value options, Value model, Call call) {
    return model instanceof Nothing
        ? send(Rows.bulkDelete(call, table, where, options), call)
        : modelled("bulkDelete", call);
  }

  private Value select(String name, Value model, Value table, Value options, Call call) {
    Text sql = model instanceof Nothing ? Rows.select(call, table, options) : null;
    return sql == null ? modelled(name, call) : send(sql, call);
  }
}
