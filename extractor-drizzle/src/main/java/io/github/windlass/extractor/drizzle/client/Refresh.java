package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;

/**
 * {@code db.refreshMaterializedView(view)} ({@code buildRefreshMaterializedViewQuery} of {@code
 * src/pg-core/dialect.ts}).
 */
final class Refresh implements HostObject {

  private static final Set<String> METHODS =
      Set.of(
          "catch", "concurrently", "execute", "finally", "getSQL", "prepare", "then", "withNoData");

  /** Of two ways the one that says more, as both are sent with it. */
  private record Words(boolean concurrently, boolean noData) {
    static Words either(Words one, Words other) {
      return new Words(one.concurrently && other.concurrently, one.noData && other.noData);
    }
  }

  private final Connection connection;
  private final Value view;
  private final Cell<Words> words;

  private Refresh(Connection connection, Value view) {
    this.connection = connection;
    this.view = view;
    this.words = connection.run().cell(new Words(false, false), Words::either);
  }

  static Refresh of(Connection connection, Value view) {
    return new Refresh(connection, view);
  }

  @Override
  public String describe() {
    return "refreshMaterializedView()";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return METHODS.contains(name)
        ? new NativeFunction(
            name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at))
        : Nothing.UNDEFINED;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    switch (name) {
      case "concurrently" -> {
        words.set(new Words(true, words.get().noData()));
        return this;
      }
      case "withNoData" -> {
        words.set(new Words(words.get().concurrently(), true));
        return this;
      }
      case "prepare" -> {
        return this;
      }
      case "getSQL" -> {
        return sql();
      }
      case "execute" -> {
        return run.language().promise(() -> send(place), run, place);
      }
      case "then", "catch", "finally" -> {
        Value promise = run.language().promise(() -> send(place), run, place);
        return run.invoke(promise, name, arguments, place);
      }
      default -> {
        return run.call(member(name, run, place), this, arguments, place);
      }
    }
  }

  private Sql sql() {
    Words said = words.get();
    return new Sql(
        List.of(
            new Sql.Words(
                Text.of(
                    "refresh materialized view" + (said.concurrently() ? " concurrently " : " "))),
            view,
            new Sql.Words(Text.of(said.noData() ? " with no data" : ""))),
        connection.run());
  }

  private Value send(Place place) {
    return connection.send(Compiler.compile(sql(), connection, place), place);
  }
}
