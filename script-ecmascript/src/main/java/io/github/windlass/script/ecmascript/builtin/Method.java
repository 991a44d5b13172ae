package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** A built-in function as a value: {@code Array.prototype.slice}, {@code Math.max}. */
record Method(Family family, String functionName) implements FunctionObject {

  @Override
  public String describe() {
    return functionName;
  }

  @Override
  public int length() {
    return family.length(functionName);
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return family.call(functionName, new Call(self, arguments, run, place));
  }
}
