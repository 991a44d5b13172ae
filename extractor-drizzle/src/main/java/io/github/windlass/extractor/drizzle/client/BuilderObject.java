package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;

/**
 * A query that Drizzle writes: {@code db.update(users).set({ … })}. Its SQL is not modelled; it is
 * a gap where it is sent.
 *
 * @param kind the method that began it
 * @param subject what that was given
 */
record BuilderObject(Connection connection, String kind, Value subject) implements HostObject {

  @Override
  public String describe() {
    String table = subject instanceof Table of ? " of " + of.describe() : "";
    return kind.replace("$", "").toLowerCase(Locale.ROOT) + "()" + table;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return new NativeFunction(
        name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    return switch (name) {
      case "then", "catch", "finally" ->
          run.invoke(run.language().promise(() -> send(place), run, place), name, arguments, place);
      case "all", "execute", "get", "run" -> run.language().promise(() -> send(place), run, place);
      case "values" ->
          arguments.isEmpty() ? run.language().promise(() -> send(place), run, place) : this;
      case "from" -> new BuilderObject(connection, kind, first);
      case "select", "update", "insert", "delete" ->
          kind.equals("with") ? new BuilderObject(connection, name, first) : this;
      default -> this;
    };
  }

  private Value send(Place place) {
    run().spend(1);
    return connection.unsupported(
        describe() + ": the SQL that Drizzle writes is not modelled", place);
  }

  private Evaluation run() {
    return connection.run();
  }

  /** It as a part of other SQL. */
  Text asPart(Place place) {
    return Text.hole(new Unknown(describe(), place));
  }
}
