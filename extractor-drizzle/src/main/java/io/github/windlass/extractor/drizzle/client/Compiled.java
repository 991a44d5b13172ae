package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * SQL as Drizzle sends it.
 *
 * @param sql with {@code $1} or {@code ?} in the place of each value
 * @param parameters the values, in order
 */
record Compiled(Text sql, List<Value> parameters) {

  Compiled {
    parameters = List.copyOf(parameters);
  }
}
