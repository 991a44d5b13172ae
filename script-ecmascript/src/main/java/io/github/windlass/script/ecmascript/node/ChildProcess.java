package io.github.windlass.script.ecmascript.node;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** Node's {@code child_process}, and packages like it: whatever a command does is no SQL we see. */
final class ChildProcess extends Library {

  ChildProcess(String name) {
    super(name);
  }

  @Override
  boolean has(String function) {
    return !function.equals("default");
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return this;
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return runs(describe(), run, place);
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    Value result = runs(describe() + "." + function, run, place);
    Value callback = last(arguments);
    if (callback instanceof Closure || callback instanceof NativeFunction) {
      run.call(callback, Nothing.UNDEFINED, List.of(Nothing.NULL, result, result), place);
    }
    return result;
  }

  private static Value runs(String what, Evaluation run, Place place) {
    run.gap(GapCode.SIDE_EFFECT, what + " runs a program", place);
    return new Unknown("what a program prints", place);
  }
}
