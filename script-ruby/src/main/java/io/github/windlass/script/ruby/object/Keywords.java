package io.github.windlass.script.ruby.object;

import io.github.windlass.script.HostObject;

/** {@code a: 1} among the arguments of a call. */
public record Keywords(RubyHash hash) implements HostObject {

  @Override
  public String describe() {
    return "keywords";
  }
}
