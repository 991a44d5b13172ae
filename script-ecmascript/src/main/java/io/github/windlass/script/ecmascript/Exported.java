package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * Reads an exported variable. One that is not there yet (modules that import one another) or never
 * will be (a type) is undefined, as in what TypeScript writes for CommonJS.
 */
record Exported(Value getter) implements HostObject {

  @Override
  public String describe() {
    return "export";
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    try {
      return run.call(getter, Value.Nothing.UNDEFINED, List.of(), place);
    } catch (Thrown missing) {
      return Value.Nothing.UNDEFINED;
    }
  }
}
