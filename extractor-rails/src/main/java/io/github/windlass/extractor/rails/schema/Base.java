package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Value;

/** Who takes the calls of a {@code change_table} block: the connection, or who records them. */
public interface Base {
  Value call(Call call);
}
