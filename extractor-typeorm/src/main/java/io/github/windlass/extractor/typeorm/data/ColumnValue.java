package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Nothing;
import java.util.List;

/** A property's value as it is sent (TypeORM: PostgresDriver.preparePersistentValue). */
final class ColumnValue {

  private ColumnValue() {}

  static Value of(EntityColumn column, Value given, Query query) {
    if (given == Nothing.UNDEFINED || Expressions.isExpression(given)) {
      return given;
    }
    EntityColumn.Relation relation = column.relation();
    if (relation != null && given instanceof ObjectValue other) {
      return query.run.member(other, relation.key(), query.place);
    }
    Value value = transformed(column.transformer(), given, query);
    if (value instanceof Nothing || value instanceof Unknown) {
      return value;
    }
    return switch (column.type()) {
      // A property declared as boolean has the type of JavaScript's own Boolean.
      case "Boolean" -> new Value.Num(value == Value.Bool.TRUE ? 1 : 0);
      case "json", "jsonb", "simple-json" -> json(value, query);
      case "simple-array" -> array(value, query);
      default -> value;
    };
  }

  /** By one transformer or several (TypeORM: ApplyValueTransformers.transformTo). */
  private static Value transformed(Value transformer, Value value, Query query) {
    if (transformer instanceof Nothing) {
      return value;
    }
    Value result = value;
    List<Value> all =
        transformer instanceof ListValue
            ? query.run.language().items(transformer, query.run, query.place)
            : List.of(transformer);
    if (all == null) {
      return new Unknown("what transformers make of a value", query.place);
    }
    for (Value one : all) {
      result = query.run.invoke(one, "to", List.of(result), query.place);
    }
    return result;
  }

  private static Value json(Value value, Query query) {
    Value json = query.run.language().global("JSON", query.run, query.place);
    return json == null
        ? new Unknown("JSON of a value", query.place)
        : query.run.invoke(json, "stringify", List.of(value), query.place);
  }

  /** TypeORM: DateUtils.simpleArrayToString. */
  private static Value array(Value value, Query query) {
    return value instanceof ListValue
        ? query.run.invoke(value, "join", List.of(Text.of(",")), query.place)
        : value;
  }
}
