package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;

/** A method whose body is Java. */
public record NativeMethod(String name, Body body) implements Callable {

  /** What is done. */
  @FunctionalInterface
  public interface Body {
    Value call(Value self, Arguments arguments, Evaluation run, Place place);
  }

  @Override
  public Value call(Value self, Arguments arguments, Evaluation run, Place place) {
    return body.call(self, arguments, run, place);
  }
}
