package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/**
 * A column, or what defines one: {@code text("email").notNull()}.
 *
 * @param table null: none has it yet
 * @param name empty: that of the property which it is put into
 * @param isKeyed whether it has its name of that property
 */
record Column(@Nullable Table table, Text name, boolean isKeyed, Definition definition)
    implements HostObject {

  @Override
  public String describe() {
    return "column " + name.text();
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return switch (member) {
      case "name" -> name;
      case "table" -> table == null ? Nothing.UNDEFINED : table;
      default ->
          new NativeFunction(
              member,
              (self, arguments, evaluation, at) ->
                  new Column(
                      table,
                      name,
                      isKeyed,
                      defined(member, Arguments.at(arguments, 0), evaluation)));
    };
  }

  /** What a method of the builder adds; most add nothing that queries depend on. */
  private Definition defined(String method, Value value, Evaluation run) {
    return switch (method) {
      case "array" -> definition.array();
      case "generatedAlwaysAs" -> definition.computed();
      case "default" ->
          run.language().truth(value) == Truth.FALSE ? definition : definition.withDefault();
      case "defaultNow", "defaultRandom" -> definition.withDefault();
      case "$default", "$defaultFn" -> definition.byDefault(value);
      case "$onUpdate", "$onUpdateFn" -> definition.onUpdate(value);
      default -> definition;
    };
  }
}
