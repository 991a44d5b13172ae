package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * What the callback of {@code rowNumber}, {@code rank} and {@code denseRank} gets ({@code
 * lib/query/analytic.js}).
 *
 * @param order the columns that order the rows, or objects with {@code column} and {@code order}
 * @param partitions the same for partitions
 */
record AnalyticObject(ListValue order, ListValue partitions) implements HostObject {

  @Override
  public String describe() {
    return "an analytic function";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "and" -> this;
      case "orderBy" -> adder(name, order);
      case "partitionBy" -> adder(name, partitions);
      default -> Nothing.UNDEFINED;
    };
  }

  private NativeFunction adder(String name, ListValue to) {
    return new NativeFunction(
        name,
        (self, arguments, run, place) -> {
          Value column = Arguments.at(arguments, 0);
          List<Value> several = Arguments.items(column);
          if (several != null) {
            several.forEach(to::add);
          } else {
            ObjectValue one = run.object();
            one.put("column", column);
            one.put("order", Arguments.at(arguments, 1));
            to.add(one);
          }
          return this;
        });
  }
}
