package io.github.windlass.extractor.sequelize;

import io.github.windlass.script.Cell;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import java.util.HashMap;
import java.util.Map;

/** Which models the classes of a script are, once they are initialized. */
final class Models {

  private final Cell<Map<ClassValue, ModelClass>> all;

  Models(Evaluation run) {
    this.all = run.cell(Map.of(), (one, other) -> one.size() >= other.size() ? one : other);
  }

  void put(ClassValue type, ModelClass model) {
    Map<ClassValue, ModelClass> longer = new HashMap<>(all.get());
    longer.put(type, model);
    all.set(Map.copyOf(longer));
  }

  /** The model that a class is; the one above where it is none yet. */
  ModelClass of(ClassValue type, ModelClass above) {
    return all.get().getOrDefault(type, above);
  }
}
