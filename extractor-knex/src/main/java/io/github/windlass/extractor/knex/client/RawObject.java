package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** SQL that the migration wrote, with values ({@code lib/raw.js}). */
public final class RawObject implements Builder {

  private final Connection connection;
  private final ObjectValue state;

  /**
   * @param bindings a list, or an object of named values; another value stands for a list of one;
   *     undefined: none
   */
  public RawObject(Connection connection, Value sql, Value bindings) {
    this.connection = connection;
    this.state = connection.run().object();
    set(sql, bindings);
  }

  private void set(Value sql, Value bindings) {
    state.put("sql", sql);
    boolean asItIs =
        bindings == Nothing.UNDEFINED
            || bindings instanceof ListValue
            || bindings instanceof ObjectValue
            || bindings instanceof Unknown;
    state.put("bindings", asItIs ? bindings : connection.run().list(List.of(bindings)));
  }

  @Override
  public String describe() {
    return "Raw";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public boolean isRaw() {
    return true;
  }

  @Override
  public boolean isSelect() {
    return false;
  }

  @Override
  public Value alias() {
    return Nothing.UNDEFINED;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "sql", "bindings" -> state.get(name);
      case "isRawInstance" -> Bool.TRUE;
      default -> Builder.super.member(name, run, place);
    };
  }

  @Override
  public boolean has(String method) {
    return method.equals("wrap") || method.equals("set");
  }

  @Override
  public Value perform(String method, List<Value> arguments, Place place) {
    Value first = Arguments.at(arguments, 0);
    Value second = Arguments.at(arguments, 1);
    if (method.equals("set")) {
      set(first, second);
    } else {
      state.put("before", first);
      state.put("after", second);
    }
    return this;
  }

  @Override
  public Value execute(Place place) {
    if (state.get("sql") instanceof Unknown unknown) {
      connection
          .run()
          .gap(unknown.code(), "the statement is not known: " + unknown.reason(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    return connection.send(this, compile(place), place);
  }

  @Override
  public Compiled compile(Place place) {
    Text sql = connection.literals(place).text(state.get("sql"));
    Compiled bound =
        switch (state.get("bindings")) {
          case ListValue list -> new RawBindings(connection, place).inOrder(sql, list);
          case ObjectValue named -> new RawBindings(connection, place).byName(sql, named);
          case Unknown unknown -> new RawBindings(connection, place).unknown(sql, unknown);
          case HostObject ignored -> Compiled.of(sql);
          default -> Compiled.of(sql);
        };
    Value before = state.get("before");
    Value after = state.get("after");
    if (before instanceof Nothing && after instanceof Nothing) {
      return bound;
    }
    Sql wrapped = new Sql();
    if (Arguments.mayBeThere(before)) {
      wrapped.add(connection.literals(place).text(before));
    }
    wrapped.add(bound);
    if (Arguments.mayBeThere(after)) {
      wrapped.add(connection.literals(place).text(after));
    }
    return wrapped.build();
  }
}
