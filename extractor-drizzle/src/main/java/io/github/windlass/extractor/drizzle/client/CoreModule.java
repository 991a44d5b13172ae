package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code drizzle-orm/pg-core} and its like: functions that define tables and columns, whose names
 * are all that migrations need of them.
 *
 * @param schema of {@code pgSchema(name)}; null: of the module itself
 */
record CoreModule(@Nullable Text schema) implements HostObject {

  private static final Set<String> SET_OPERATIONS =
      Set.of("except", "exceptAll", "intersect", "intersectAll", "minus", "union", "unionAll");

  private static final Set<String> OWN =
      Set.of(
          "convertIndexToString",
          "extractUsedTable",
          "makePgArray",
          "parsePgArray",
          "parsePgNestedArray",
          "toArray",
          "uniqueKeyName");

  @Override
  public String describe() {
    return "a definition of Drizzle";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.equals("schemaName") && schema != null) {
      return schema;
    }
    return defines(name)
        ? new NativeFunction(
            name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at))
        : new Unknown(name + " of Drizzle", place);
  }

  /** Whether it is no class, no question ({@code isPgEnum}), and nothing of Drizzle's own. */
  private static boolean defines(String name) {
    return !name.isEmpty()
        && Character.isLowerCase(name.charAt(0))
        && !asks(name, "is")
        && !asks(name, "get")
        && !OWN.contains(name);
  }

  private static boolean asks(String name, String word) {
    return name.startsWith(word)
        && name.length() > word.length()
        && Character.isUpperCase(name.charAt(word.length()));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    if (!defines(name)) {
      return run.call(member(name, run, place), this, arguments, place);
    }
    if (name.equals("withReplicas")) {
      // What changes something goes to the first, and so does all in a transaction.
      return first;
    }
    if (SET_OPERATIONS.contains(name)) {
      return combined(name, arguments, run, place);
    }
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

  /** {@code union(one, other, …)}: the method of the first, once for each of the others. */
  private static Value combined(String name, List<Value> queries, Evaluation run, Place place) {
    Value first = Arguments.at(queries, 0);
    if (first instanceof Unknown unknown) {
      return new Unknown(name + "() of " + unknown.reason(), place, true);
    }
    for (int i = 1; i < queries.size(); i++) {
      run.invoke(first, name, List.of(queries.get(i)), place);
    }
    return first;
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
