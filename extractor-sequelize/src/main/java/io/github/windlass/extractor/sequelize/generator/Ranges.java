package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;

/** Ranges, as {@code RANGE} and {@code dialects/postgres/range} write them. */
final class Ranges {

  private Ranges() {}

  static Text literal(Call call, Value value, DataType type) {
    if (!(value instanceof ListValue list)) {
      String bound = type.rangeBound();
      return Text.of("'")
          .concat(bound(call, value, type))
          .concat(Text.of("'::" + (bound == null ? "undefined" : bound)));
    }
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      return Text.hole(uncertain);
    }
    if (list.size() == 0) {
      return Text.of("'empty'");
    }
    if (list.size() != 2) {
      throw call.fails("range array length must be 0 (empty) or 2 (lower and upper bounds)");
    }
    Value lower = list.get(0);
    Value upper = list.get(1);
    return Text.of("'" + (includes(call, lower, true) ? "[" : "("))
        .concat(json(call, lower, type))
        .concat(Text.of(","))
        .concat(json(call, upper, type))
        .concat(Text.of((includes(call, upper, false) ? "]" : ")") + "'"));
  }

  private static boolean includes(Call call, Value bound, boolean otherwise) {
    Value inclusive =
        bound instanceof ObjectValue ? call.get(bound, "inclusive") : Value.Nothing.UNDEFINED;
    return inclusive instanceof Value.Bool bool ? bool == Value.Bool.TRUE : otherwise;
  }

  private static Text json(Call call, Value bound, DataType type) {
    Value value = bound instanceof ObjectValue ? call.get(bound, "value") : bound;
    if (value instanceof Value.Nothing) {
      return Text.EMPTY;
    }
    if (value instanceof Value.Num num) {
      if (Double.isInfinite(num.value())) {
        return Text.of(num.value() > 0 ? "infinity" : "-infinity");
      }
      if (!(type.option("subtype") instanceof DataType of && of.key().startsWith("DATE"))) {
        return call.text(num);
      }
    }
    return Values.text(call.json(bound(call, value, type)));
  }

  /** A bound as its own type writes it. */
  private static Text bound(Call call, Value value, DataType type) {
    String subtype = type.option("subtype") instanceof DataType of ? of.key() : "INTEGER";
    return switch (subtype) {
      case "DATE" -> Dates.dateTime(call, value);
      case "DATEONLY" -> Dates.date(call, value);
      default -> call.text(value);
    };
  }
}
