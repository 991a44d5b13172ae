package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** {@code db.query}: its members are tables, which have {@code findMany} and {@code findFirst}. */
record RelationalQueries(Connection connection) implements HostObject {

  @Override
  public String describe() {
    return "db.query";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String table, Evaluation run, Place place) {
    return new OfTable(connection, table);
  }

  /** The queries of one table. */
  private record OfTable(Connection connection, String table) implements HostObject {

    @Override
    public String describe() {
      return "db.query." + table;
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
      Table of = new Table(null, Text.of(table), Nothing.UNDEFINED, false, null);
      return new BuilderObject(connection, name, of);
    }
  }
}
