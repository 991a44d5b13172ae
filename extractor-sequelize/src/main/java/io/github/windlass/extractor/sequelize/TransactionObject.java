package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.extractor.sequelize.generator.Deferrable;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction, which is a connection of its own ({@code transaction}). */
final class TransactionObject implements HostObject {

  private final Database database;
  private final @Nullable TransactionObject parent;
  private final Cell<Boolean> finished;
  private final Cell<Integer> savepoints;
  private final int number;
  private final int connection;

  private TransactionObject(
      Database database, @Nullable TransactionObject parent, int number, int connection) {
    this.database = database;
    this.parent = parent;
    this.number = number;
    this.connection = connection;
    this.finished = database.run().cell(false, Boolean::logicalOr);
    this.savepoints = database.run().cell(0, Math::max);
  }

  /** Over which connection it goes. */
  int connection() {
    return connection;
  }

  /** Opens one: a transaction, or a savepoint within another. */
  static TransactionObject open(Database database, Value options, Place place) {
    Call call = new Call(database.run(), place);
    TransactionObject opened;
    if (call.get(options, "transaction") instanceof TransactionObject parent) {
      int number = parent.savepoints.get() + 1;
      parent.savepoints.set(number);
      opened = new TransactionObject(database, parent, number, parent.connection);
      opened.send(
          Text.of("SAVEPOINT ").concat(opened.savepoint(place)).concat(Text.of(";")), place);
      return opened;
    }
    // It is begun over a connection of its own: after all that was sent before.
    database.run().turn(database.run().lastTurn());
    opened = new TransactionObject(database, null, 0, database.connections().pool().take());
    opened.send(Text.of("START TRANSACTION;"), place);
    Value isolation = call.get(options, "isolationLevel");
    if (Values.truth(isolation) != Truth.FALSE) {
      opened.send(
          Text.of("SET TRANSACTION ISOLATION LEVEL ")
              .concat(Values.text(isolation))
              .concat(Text.of(";")),
          place);
    }
    Value deferrable = call.get(options, "deferrable");
    if (Values.truth(deferrable) != Truth.FALSE) {
      opened.send(Deferrable.sql(call, deferrable), place);
    }
    return opened;
  }

  private void send(Text sql, Place place) {
    database.connections().over(connection, () -> database.send(sql, place));
  }

  /** Savepoints are called by the transaction's random id and a number. */
  private Text savepoint(Place place) {
    return Text.of("\"")
        .concat(Text.hole(new Unknown("the transaction's id", place)))
        .concat(Text.of("-sp-" + number + "\""));
  }

  @Override
  public String describe() {
    return "Transaction";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "commit", "rollback", "afterCommit" ->
          new NativeFunction(
              name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
      case "finished" -> finished.get() ? Text.of("commit") : Nothing.UNDEFINED;
      case "sequelize" -> database.sequelize();
      case "LOCK" -> new SequelizeClass.TransactionClass().member("LOCK", run, place);
      case "id", "connection", "options", "name" -> new Unknown(place.text(), place);
      // As callers of a context that is a transaction have it: { transaction }.
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return switch (name) {
      case "commit" -> database.promise(() -> commit(place), place);
      case "rollback" -> database.promise(() -> rollback(place), place);
      case "afterCommit" ->
          arguments.isEmpty()
              ? Nothing.UNDEFINED
              : run.call(arguments.get(0), Nothing.UNDEFINED, List.of(this), place);
      default -> database.gap("Transaction." + name + "() is not modelled", place);
    };
  }

  Value commit(Place place) {
    return end(parent == null ? Text.of("COMMIT;") : Text.EMPTY, place);
  }

  /** What a handler does after a commit that is taken to have worked is nothing. */
  Value rollback(Place place) {
    return end(
        parent == null
            ? Text.of("ROLLBACK;")
            : Text.of("ROLLBACK TO SAVEPOINT ").concat(savepoint(place)).concat(Text.of(";")),
        place);
  }

  private Value end(Text sql, Place place) {
    if (!finished.get()) {
      finished.set(true);
      send(sql, place);
      if (parent == null) {
        database.connections().pool().give(connection);
      }
    }
    return Nothing.UNDEFINED;
  }
}
