package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** Makes a block or a lambda of a function. */
public record BlockMaker(Signature signature, boolean lambda) implements HostObject {

  @Override
  public String describe() {
    return "a block";
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return RubyProc.of((Closure) arguments.get(0), signature, lambda);
  }
}
