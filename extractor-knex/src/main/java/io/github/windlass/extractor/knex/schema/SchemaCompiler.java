package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Builder;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.RawObject;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of one call of a schema builder ({@code pg-compiler.js}). */
final class SchemaCompiler {

  /**
   * Something that is sent, or a question that is answered from the schema.
   *
   * @param answer what a question gives; null: it is a statement
   * @param calls the calls of a table builder of which one made it; null: none did
   * @param index which of them; less than 0: none
   */
  record Entry(
      Compiled sql, Place place, @Nullable Value answer, @Nullable ListValue calls, int index) {

    static Entry of(Sql sql, Place place) {
      return new Entry(sql.build(), place, null, null, -1);
    }

    /** Sends it, under the condition on which it depends that the builder was called. */
    Value send(Builder builder, Connection connection) {
      if (answer != null) {
        connection.answered();
        return answer;
      }
      if (calls != null && index >= 0 && calls.isGuarded()) {
        return connection
            .run()
            .forItem(calls, index, () -> connection.send(builder, sql, place), place);
      }
      return connection.send(builder, sql, place);
    }
  }

  private final Connection connection;
  private final Value schema;

  /**
   * @param schema by {@code withSchema}; undefined: none
   */
  SchemaCompiler(Connection connection, Value schema) {
    this.connection = connection;
    this.schema = schema;
  }

  List<Entry> compile(Call call) {
    String method = call.method();
    return switch (method) {
      case "createTable" -> table("create", call, call.at(1));
      case "createTableIfNotExists" -> table("createIfNot", call, call.at(1));
      case "createTableLike" -> table("createLike", call, call.at(2));
      case "alterTable" -> table("alter", call, call.at(1));
      case "createView" -> view("create", call);
      case "createViewOrReplace" -> view("createOrReplace", call);
      case "createMaterializedView" -> view("createMaterializedView", call);
      case "alterView" -> view("alter", call);
      case "raw" -> {
        RawObject raw = new RawObject(connection, call.at(0), call.at(1));
        yield List.of(new Entry(raw.compile(call.place()), call.place(), null, null, -1));
      }
      case "hasTable", "hasColumn" -> {
        SchemaQuestions questions = new SchemaQuestions(connection, schema, call.place());
        Value answer =
            method.equals("hasTable")
                ? questions.hasTable(call.at(0))
                : questions.hasColumn(call.at(0), call.at(1));
        yield List.of(new Entry(Compiled.of(Text.EMPTY), call.place(), answer, null, -1));
      }
      default -> statement(call);
    };
  }

  private List<Entry> statement(Call call) {
    Formatter formatter = connection.formatter(call.place());
    Value name = call.at(0);
    Sql out = new Sql().at(call.place());
    switch (call.method()) {
      case "dropTable" -> qualified(out.add("drop table "), name, formatter);
      case "dropTableIfExists" -> qualified(out.add("drop table if exists "), name, formatter);
      case "dropView" -> qualified(out.add("drop view "), name, formatter);
      case "dropViewIfExists" -> qualified(out.add("drop view if exists "), name, formatter);
      case "dropMaterializedView" -> qualified(out.add("drop materialized view "), name, formatter);
      case "dropMaterializedViewIfExists" ->
          qualified(out.add("drop materialized view if exists "), name, formatter);
      case "renameTable" -> {
        qualified(out.add("alter table "), name, formatter);
        formatter.wrap(call.at(1), out.add(" rename to "));
      }
      case "renameView" -> {
        formatter.wrap(name, out.add("alter view "));
        formatter.wrap(call.at(1), out.add(" rename to "));
      }
      case "createSchema" -> formatter.wrap(name, out.add("create schema "));
      case "createSchemaIfNotExists" ->
          formatter.wrap(name, out.add("create schema if not exists "));
      case "dropSchema" -> {
        formatter.wrap(name, out.add("drop schema "));
        cascade(call.at(1), out);
      }
      case "dropSchemaIfExists" -> {
        formatter.wrap(name, out.add("drop schema if exists "));
        cascade(call.at(1), out);
      }
      case "createExtension" -> formatter.wrap(name, out.add("create extension "));
      case "createExtensionIfNotExists" ->
          formatter.wrap(name, out.add("create extension if not exists "));
      case "dropExtension" -> formatter.wrap(name, out.add("drop extension "));
      case "dropExtensionIfExists" -> formatter.wrap(name, out.add("drop extension if exists "));
      case "refreshMaterializedView" -> {
        out.add("refresh materialized view");
        Flags.words(call.at(1), " concurrently", connection.run(), out);
        formatter.wrap(name, out.add(" "));
      }
      default -> throw new IllegalStateException(call.method());
    }
    return List.of(Entry.of(out, call.place()));
  }

  private void cascade(Value cascade, Sql out) {
    Flags.words(cascade, " cascade", connection.run(), out);
  }

  /** A name with the schema before it. */
  private void qualified(Sql out, Value name, Formatter formatter) {
    out.add(qualified(schema, name, formatter));
  }

  /** A name with a schema before it, in quotes. */
  static Text qualified(Value schema, Value name, Formatter formatter) {
    Text text = formatter.text(name);
    if (Flags.isGiven(schema)) {
      text = new Text.Builder().add(formatter.text(schema)).add(".").add(text).build();
    }
    return formatter.wrapped(text);
  }

  private List<Entry> table(String method, Call call, Value callback) {
    boolean like = method.equals("createLike");
    if (!like && callback instanceof Value.Nothing) {
      throw connection
          .run()
          .language()
          .error(
              "A callback function must be supplied to calls against `.createTable` and `.table`",
              connection.run(),
              call.place())
          .meant();
    }
    Value other = like ? call.at(1) : Value.Nothing.UNDEFINED;
    TableBuilderObject builder =
        new TableBuilderObject(connection, method, schema, call.at(0), other, call.place());
    if (Arguments.mayBeThere(callback)) {
      connection.run().call(callback, builder, List.of(builder), call.place());
    }
    return new TableCompiler(builder).compile();
  }

  private List<Entry> view(String method, Call call) {
    ViewBuilderObject builder =
        new ViewBuilderObject(connection, method, schema, call.at(0), call.place());
    connection.run().call(call.at(1), builder, List.of(builder), call.place());
    List<Entry> entries = new ArrayList<>();
    for (Sql sql : builder.compile()) {
      entries.add(Entry.of(sql, call.place()));
    }
    return entries;
  }
}
