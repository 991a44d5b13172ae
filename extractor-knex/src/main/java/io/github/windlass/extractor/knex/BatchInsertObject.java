package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.query.QueryBuilderObject;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code knex.batchInsert(table, rows, chunkSize)}: inserts rows in chunks, in a transaction of
 * their own unless one is named ({@code lib/execution/batch-insert.js}).
 */
final class BatchInsertObject implements HostObject {

  private static final Set<String> METHODS =
      Set.of("catch", "finally", "returning", "then", "transacting");

  private static final int CHUNK = 1000;

  private final KnexObject knex;
  private final Connection connection;
  private final Value table;
  private final Value rows;
  private final Value chunkSize;
  private final Place place;
  private final ObjectValue state;

  BatchInsertObject(
      KnexObject knex,
      Connection connection,
      Value table,
      Value rows,
      Value chunkSize,
      Place place) {
    this.knex = knex;
    this.connection = connection;
    this.table = table;
    this.rows = rows;
    this.chunkSize = chunkSize;
    this.place = place;
    this.state = connection.run().object();
    connection.start(this);
  }

  /** Knex begins soon after the call, whether or not somebody waits for it. */
  void finish() {
    if (connection.take(this)) {
      insert();
    }
  }

  @Override
  public String describe() {
    return "batchInsert()";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place at) {
    return METHODS.contains(name)
        ? new NativeFunction(
            name,
            (self, arguments, evaluation, where) -> invoke(name, arguments, evaluation, where))
        : Nothing.UNDEFINED;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place at) {
    switch (name) {
      case "returning", "transacting" -> {
        state.put(name, Arguments.at(arguments, 0));
        return this;
      }
      case "then", "catch", "finally" -> {
        Value promise = run.language().promise(this::once, run, at);
        return run.invoke(promise, name, arguments, at);
      }
      default -> {
        return connection.unsupported("batchInsert() has no method " + name, at);
      }
    }
  }

  private Value once() {
    return connection.take(this) ? insert() : new Unknown("what batchInsert() gives", place);
  }

  private Value insert() {
    boolean own = state.get("transacting") instanceof Nothing;
    KnexObject transaction = own ? knex.begin(Nothing.UNDEFINED, place) : knex;
    int size = chunkSize instanceof Num number ? (int) number.value() : CHUNK;
    List<Value> items = Arguments.items(rows);
    if (size < 1) {
      throw connection.run().language().error("Invalid chunkSize", connection.run(), place).meant();
    }
    if (items == null) {
      connection.run().repeatedly(() -> insert(rows, transaction), place);
    } else {
      for (int from = 0; from < items.size(); from += size) {
        List<Value> chunk = items.subList(from, Math.min(items.size(), from + size));
        insert(connection.run().list(new ArrayList<>(chunk)), transaction);
      }
    }
    if (own) {
      transaction.invoke("commit", List.of(), connection.run(), place);
    }
    return new Unknown("what batchInsert() gives", place);
  }

  private Value insert(Value chunk, KnexObject transaction) {
    QueryBuilderObject query = transaction.query(table, place);
    query.perform("insert", List.of(chunk, state.get("returning")), place);
    return query.execute(place);
  }
}
