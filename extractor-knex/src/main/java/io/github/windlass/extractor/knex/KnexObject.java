package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.RawObject;
import io.github.windlass.extractor.knex.client.RefObject;
import io.github.windlass.extractor.knex.client.Transaction;
import io.github.windlass.extractor.knex.query.QueryBuilderObject;
import io.github.windlass.extractor.knex.schema.SchemaBuilderObject;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code knex}, or a transaction of it, which has the same methods and {@code commit} and {@code
 * rollback} besides ({@code lib/knex-builder/make-knex.js}, {@code lib/execution/transaction.js}).
 */
final class KnexObject implements HostObject, Transaction {

  private static final Set<String> METHODS =
      Set.of(
          "batchInsert",
          "commit",
          "destroy",
          "disableProcessing",
          "emit",
          "enableProcessing",
          "initialize",
          "isCompleted",
          "on",
          "once",
          "queryBuilder",
          "raw",
          "ref",
          "removeAllListeners",
          "removeListener",
          "rollback",
          "savepoint",
          "transaction",
          "transactionProvider",
          "withUserParams");

  private final Connection connection;
  private final Settings settings;

  /** How many transactions are open, one within the other. */
  private final int depth;

  private final Cell<Boolean> completed;

  /** The turn in which it ended. */
  private final Cell<Integer> end;

  /** What {@code withUserParams} gave it; undefined: an empty object. */
  private final Value userParams;

  KnexObject(Connection connection, Settings settings, int depth) {
    this(connection, settings, depth, Nothing.UNDEFINED);
  }

  private KnexObject(Connection connection, Settings settings, int depth, Value userParams) {
    this.userParams = userParams;
    this.connection = connection;
    this.settings = settings;
    this.depth = depth;
    this.completed = connection.run().cell(false, Boolean::logicalAnd);
    this.end = connection.run().cell(0, Math::max);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public String describe() {
    return depth > 0 ? "a transaction of Knex" : "knex";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "schema" -> new SchemaBuilderObject(connection);
      case "fn" -> new FunctionHelperObject(connection);
      case "client" -> new ClientObject(settings);
      case "context" -> this;
      case "isTransaction" -> depth > 0 ? Bool.TRUE : Nothing.UNDEFINED;
      case "userParams" -> userParams instanceof Nothing ? run.object() : userParams;
      case "executionPromise" -> Nothing.UNDEFINED;
      case "migrate", "seed" -> new Unknown("knex." + name, place, true);
      default ->
          isMethod(name)
              ? new NativeFunction(
                  name, (self, arguments, evaluation, at) -> perform(name, arguments, at))
              : Nothing.UNDEFINED;
    };
  }

  private boolean isMethod(String name) {
    return METHODS.contains(name) || new QueryBuilderObject(connection).has(name);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    if (isMethod(name)) {
      return perform(name, arguments, place);
    }
    Value member = member(name, run, place);
    return member instanceof Nothing
        ? connection.unsupported("knex has no method " + name, place)
        : run.call(member, this, arguments, place);
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    QueryBuilderObject query = new QueryBuilderObject(connection);
    return Arguments.mayBeThere(Arguments.at(arguments, 0))
        ? query.perform("table", arguments, place)
        : query;
  }

  private Value perform(String name, List<Value> arguments, Place place) {
    Evaluation run = connection.run();
    Value first = Arguments.at(arguments, 0);
    Value second = Arguments.at(arguments, 1);
    return switch (name) {
      case "raw" -> new RawObject(connection, first, second);
      case "ref" -> new RefObject(connection, first);
      case "queryBuilder" -> new QueryBuilderObject(connection);
      case "transaction", "savepoint" -> transaction(first, second, place);
      case "transactionProvider" ->
          new NativeFunction(
              name, (self, none, evaluation, at) -> transaction(Nothing.UNDEFINED, first, at));
      case "batchInsert" ->
          new BatchInsertObject(this, connection, first, second, Arguments.at(arguments, 2), place);
      case "commit" -> {
        end(depth > 1 ? "RELEASE SAVEPOINT " + savepoint() + ";" : "COMMIT;", place);
        yield run.language().promise(() -> first, run, place);
      }
      case "rollback" -> {
        end(depth > 1 ? "ROLLBACK TO SAVEPOINT " + savepoint() : "ROLLBACK", place);
        yield run.language().promise(() -> Nothing.UNDEFINED, run, place);
      }
      case "isCompleted" -> Bool.of(completed.get());
      case "destroy", "initialize" -> run.language().promise(() -> Nothing.UNDEFINED, run, place);
      case "disableProcessing",
          "emit",
          "enableProcessing",
          "on",
          "once",
          "removeAllListeners",
          "removeListener" ->
          this;
      case "withUserParams" -> new KnexObject(connection, settings, depth, first);
      default -> new QueryBuilderObject(connection).perform(name, arguments, place);
    };
  }

  private String savepoint() {
    return "trx" + depth;
  }

  /**
   * {@code transaction(callback, options)}, whose end commits, or {@code transaction(options)},
   * which gives a transaction to be ended by hand. Within another it is a savepoint.
   */
  private Value transaction(Value first, Value second, Place place) {
    Evaluation run = connection.run();
    boolean byHand = first instanceof Nothing || first instanceof ObjectValue;
    Value options = first instanceof ObjectValue ? first : second;
    return run.language()
        .promise(
            () -> {
              KnexObject inner = begin(options, place);
              return byHand ? inner : inner.within(first, place);
            },
            run,
            place);
  }

  /** Opens a transaction within this. */
  KnexObject begin(Value options, Place place) {
    connection.begin();
    Connection within = depth > 0 ? connection : connection.ofTransaction();
    KnexObject inner = new KnexObject(within, settings, depth + 1, userParams);
    within.control(
        depth > 0 ? "SAVEPOINT " + inner.savepoint() + ";" : opening(options, place), place);
    return inner;
  }

  private String opening(Value options, Place place) {
    if (!(options instanceof ObjectValue)) {
      return "BEGIN;";
    }
    Evaluation run = connection.run();
    String level = Arguments.known(run.member(options, "isolationLevel", place));
    boolean readOnly = run.member(options, "readOnly", place) == Bool.TRUE;
    String mode = level == null ? "" : " ISOLATION LEVEL " + level.toUpperCase(Locale.ROOT);
    mode += readOnly ? " READ ONLY" : "";
    return mode.isEmpty() ? "BEGIN;" : "BEGIN TRANSACTION" + mode + ";";
  }

  /** Runs a callback within this transaction, and commits it. */
  private Value within(Value callback, Place place) {
    Evaluation run = connection.run();
    Value given;
    try {
      given =
          run.language()
              .await(run.call(callback, Nothing.UNDEFINED, List.of(this), place), run, place);
    } catch (Thrown thrown) {
      perform("rollback", List.of(), place);
      throw thrown;
    }
    perform("commit", List.of(), place);
    // The callback may have committed by hand in what nobody here waits for.
    run.turn(Math.max(run.turn(), end.get()));
    return given;
  }

  /** Ends the transaction, unless it is ended already. */
  private void end(String words, Place place) {
    if (depth > 0 && !completed.get()) {
      completed.set(true);
      connection.control(words, place);
      end.set(connection.run().turn());
      if (depth == 1) {
        connection.end();
      } else {
        connection.childEnds();
      }
    }
  }

  /** A query on a table. */
  QueryBuilderObject query(Value table, Place place) {
    QueryBuilderObject query = new QueryBuilderObject(connection);
    query.perform("table", List.of(table), place);
    return query;
  }
}
