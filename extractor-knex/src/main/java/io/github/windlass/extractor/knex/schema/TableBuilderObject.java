package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.RawObject;
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
import java.util.List;
import java.util.Set;

/** What the callback of {@code createTable} and the like gets ({@code tablebuilder.js}). */
final class TableBuilderObject implements HostObject {

  /** The methods that add a column of a type. */
  static final Set<String> COLUMNS =
      Set.of(
          "bigIncrements",
          "bigInteger",
          "bigincrements",
          "bigint",
          "biginteger",
          "binary",
          "bit",
          "blob",
          "bool",
          "boolean",
          "char",
          "date",
          "dateTime",
          "datetime",
          "decimal",
          "double",
          "enu",
          "enum",
          "float",
          "geography",
          "geometry",
          "increments",
          "int",
          "integer",
          "json",
          "jsonb",
          "longBlob",
          "longText",
          "longblob",
          "longtext",
          "mediumBlob",
          "mediumText",
          "mediumblob",
          "mediumint",
          "mediumtext",
          "point",
          "real",
          "serial",
          "set",
          "smallint",
          "specificType",
          "string",
          "text",
          "time",
          "timestamp",
          "tinyBlob",
          "tinyText",
          "tinyblob",
          "tinyint",
          "tinytext",
          "uuid",
          "varbinary",
          "varchar",
          "year");

  private static final Set<String> KEYS =
      Set.of(
          "dropForeign",
          "dropForeignIfExists",
          "dropIndex",
          "dropPrimary",
          "dropPrimaryIfExists",
          "dropUnique",
          "dropUniqueIfExists",
          "index",
          "primary",
          "unique");

  /** The methods that there are only where a table is altered. */
  private static final Set<String> ALTERING =
      Set.of(
          "dropChecks",
          "dropColumn",
          "dropColumns",
          "dropNullable",
          "dropTimestamps",
          "renameColumn",
          "setNullable");

  private static final Set<String> OTHERS =
      Set.of("check", "comment", "foreign", "inherits", "queryContext", "timestamps");

  /** MySQL's, at which Knex throws. */
  private static final Set<String> ELSEWHERE = Set.of("charset", "collate", "engine");

  private static final String EXTENDED = "TableBuilder";

  final Connection connection;

  /** {@code create}, {@code createIfNot}, {@code createLike} or {@code alter}. */
  final String method;

  /** Undefined: none. */
  final Value schema;

  final Value name;

  /** The table that it shall be like; undefined: none. */
  final Value like;

  final Place place;

  /**
   * What was called, in order: {@link ColumnBuilderObject}, {@link ForeignKey}, {@link Call} of
   * keys, changes and checks.
   */
  final ListValue statements;

  /** What may be said once. */
  final ObjectValue single;

  TableBuilderObject(
      Connection connection, String method, Value schema, Value name, Value like, Place place) {
    this.connection = connection;
    this.method = method;
    this.schema = schema;
    this.name = name;
    this.like = like;
    this.place = place;
    this.statements = connection.run().list(List.of());
    this.single = connection.run().object();
  }

  @Override
  public String describe() {
    return "a table builder";
  }

  /** To an unknown function it would be given to be changed. */
  @Override
  public boolean sends() {
    return true;
  }

  boolean isAltering() {
    return method.equals("alter");
  }

  @Override
  public Value member(String member, Evaluation run, Place at) {
    return has(member) || connection.extension(EXTENDED, member) != null
        ? new NativeFunction(
            member, (self, arguments, evaluation, where) -> call(member, arguments, where))
        : Nothing.UNDEFINED;
  }

  private boolean has(String member) {
    return COLUMNS.contains(member)
        || KEYS.contains(member)
        || OTHERS.contains(member)
        || ELSEWHERE.contains(member)
        || (isAltering() && ALTERING.contains(member));
  }

  @Override
  public Value invoke(String member, List<Value> arguments, Evaluation run, Place at) {
    Value function = member(member, run, at);
    return function instanceof Nothing
        ? connection.unsupported("a table builder has no method " + member, at)
        : call(member, arguments, at);
  }

  Value call(String called, List<Value> arguments, Place at) {
    Value extension = has(called) ? null : connection.extension(EXTENDED, called);
    if (extension != null) {
      return connection.run().call(extension, this, arguments, at);
    }
    if (COLUMNS.contains(called)) {
      return column(called, arguments, at);
    }
    if (KEYS.contains(called)) {
      statements.add(new Call(called, arguments, at));
      return this;
    }
    switch (called) {
      case "foreign" -> {
        ForeignKey key =
            new ForeignKey(connection, Arguments.at(arguments, 0), Arguments.at(arguments, 1), at);
        statements.add(key);
        return new ForeignKeyObject(key, null);
      }
      case "timestamps" -> timestamps(arguments, at);
      case "comment" -> {
        Value comment = Arguments.at(arguments, 0);
        if (!(comment instanceof Text) && !(comment instanceof Unknown)) {
          throw error("Table comment must be string", at);
        }
        single.put("comment", comment);
        return Nothing.UNDEFINED;
      }
      case "inherits" -> {
        if (isAltering()) {
          throw error("Knex does not support altering the inherits outside of create table", at);
        }
        single.put("inherits", Arguments.at(arguments, 0));
        return Nothing.UNDEFINED;
      }
      case "charset", "collate", "engine" ->
          throw error("Knex only supports " + called + " statement with mysql.", at);
      case "dropColumn", "dropColumns" -> statements.add(new Call("dropColumn", arguments, at));
      case "dropTimestamps" -> {
        boolean camel = Arguments.at(arguments, 0) == Bool.TRUE;
        List<Value> columns =
            List.of(
                Text.produced(camel ? "createdAt" : "created_at", at),
                Text.produced(camel ? "updatedAt" : "updated_at", at));
        statements.add(new Call("dropColumn", List.of(connection.run().list(columns)), at));
      }
      case "check", "dropChecks", "dropNullable", "renameColumn", "setNullable" ->
          statements.add(new Call(called, arguments, at));
      default -> {}
    }
    return this;
  }

  private RuntimeException error(String message, Place at) {
    return connection.run().language().error(message, connection.run(), at).meant();
  }

  private ColumnBuilderObject column(String type, List<Value> arguments, Place at) {
    ColumnBuilderObject column = new ColumnBuilderObject(this, type, arguments, at);
    statements.add(column);
    return column;
  }

  /** {@code timestamps(useTimestamps, defaultToNow, useCamelCase)}, or an object of these. */
  private void timestamps(List<Value> arguments, Place at) {
    Evaluation run = connection.run();
    Value useTimestamps = Arguments.at(arguments, 0);
    Value defaultToNow = Arguments.at(arguments, 1);
    Value useCamelCase = Arguments.at(arguments, 2);
    if (useTimestamps instanceof ObjectValue options) {
      defaultToNow = run.member(options, "defaultToNow", at);
      useCamelCase = run.member(options, "useCamelCase", at);
      useTimestamps = run.member(options, "useTimestamps", at);
    }
    String type = useTimestamps == Bool.TRUE ? "timestamp" : "datetime";
    boolean camel = run.language().truth(useCamelCase) == Truth.TRUE;
    for (String base :
        List.of(camel ? "createdAt" : "created_at", camel ? "updatedAt" : "updated_at")) {
      ColumnBuilderObject column = column(type, List.of(Text.produced(base, at)), at);
      if (defaultToNow == Bool.TRUE) {
        column.call("notNullable", List.of(), at);
        column.call(
            "defaultTo",
            List.of(new RawObject(connection, Text.of("CURRENT_TIMESTAMP"), Nothing.UNDEFINED)),
            at);
      } else if (defaultToNow instanceof Unknown unknown) {
        column.modifiers.put("nullable", unknown);
        column.modifiers.put("defaultTo", unknown);
      }
    }
  }
}
