package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts {@code $1} in the place of {@code :name}, and the items of a list in the place of {@code
 * :...name} (TypeORM: PostgresDriver.escapeQueryWithParameters).
 */
final class NamedParameters {

  /** A text and its values. */
  record Bound(Text sql, List<Value> values) {}

  private NamedParameters() {}

  static Bound bind(Text sql, Map<String, Value> parameters, Evaluation run, Place place) {
    List<Value> values = new ArrayList<>();
    if (parameters.isEmpty()) {
      return new Bound(sql, values);
    }
    Map<String, Integer> numbers = new HashMap<>();
    String text = sql.text();
    Text.Builder builder = new Text.Builder();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != ':') {
        at++;
        continue;
      }
      boolean spread = text.startsWith("...", at + 1);
      int start = spread ? at + 4 : at + 1;
      int end = start;
      while (end < text.length() && isKeyPart(text.charAt(end))) {
        end++;
      }
      Value value = parameters.get(text.substring(start, end));
      if (value == null) {
        at = Math.max(end, at + 1);
        continue;
      }
      builder.add(sql.slice(from, at));
      String key = text.substring(start, end);
      Integer number = numbers.get(key);
      if (number != null) {
        builder.add("$" + number);
      } else if (spread) {
        builder.add(items(value, values, run, place));
      } else if (Expressions.isExpression(value)) {
        Value made = run.call(value, Value.Nothing.UNDEFINED, List.of(), place);
        builder.add(run.language().text(made, run, place));
      } else {
        values.add(value);
        numbers.put(key, values.size());
        builder.add("$" + values.size());
      }
      from = end;
      at = end;
    }
    return new Bound(builder.add(sql.slice(from, text.length())).build(), values);
  }

  private static Text items(Value list, List<Value> values, Evaluation run, Place place) {
    List<Value> items =
        list instanceof ListValue certain && certain.uncertain() == null
            ? certain.items()
            : run.language().items(list, run, place);
    if (items == null) {
      String reason = list instanceof Unknown unknown ? unknown.reason() : "a list";
      return Text.hole(new Unknown(reason, place));
    }
    Text.Builder builder = new Text.Builder();
    for (Value item : items) {
      values.add(item);
      builder.add(builder.length() == 0 ? "$" + values.size() : ", $" + values.size());
    }
    return builder.build();
  }

  private static boolean isKeyPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
