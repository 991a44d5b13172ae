package io.github.windlass.script.ruby.object;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.Value;

/** A block among the arguments of a call. */
public record BlockArgument(Value block) implements HostObject {

  @Override
  public String describe() {
    return "a block";
  }
}
