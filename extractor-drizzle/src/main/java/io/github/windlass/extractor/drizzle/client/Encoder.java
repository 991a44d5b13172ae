package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * Values as a column gives them to the driver ({@code mapToDriverValue} of {@code
 * src/pg-core/columns}).
 */
final class Encoder {

  private final Evaluation run;
  private final Place place;

  Encoder(Evaluation run, Place place) {
    this.run = run;
    this.place = place;
  }

  /** A value as a parameter beside a column. */
  Value encoded(Value value, Column column) {
    return encoded(value, column.definition(), column.definition().isArray());
  }

  private Value encoded(Value value, Definition by, boolean isArray) {
    return switch (value) {
      case Value.Nothing nothing -> nothing;
      case Unknown unknown -> unknown;
      case ListValue list when isArray -> written('{', list, '}', by);
      default -> one(value, by);
    };
  }

  private Value one(Value value, Definition by) {
    return switch (by.type()) {
      case "json", "jsonb", "vector", "halfvec" -> json(value);
      case "timestamp" -> "string".equals(by.mode()) ? value : iso(value);
      case "date" -> "date".equals(by.mode()) ? iso(value) : value;
      case "numeric", "decimal" ->
          "number".equals(by.mode()) || "bigint".equals(by.mode())
              ? run.language().text(value, run, place)
              : value;
      case "line", "point", "geometry", "customType" ->
          new Unknown("a value as " + by.type() + "() writes it", place);
      default ->
          value instanceof HostObject
              ? new Unknown("a value that Drizzle gives to the driver as it is", place)
              : value;
    };
  }

  private Value iso(Value value) {
    return value instanceof Text
        ? new Unknown("toISOString() of a text", place)
        : run.invoke(value, "toISOString", List.of(), place);
  }

  private Value json(Value value) {
    Value json = run.language().global("JSON", run, place);
    return json == null
        ? new Unknown("JSON", place)
        : run.invoke(json, "stringify", List.of(value), place);
  }

  /** A list as {@code JSON.stringify} writes numbers. */
  Value vector(ListValue list) {
    return written('[', list, ']', Definition.UNKNOWN);
  }

  /** As {@code makePgArray} of {@code src/pg-core/utils/array.ts} writes a list. */
  private Value written(char opens, ListValue list, char closes, Definition by) {
    if (list.uncertain() instanceof Unknown why) {
      return why;
    }
    StringBuilder text = new StringBuilder().append(opens);
    for (Value item : list.items()) {
      Value part =
          item instanceof ListValue inner
              ? written(opens, inner, closes, by)
              : encoded(item, by, false);
      boolean isText = part instanceof Text && !(item instanceof ListValue);
      Text words = run.language().text(part, run, place);
      String known = words.known();
      if (known == null) {
        return new Unknown("a list of values", place);
      }
      text.append(text.length() == 1 ? "" : ",");
      text.append(isText ? '"' + known.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : known);
    }
    return Text.of(text.append(closes).toString());
  }
}
