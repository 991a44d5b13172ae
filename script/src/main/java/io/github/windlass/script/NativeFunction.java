package io.github.windlass.script;

import java.util.List;

/** A function whose body is Java. */
public record NativeFunction(String name, Body body) implements HostObject {

  /** What is done. */
  @FunctionalInterface
  public interface Body {
    Value call(Value self, List<Value> arguments, Evaluation run, Place place);
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return body.call(self, arguments, run, place);
  }
}
