package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/**
 * A column, or what defines one: {@code text("email").notNull()}. What is called on it changes
 * nothing of its name.
 *
 * @param table null: none has it yet
 * @param name empty: that of the property which it is put into
 * @param isArray whether {@code array()} was called on it
 */
record Column(@Nullable Table table, Text name, boolean isArray) implements HostObject {

  @Override
  public String describe() {
    return "column " + name.text();
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return switch (member) {
      case "name" -> name;
      case "table" -> table == null ? Nothing.UNDEFINED : table;
      case "array" ->
          new NativeFunction(
              member, (self, arguments, evaluation, at) -> new Column(table, name, true));
      default -> new NativeFunction(member, (self, arguments, evaluation, at) -> this);
    };
  }
}
