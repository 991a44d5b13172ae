package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.Value;

/**
 * {@code new Brackets(qb => …)}: conditions in parentheses.
 *
 * @param factory is called with what collects them
 */
record BracketsObject(boolean negated, Value factory) implements HostObject {

  @Override
  public String describe() {
    return negated ? "NotBrackets" : "Brackets";
  }
}
