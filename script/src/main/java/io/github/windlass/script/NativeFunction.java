package io.github.windlass.script;

import java.util.List;

/** A function whose body is Java. It has the members that the language gives to functions. */
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
  public Value member(String member, Evaluation run, Place place) {
    return run.language().member(this, member, run, place);
  }

  @Override
  public Value invoke(String member, List<Value> arguments, Evaluation run, Place place) {
    return run.language().invoke(this, member, arguments, run, place);
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return body.call(self, arguments, run, place);
  }
}
