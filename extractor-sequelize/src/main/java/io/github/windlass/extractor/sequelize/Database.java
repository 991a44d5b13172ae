package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.CatalogReads;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.sequelize.generator.Statement;
import io.github.windlass.extractor.sequelize.generator.Words;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Sent;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.builtin.JavaScript;
import io.github.windlass.script.ecmascript.builtin.PromiseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The database during one run of a migration. */
final class Database {

  /**
   * How many turns an answer takes. In between has its turn what Sequelize does only after waiting
   * for nothing.
   */
  private static final int ROUND_TRIP = 2;

  private final Evaluation run;
  private final Dialect dialect;
  private final PromiseKind promises;
  private final Cell<Sent> sent;
  private final SequelizeObject sequelize;
  private final QueryInterfaceObject queryInterface;
  private final Connections connections;
  private final Models models;

  Database(Evaluation run, Dialect dialect, SchemaView before, PromiseKind promises) {
    this.run = run;
    this.dialect = dialect;
    this.promises = promises;
    this.sent = run.cell(Sent.nothing(before), Sent::either);
    this.sequelize = new SequelizeObject(this);
    this.queryInterface = new QueryInterfaceObject(this);
    this.connections = new Connections(run);
    this.models = new Models(run);
  }

  Models models() {
    return models;
  }

  Connections connections() {
    return connections;
  }

  Evaluation run() {
    return run;
  }

  Dialect dialect() {
    return dialect;
  }

  SequelizeObject sequelize() {
    return sequelize;
  }

  QueryInterfaceObject queryInterface() {
    return queryInterface;
  }

  /** Those that Sequelize gives. */
  PromiseKind promises() {
    return promises;
  }

  /** What a method gives that does something. */
  Value promise(Supplier<Value> body, Place place) {
    return JavaScript.promise(promises, body, run, place);
  }

  /** The schema as it is now. */
  SchemaView view() {
    return sent.get().view();
  }

  Value send(Text sql, Place place) {
    return send(new Statement(sql, List.of()), place);
  }

  /** Sends a statement. What it gives is unknown. */
  Value send(Statement statement, Place place) {
    Value rows = sendNow(statement, place);
    answered();
    return rows;
  }

  /**
   * A statement, or a question, is answered. What else was started over the same connection has had
   * its turn before who waits for the answer sends the next one: {@code pg} sends what it is given
   * in order. Over a pool it is not known who is answered first.
   */
  void answered() {
    if (connections.isOfTransaction()) {
      run.turn(run.turn() + ROUND_TRIP);
    }
  }

  /** Sequelize waits for nothing: who sends at once is first. */
  void waitsForNothing() {
    run.turn(run.turn() + 1);
  }

  private Value sendNow(Statement statement, Place place) {
    Text sql = Words.trim(statement.sql());
    String known = sql.known();
    if (sql.pieces().size() == 1 && known == null) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + sql.text(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    if ((known == null || !known.isEmpty()) && (known == null || !CatalogReads.isOne(known))) {
      List<Value> bound = new ArrayList<>();
      for (Value value : statement.binds()) {
        bound.add(bound(value, place));
      }
      run.sql(sql, bound, connections.current(), place);
      sent.set(sent.get().with(sql, place));
    }
    return new Unknown("the rows of " + sql.beginning(), place);
  }

  /** A value as the package {@code pg} sends it: objects as JSON. */
  private Value bound(Value value, Place place) {
    boolean json =
        value instanceof ObjectValue
            || (value instanceof HostObject host && host.describe().equals("Object"));
    Value global = json ? run.language().global("JSON", run, place) : null;
    return global == null ? value : run.invoke(global, "stringify", List.of(value), place);
  }

  /** Says that a call sends something that is not modelled. */
  Value gap(String reason, Place place) {
    run.gap(GapCode.UNSUPPORTED, reason, place);
    return new Unknown(place.text(), place, true);
  }
}
