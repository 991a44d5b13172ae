package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a method, as {@code yield} and {@code super} within it mean it. */
record MethodFrame(RubyMethod method, Value self, Arguments arguments) implements HostObject {

  @Override
  public String describe() {
    return "a call";
  }

  @Override
  public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
    Arguments given = Arguments.of(values);
    Value block = arguments.block();
    switch (name) {
      case "block_given?":
        return Bool.of(block != null);
      case "__method__":
        return Symbol.of(method.name());
      case "yield":
        if (block instanceof RubyProc proc) {
          return proc.run(given, run, place);
        }
        if (block == null) {
          throw run.language().error("no block given (yield)", run, place);
        }
        return run.invoke(block, "call", values, place);
      case "super?":
        return Bool.of(above() != null);
      case "zsuper":
        return up(
            given.block() == null ? arguments : arguments.withBlock(given.block()), run, place);
      case "super":
        return up(given.block() == null ? given.withBlock(block) : given, run, place);
      default:
        return new Unknown(place.text(), place);
    }
  }

  private Value up(Arguments given, Evaluation run, Place place) {
    Callable above = above();
    if (above != null) {
      return above.call(self, given, run, place);
    }
    if (method.name().equals("initialize")
        || method.name().equals("inherited")
        || method.name().equals("included")) {
      return Nothing.NULL;
    }
    return World.of(run).superMissing(self, method, given, place);
  }

  private @Nullable Callable above() {
    if (method.singleton()) {
      return self instanceof RubyModule module
          ? module.singletonAfter(method.owner(), method.name())
          : null;
    }
    return self instanceof RubyObject object
        ? object.type().methodAfter(method.owner(), method.name())
        : null;
  }
}
