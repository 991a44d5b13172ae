package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that a module defines: {@code pgTable("users", { … })}.
 *
 * @param schema null: the one that the server finds it in
 * @param columns what it was defined with
 * @param isView whether it is a view, materialized or not
 */
record Table(@Nullable Text schema, Text name, Value columns, boolean isView)
    implements HostObject {

  @Override
  public String describe() {
    return "table " + name.text();
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    if (member.equals("enableRLS") || member.equals("as") || member.equals("existing")) {
      return new NativeFunction(member, (self, arguments, evaluation, at) -> this);
    }
    if (!(columns instanceof ObjectValue defined)) {
      return new Unknown("a column of " + describe(), place);
    }
    return switch (defined.has(member) ? defined.get(member) : Nothing.UNDEFINED) {
      case Column column ->
          new Column(
              this,
              column.name().length() == 0 ? Text.of(member) : column.name(),
              column.isArray());
      case Nothing nothing ->
          defined.uncertain() == null
              ? Nothing.UNDEFINED
              : new Column(this, Text.hole(new Unknown("a column of " + describe(), place)), false);
      default -> new Column(this, Text.of(member), false);
    };
  }

  /** {@code getTableColumns}: its columns by their keys. */
  Value columns(Evaluation run, Place place) {
    if (!(columns instanceof ObjectValue defined) || defined.uncertain() != null) {
      return new Unknown("the columns of " + describe(), place);
    }
    ObjectValue all = run.object();
    for (String key : defined.keys()) {
      all.put(key, member(key, run, place));
    }
    return all;
  }
}
