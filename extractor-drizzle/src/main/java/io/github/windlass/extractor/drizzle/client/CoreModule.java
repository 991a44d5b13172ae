package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code drizzle-orm/pg-core} and its like: functions that define tables and columns, whose names
 * are all that migrations need of them.
 *
 * @param schema of {@code pgSchema(name)}; null: of the module itself
 */
record CoreModule(@Nullable Text schema) implements HostObject {

  @Override
  public String describe() {
    return "a definition of Drizzle";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.equals("schemaName") && schema != null) {
      return schema;
    }
    return new NativeFunction(
        name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("tablecreator")) {
      return new NativeFunction(
          name,
          (self, inner, evaluation, at) -> {
            Value named =
                evaluation.call(first, Nothing.UNDEFINED, List.of(Arguments.at(inner, 0)), at);
            return table(named, Arguments.at(inner, 1), false, evaluation, at);
          });
    }
    if (lower.endsWith("schema")) {
      return new CoreModule(run.language().text(first, run, place));
    }
    if (lower.endsWith("table") || lower.endsWith("view")) {
      return table(first, Arguments.at(arguments, 1), lower.endsWith("view"), run, place);
    }
    if (lower.endsWith("enum")) {
      Text type = run.language().text(first, run, place);
      return new EnumType(schema, type, Arguments.at(arguments, 1));
    }
    if (lower.endsWith("sequence")) {
      return sequence(first, run);
    }
    if (name.equals("customType")) {
      return new NativeFunction(name, (self, inner, evaluation, at) -> column(name, inner));
    }
    return name.equals("alias")
        ? alias(first, Arguments.at(arguments, 1), run, place)
        : column(name, arguments);
  }

  /** A table or view under another name. */
  static Value alias(Value of, Value alias, Evaluation run, Place place) {
    return of instanceof Table table ? table.as(run.language().text(alias, run, place)) : of;
  }

  private Value sequence(Value name, Evaluation run) {
    ObjectValue sequence = run.object();
    sequence.put("seqName", name);
    sequence.put("schema", schema == null ? Nothing.UNDEFINED : schema);
    return sequence;
  }

  private Table table(Value name, Value columns, boolean isView, Evaluation run, Place place) {
    Value defined = columns;
    if (!(columns instanceof ObjectValue) && !(columns instanceof Nothing)) {
      defined = run.call(columns, Nothing.UNDEFINED, List.of(this), place);
    }
    return new Table(schema, run.language().text(name, run, place), defined, isView, null);
  }

  /**
   * A column.
   *
   * @param arguments its name, if it is not that of its property, and its settings
   */
  static Column column(String type, List<Value> arguments) {
    Value first = Arguments.at(arguments, 0);
    Value settings = first instanceof Text ? Arguments.at(arguments, 1) : first;
    String mode =
        settings instanceof ObjectValue object
                && object.has("mode")
                && object.get("mode") instanceof Text text
            ? text.known()
            : null;
    return new Column(
        null, first instanceof Text text ? text : Text.EMPTY, false, Definition.of(type, mode));
  }
}
