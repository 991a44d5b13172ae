package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.RangeMethods;
import java.util.List;

/**
 * {@code first..last}.
 *
 * @param first nil: from the beginning
 * @param last nil: without end
 * @param withoutEnd {@code first...last}
 */
public record RubyRange(Value first, Value last, boolean withoutEnd) implements HostObject {

  @Override
  public String describe() {
    return "a range";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return RangeMethods.invoke(this, name, Arguments.of(arguments), run, place);
  }
}
