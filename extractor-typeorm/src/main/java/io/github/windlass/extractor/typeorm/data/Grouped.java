package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;

/**
 * The conditions of find options, each of which SelectQueryBuilder.buildWhere puts in parentheses.
 */
record Grouped(ObjectValue conditions) implements HostObject {

  static Grouped of(ObjectValue conditions) {
    return new Grouped(conditions);
  }

  @Override
  public String describe() {
    return "FindOptionsWhere";
  }
}
