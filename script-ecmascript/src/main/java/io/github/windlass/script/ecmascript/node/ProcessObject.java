package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** Node's {@code process}: what it says depends on where the migration runs. */
final class ProcessObject extends Library {

  ProcessObject() {
    super("process");
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "cwd",
          "exit",
          "abort",
          "on",
          "once",
          "off",
          "emitWarning",
          "nextTick",
          "removeListener",
          "removeAllListeners" ->
          true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "env" -> Variables.ENV;
      case "stdout", "stderr" -> Silent.STREAM;
      case "default" -> this;
      default -> new Unknown("process." + member, place);
    };
  }

  @Override
  public void assign(String name, Value value, Evaluation run, Place place) {}

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    return switch (function) {
      case "cwd" -> ProjectPath.working(place);
      case "exit", "abort" -> throw run.language().error("process." + function, run, place).meant();
      case "nextTick" ->
          run.call(
              at(arguments, 0),
              Nothing.UNDEFINED,
              arguments.subList(Math.min(1, arguments.size()), arguments.size()),
              place);
      default -> Nothing.UNDEFINED;
    };
  }

  /** {@code process.env}. */
  enum Variables implements HostObject {
    ENV;

    @Override
    public String describe() {
      return "process.env";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return new Unknown("process.env." + name, place);
    }
  }
}
