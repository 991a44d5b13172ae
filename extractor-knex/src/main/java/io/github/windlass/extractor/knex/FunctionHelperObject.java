package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.RawObject;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** {@code knex.fn}. */
record FunctionHelperObject(Connection connection) implements HostObject {

  @Override
  public String describe() {
    return "knex.fn";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "now", "uuid", "uuidToBin", "binToUuid" ->
          new NativeFunction(name, (self, arguments, evaluation, at) -> call(name, arguments, at));
      default -> Nothing.UNDEFINED;
    };
  }

  private Value call(String name, List<Value> arguments, Place place) {
    return switch (name) {
      case "now" -> {
        Value precision = Arguments.at(arguments, 0);
        boolean given = precision instanceof Num || precision instanceof Unknown;
        Text.Builder sql = new Text.Builder().add(Text.produced("CURRENT_TIMESTAMP", place));
        if (given) {
          sql.add("(").add(connection.literals(place).text(precision)).add(")");
        }
        yield new RawObject(connection, sql.build(), Nothing.UNDEFINED);
      }
      case "uuid" ->
          new RawObject(connection, Text.produced("(gen_random_uuid())", place), Nothing.UNDEFINED);
      default -> new Unknown("knex.fn." + name + "()", place);
    };
  }
}
