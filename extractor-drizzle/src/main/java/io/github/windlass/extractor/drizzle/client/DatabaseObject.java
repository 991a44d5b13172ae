package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;

/**
 * A database, or a transaction of it ({@code PgDatabase}, {@code MySqlDatabase}, {@code
 * BaseSQLiteDatabase}, and the sessions of the drivers).
 *
 * @param depth how many transactions are open, one within the other
 */
public record DatabaseObject(Connection connection, int depth) implements HostObject {

  /** They send what they are given. */
  private static final Set<String> RAW = Set.of("all", "execute", "get", "run", "values");

  /** They begin a query that Drizzle writes. */
  private static final Set<String> BUILDERS =
      Set.of(
          "$count",
          "$with",
          "delete",
          "insert",
          "select",
          "selectDistinct",
          "selectDistinctOn",
          "update",
          "with");

  private static final Set<String> OTHERS =
      Set.of("batch", "refreshMaterializedView", "rollback", "setTransaction", "transaction");

  /** What a migration is given besides that sends nothing. */
  private static final Set<String> SILENT =
      Set.of("config", "env", "log", "logger", "name", "options", "context", "signal");

  /** A database whose transactions are the migration's own. */
  public static DatabaseObject of(Evaluation run, Dialect dialect, Casing casing) {
    return new DatabaseObject(new Connection(run, dialect, casing, 0), 0);
  }

  /**
   * What Payload gives to a migration.
   *
   * @param inTransaction whether it began a transaction, which the migration does not send
   */
  public static PayloadArguments ofPayload(Evaluation run, Dialect dialect, boolean inTransaction) {
    DatabaseObject database = of(run, dialect, Casing.NONE);
    return inTransaction
        ? new PayloadArguments(
            new DatabaseObject(database.connection(), 1),
            new DatabaseObject(new Connection(run, dialect, Casing.NONE, 1), 0))
        : new PayloadArguments(database, database);
  }

  @Override
  public String describe() {
    return depth > 0 ? "a transaction of Drizzle" : "a database of Drizzle";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (RAW.contains(name) || BUILDERS.contains(name) || OTHERS.contains(name)) {
      return new NativeFunction(
          name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
    }
    return switch (name) {
      case "query" -> new RelationalQueries(connection);
      // Migrations are given a database, or an object that holds one under a name of any choice.
      case "db", "tx", "trx", "database", "drizzle", "dbClient" -> this;
      case "then" -> Nothing.UNDEFINED;
      default ->
          new Unknown(name + " of what the migration is given", place, !SILENT.contains(name));
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    if (RAW.contains(name)) {
      QueryObject query = new QueryObject(connection, first);
      // Drivers of SQLite may send at once, and all but PostgreSQL's do not wait to be awaited.
      return connection.dialect() == Dialect.POSTGRES ? query : query.sent(place);
    }
    PgQuery.Kind kind = connection.dialect() == Dialect.POSTGRES ? PgQuery.Kind.of(name) : null;
    if (kind != null) {
      return PgQuery.begun(connection, kind, name, arguments);
    }
    if (connection.dialect() == Dialect.POSTGRES) {
      switch (name) {
        case "$with" -> {
          return new WithQueries.Named(connection, first, Arguments.at(arguments, 1));
        }
        case "with" -> {
          return new WithQueries.Begun(connection, run.list(arguments));
        }
        case "$count" -> {
          return PgCount.of(connection, first, Arguments.at(arguments, 1));
        }
        default -> {}
      }
    }
    if (BUILDERS.contains(name)) {
      return new BuilderObject(connection, name, first);
    }
    return switch (name) {
      case "transaction" ->
          run.language()
              .promise(() -> transaction(first, Arguments.at(arguments, 1), place), run, place);
      case "batch" -> run.language().promise(() -> batch(first, place), run, place);
      case "refreshMaterializedView" -> Refresh.of(connection, first);
      case "setTransaction" ->
          run.language()
              .promise(
                  () -> {
                    connection.control("set transaction" + mode(first), place);
                    return Nothing.UNDEFINED;
                  },
                  run,
                  place);
      case "rollback" -> throw run.language().error("Rollback", run, place).meant();
      default -> run.call(member(name, run, place), this, arguments, place);
    };
  }

  /** Runs a callback in a transaction; within another it is a savepoint. */
  private Value transaction(Value callback, Value config, Place place) {
    Evaluation run = connection.run();
    DatabaseObject inner = new DatabaseObject(connection, depth + 1);
    String savepoint = "sp" + (connection.dialect() == Dialect.SQLITE ? depth - 1 : depth);
    connection.control(depth == 0 ? "begin" + mode(config) : "savepoint " + savepoint, place);
    Value given;
    try {
      given =
          run.language()
              .await(run.call(callback, Nothing.UNDEFINED, List.of(inner), place), run, place);
    } catch (Thrown thrown) {
      connection.control(depth == 0 ? "rollback" : "rollback to savepoint " + savepoint, place);
      throw thrown;
    }
    connection.control(depth == 0 ? "commit" : "release savepoint " + savepoint, place);
    return given;
  }

  /** {@code getTransactionConfigSQL} of {@code pg-core/session.ts}. */
  private String mode(Value config) {
    if (!(config instanceof ObjectValue options) || connection.dialect() != Dialect.POSTGRES) {
      return "";
    }
    StringBuilder mode = new StringBuilder();
    if (options.get("isolationLevel") instanceof Text level && level.known() != null) {
      mode.append(" isolation level ").append(level.known());
    }
    if (options.get("accessMode") instanceof Text access && access.known() != null) {
      mode.append(' ').append(access.known());
    }
    if (options.get("deferrable") instanceof Bool deferrable) {
      mode.append(deferrable == Bool.TRUE ? " deferrable" : " not deferrable");
    }
    return mode.toString();
  }

  /** Sends queries together, which the server runs in one transaction. */
  private Value batch(Value queries, Place place) {
    Evaluation run = connection.run();
    if (!(queries instanceof ListValue list)) {
      return connection.unsupported("batch() of what is no list that we know", place);
    }
    if (list.uncertain() != null && !list.isGuarded()) {
      return run.repeatedly(() -> each(list, place), place);
    }
    return each(list, place);
  }

  private Value each(ListValue list, Place place) {
    Evaluation run = connection.run();
    boolean atOnce = connection.dialect() == Dialect.POSTGRES && depth == 0;
    if (atOnce) {
      connection.control("begin", place);
    }
    for (int i = 0; i < list.size(); i++) {
      Value query = list.get(i);
      run.forItem(list, i, () -> run.language().await(query, run, place), place);
    }
    if (atOnce) {
      connection.control("commit", place);
    }
    return new Unknown("what batch() gives", place);
  }
}
