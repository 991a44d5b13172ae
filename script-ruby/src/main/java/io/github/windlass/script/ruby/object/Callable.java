package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** A method. */
public interface Callable extends HostObject {

  /** Calls it on an object. */
  Value call(Value self, Arguments arguments, Evaluation run, Place place);

  @Override
  default Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return call(self, Arguments.of(arguments), run, place);
  }

  @Override
  default String describe() {
    return "a method";
  }
}
