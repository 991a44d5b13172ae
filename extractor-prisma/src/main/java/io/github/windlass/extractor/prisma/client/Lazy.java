package io.github.windlass.extractor.prisma.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;

/**
 * A query that is sent when somebody waits for it ({@code PrismaPromise}).
 *
 * @param call what made it
 */
record Lazy(Evaluation run, String call, Sending sending) implements HostObject {

  private static final Set<String> METHODS = Set.of("catch", "finally", "then");

  /** What is done then. */
  @FunctionalInterface
  interface Sending {
    Value send(Place place);
  }

  @Override
  public String describe() {
    return call + "()";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation evaluation, Place place) {
    return METHODS.contains(name)
        ? new NativeFunction(
            name, (self, arguments, inner, at) -> invoke(name, arguments, inner, at))
        : Nothing.UNDEFINED;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation evaluation, Place place) {
    if (!METHODS.contains(name)) {
      throw run.language().error(describe() + "." + name + " is not a function", run, place);
    }
    Value promise = run.language().promise(() -> sending.send(place), run, place);
    return run.invoke(promise, name, arguments, place);
  }
}
