package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** Values that are sent beside a statement: {@code bindParam}. */
final class Binds {

  private final List<Value> values = new ArrayList<>();

  /** Takes a value, and says what stands for it. */
  Text add(Value value) {
    values.add(value);
    return Text.of("$" + values.size());
  }

  List<Value> values() {
    return List.copyOf(values);
  }
}
