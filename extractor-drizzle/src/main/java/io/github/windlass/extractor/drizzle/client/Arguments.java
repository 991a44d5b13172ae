package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Value;
import java.util.List;

/** The arguments of a call. */
final class Arguments {

  private Arguments() {}

  /** An argument; undefined where there is none. */
  static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Value.Nothing.UNDEFINED;
  }
}
