package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** What only tells people something: {@code console}, {@code process.stdout}. */
final class Silent extends Library {

  static final Silent CONSOLE = new Silent("console");
  static final Silent STREAM = new Silent("a stream");

  private Silent(String name) {
    super(name);
  }

  @Override
  boolean has(String function) {
    return true;
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    return Nothing.UNDEFINED;
  }
}
