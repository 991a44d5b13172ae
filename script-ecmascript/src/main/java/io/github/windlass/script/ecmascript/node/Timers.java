package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** {@code setTimeout} and the like: no time passes. */
final class Timers extends Library {

  private final boolean promises;

  Timers(boolean promises) {
    super("timers");
    this.promises = promises;
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "setTimeout",
          "setImmediate",
          "setInterval",
          "clearTimeout",
          "clearImmediate",
          "clearInterval",
          "queueMicrotask" ->
          true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "promises" -> new Timers(true);
      case "default" -> this;
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    if (function.startsWith("clear")) {
      return Nothing.UNDEFINED;
    }
    boolean timed = function.equals("setTimeout") || function.equals("setInterval");
    if (promises) {
      Value value = at(arguments, timed ? 1 : 0);
      return run.language().promise(() -> value, run, place);
    }
    int taken = Math.min(timed ? 2 : 1, arguments.size());
    List<Value> given = arguments.subList(taken, arguments.size());
    Value callback = at(arguments, 0);
    if (function.equals("setInterval")) {
      run.repeatedly(() -> run.call(callback, Nothing.UNDEFINED, given, place), place);
    } else {
      run.call(callback, Nothing.UNDEFINED, given, place);
    }
    return Timer.STARTED;
  }

  /** What a timer is known by. */
  enum Timer implements HostObject {
    STARTED;

    @Override
    public String describe() {
      return "a timer";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return new NativeFunction(name, (self, arguments, within, at) -> STARTED);
    }
  }
}
