package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Value;

/** Values that are functions, such as {@code () => "now()"}: they give SQL, not a value to bind. */
final class Expressions {

  private Expressions() {}

  static boolean isExpression(Value value) {
    return value instanceof Closure
        || value instanceof NativeFunction
        || value instanceof ClassValue;
  }
}
