package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** What stands behind SET ({@code _prepUpdate}). */
final class Assignments {

  private final QueryCompiler query;
  private final Formatter formatter;

  Assignments(QueryCompiler query) {
    this.query = query;
    this.formatter = query.formatter;
  }

  /**
   * Writes them.
   *
   * @param counters by how much columns are counted up; undefined: none are
   */
  void of(Value values, Value counters, String separator, Sql out) {
    boolean none = true;
    ObjectValue given = values instanceof ObjectValue object ? object : null;
    Unknown uncertain = values instanceof Unknown unknown ? unknown : null;
    if (given != null) {
      uncertain = given.uncertain();
      for (String key : given.keys()) {
        Value value = query.connection.run().member(given, key, query.place);
        if (value != Value.Nothing.UNDEFINED) {
          formatter.wrap(Text.produced(key, query.place), out.add(none ? "" : separator));
          formatter.parameter(value, out.add(" = "));
          none = false;
        }
      }
    }
    if (uncertain != null) {
      out.add(none ? "" : separator).add(Text.hole(uncertain));
      none = false;
    }
    if (counters instanceof ObjectValue counted) {
      for (String key : counted.keys()) {
        if (given == null || !given.has(key)) {
          counter(key, counted.get(key), out.add(none ? "" : separator));
          none = false;
        }
      }
    }
    if (none) {
      throw query.builder.error("Empty .update() call detected!", query.place);
    }
  }

  private void counter(String key, Value amount, Sql out) {
    Text column = Text.produced(key, query.place);
    formatter.wrap(column, out);
    formatter.wrap(column, out.add(" = "));
    boolean down = amount instanceof Value.Num number && number.value() < 0;
    out.add(down ? " - " : " + ");
    out.bind(down && amount instanceof Value.Num number ? new Value.Num(-number.value()) : amount);
  }
}
