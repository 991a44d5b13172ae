package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pgEnum("mood", […])} gives: called, a column of the type; in SQL, the type's name.
 *
 * @param schema null: the one that the server finds it in
 */
record EnumType(@Nullable Text schema, Text name, Value values) implements HostObject {

  @Override
  public String describe() {
    return "enum " + name.text();
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return switch (member) {
      case "enumName" -> name;
      case "enumValues" -> values;
      case "schema" -> schema == null ? Nothing.UNDEFINED : schema;
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return CoreModule.column("enum", arguments);
  }
}
