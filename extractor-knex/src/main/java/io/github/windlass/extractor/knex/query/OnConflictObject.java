package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * What {@code onConflict(columns)} gives: it has to be followed by {@code ignore} or {@code merge}.
 */
record OnConflictObject(QueryBuilderObject builder, Value columns) implements HostObject {

  @Override
  public String describe() {
    return "onConflict()";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "ignore", "merge", "then" ->
          new NativeFunction(
              name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    switch (name) {
      case "ignore" -> builder.single.put("conflict", Text.of("ignore"));
      case "merge" -> {
        builder.single.put("conflict", Text.of("merge"));
        builder.single.put("merge", Arguments.at(arguments, 0));
      }
      case "then" ->
          throw builder.error(
              "Incomplete onConflict clause. .onConflict() must be directly followed by either"
                  + " .merge() or .ignore()",
              place);
      default -> {
        return builder.connection.unsupported("onConflict() has no method " + name, place);
      }
    }
    boolean all = columns instanceof Nothing || (columns instanceof Text t && t.length() == 0);
    builder.single.put("onConflict", all ? Bool.TRUE : columns);
    return builder;
  }
}
