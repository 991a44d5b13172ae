package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that a module defines: {@code pgTable("users", { … })}.
 *
 * @param schema null: the one that the server finds it in
 * @param columns what it was defined with
 * @param isView whether it is a view, materialized or not
 * @param original what it is an alias of; null: it is none
 */
record Table(
    @Nullable Text schema, Text name, Value columns, boolean isView, @Nullable Table original)
    implements HostObject {

  /** It under another name, which has no schema. */
  Table as(Text alias) {
    return new Table(null, alias, columns, isView, this);
  }

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
              column.name().length() == 0,
              column.definition());
      case Nothing nothing ->
          defined.uncertain() == null
              ? Nothing.UNDEFINED
              : new Column(
                  this,
                  Text.hole(new Unknown("a column of " + describe(), place)),
                  false,
                  Definition.UNKNOWN);
      // What a package makes that is not read may have any name.
      case Unknown unknown -> new Column(this, Text.hole(unknown), false, Definition.UNKNOWN);
      default -> new Column(this, Text.of(member), true, Definition.UNKNOWN);
    };
  }

  /** Its columns by their keys, in order; null: not known. */
  @Nullable Map<String, Column> all(Evaluation run, Place place) {
    if (!(columns instanceof ObjectValue defined) || defined.uncertain() != null) {
      return null;
    }
    Map<String, Column> all = new LinkedHashMap<>();
    for (String key : defined.keys()) {
      if (member(key, run, place) instanceof Column column) {
        all.put(key, column);
      }
    }
    return all;
  }

  /** {@code getTableColumns}: its columns by their keys. */
  Value columns(Evaluation run, Place place) {
    Map<String, Column> known = all(run, place);
    if (known == null) {
      return new Unknown("the columns of " + describe(), place);
    }
    ObjectValue all = run.object();
    known.forEach(all::put);
    return all;
  }
}
