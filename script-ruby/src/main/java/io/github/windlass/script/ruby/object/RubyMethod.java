package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A method that {@code def} made.
 *
 * @param owner the module that it was defined in
 * @param singleton whether it is a method of the module itself
 */
public record RubyMethod(
    String name, RubyModule owner, boolean singleton, Signature signature, Closure closure)
    implements Callable {

  @Override
  public Value call(Value self, Arguments arguments, Evaluation run, Place place) {
    List<Value> bound = new ArrayList<>();
    bound.add(new MethodFrame(this, self, arguments));
    bound.addAll(signature.bind(arguments, true, run, place));
    Value value = run.call(closure, self, bound, place);
    return value == Value.Nothing.UNDEFINED ? Value.Nothing.NULL : value;
  }
}
