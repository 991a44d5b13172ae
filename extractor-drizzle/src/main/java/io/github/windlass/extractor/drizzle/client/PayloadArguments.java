package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * What Payload gives to {@code up}: {@code { db, payload, req }} ({@code migrate.ts} of
 * {@code @payloadcms/drizzle} 3).
 *
 * @param db the transaction that Payload began, or the database itself if it began none
 * @param pool {@code payload.db.drizzle}: the database, beside any transaction
 */
public record PayloadArguments(DatabaseObject db, DatabaseObject pool) implements HostObject {

  @Override
  public String describe() {
    return "the arguments of Payload's migration";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "db" -> db;
      case "payload" -> new Application(this);
      case "req" -> new Request(this);
      // Version 2 gave it beside payload; PostgreSQL's adapter has none.
      case "session" -> Nothing.UNDEFINED;
      default -> new Unknown(name + " of what Payload gives to a migration", place, true);
    };
  }

  /** {@code payload}. */
  private record Application(PayloadArguments arguments) implements HostObject {
    @Override
    public String describe() {
      return "payload";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "db" -> new Adapter(arguments);
        case "logger", "config", "collections", "globals", "secret" ->
            new Unknown("payload." + name, place);
        default ->
            new NativeFunction(
                name, (self, given, evaluation, at) -> invoke(name, given, evaluation, at));
      };
    }

    /** {@code payload.create(…)} and its like: the local API, with all hooks of the project. */
    @Override
    public Value invoke(String name, List<Value> given, Evaluation run, Place place) {
      return run.language()
          .promise(
              () ->
                  arguments
                      .db()
                      .connection()
                      .unsupported(
                          "payload." + name + "(): the SQL that Payload sends is not modelled",
                          place),
              run,
              place);
    }
  }

  /** {@code req}. */
  private record Request(PayloadArguments arguments) implements HostObject {
    @Override
    public String describe() {
      return "req";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return name.equals("payload")
          ? new Application(arguments)
          : new Unknown("req." + name, place);
    }
  }

  /** {@code payload.db}: the adapter ({@code @payloadcms/db-postgres}). */
  private record Adapter(PayloadArguments arguments) implements HostObject {
    @Override
    public String describe() {
      return "payload.db";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "drizzle", "primaryDrizzle" -> arguments.pool();
        case "execute" ->
            new NativeFunction(
                name, (self, given, evaluation, at) -> execute(given, evaluation, at));
        case "name", "schemaName", "idType", "tables", "tableNameMap", "localesSuffix" ->
            new Unknown("payload.db." + name, place);
        default -> new Unknown(name + " of payload.db", place, true);
      };
    }

    /** {@code execute({ db, drizzle, raw, sql })} ({@code src/postgres/execute.ts}). */
    private Value execute(List<Value> given, Evaluation run, Place place) {
      if (!(Arguments.at(given, 0) instanceof ObjectValue options)) {
        return arguments.db().connection().unsupported("payload.db.execute()", place);
      }
      Value raw = option(options, "raw");
      Value through = option(options, "db");
      return run.invoke(
          through instanceof Nothing ? option(options, "drizzle") : through,
          "execute",
          List.of(raw instanceof Nothing ? option(options, "sql") : raw),
          place);
    }

    private static Value option(ObjectValue options, String name) {
      return options.has(name) ? options.get(name) : Nothing.UNDEFINED;
    }
  }
}
