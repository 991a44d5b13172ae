package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * SQL as Knex keeps it until it is sent.
 *
 * @param sql with {@code ?} in the place of each value; {@code \?} is a question mark
 * @param bindings the values, in order
 */
public record Compiled(Text sql, List<Value> bindings) {

  public Compiled {
    bindings = List.copyOf(bindings);
  }

  /** SQL without values. */
  public static Compiled of(Text sql) {
    return new Compiled(sql, List.of());
  }
}
