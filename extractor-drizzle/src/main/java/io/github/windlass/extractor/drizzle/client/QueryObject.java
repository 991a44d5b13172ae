package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;

/**
 * SQL that is sent when somebody waits for it: what {@code db.execute(…)} and its like give ({@code
 * QueryPromise} of {@code src/query-promise.ts}).
 */
final class QueryObject implements HostObject {

  /** They send; the others of {@link #METHODS} do not. */
  private static final Set<String> SENDING =
      Set.of("all", "execute", "get", "run", "sync", "values");

  private static final Set<String> METHODS =
      Set.of("catch", "finally", "getQuery", "getSQL", "prepare", "then", "toSQL");

  private final Connection connection;
  private final Value sql;

  /** Whether it was sent already. */
  private final Cell<Boolean> sent;

  QueryObject(Connection connection, Value sql) {
    this.connection = connection;
    this.sql = sql;
    this.sent = connection.run().cell(false, Boolean::logicalOr);
  }

  /** Sends it now; to wait for it later sends nothing more. */
  QueryObject sent(Place place) {
    sent.set(true);
    send(place);
    return this;
  }

  @Override
  public String describe() {
    return "a query of Drizzle";
  }

  @Override
  public boolean sends() {
    return !sent.get();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (SENDING.contains(name) || METHODS.contains(name)) {
      return new NativeFunction(
          name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
    }
    // A driver that gives rows at once.
    return sent.get() ? new Unknown("the rows of a query", place) : Nothing.UNDEFINED;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    if (SENDING.contains(name)) {
      return run.language().promise(() -> execute(place), run, place);
    }
    return switch (name) {
      case "then", "catch", "finally" ->
          run.invoke(
              run.language().promise(() -> execute(place), run, place), name, arguments, place);
      case "prepare", "getQuery", "toSQL" -> this;
      case "getSQL" -> sql;
      default -> run.invoke(member(name, run, place), name, arguments, place);
    };
  }

  private Value execute(Place place) {
    return sent.get() ? new Unknown("the rows of a query", place) : send(place);
  }

  private Value send(Place place) {
    return connection.send(Compiler.compile(sql, connection, place), place);
  }
}
