package io.github.windlass.extractor.prisma.client;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/**
 * {@code prisma.user}: what its methods send depends on the whole schema, and is a gap.
 *
 * @param name of the model, as the client has it
 */
record Model(Connection connection, String name) implements HostObject {

  @Override
  public String describe() {
    return "prisma." + name;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String method, Evaluation run, Place place) {
    return method.equals("then")
        ? Nothing.UNDEFINED
        : new NativeFunction(
            method, (self, arguments, evaluation, at) -> invoke(method, arguments, evaluation, at));
  }

  @Override
  public Value invoke(String method, List<Value> arguments, Evaluation run, Place place) {
    String call = describe() + "." + method;
    return new Lazy(
        run,
        call,
        at -> {
          run.gap(
              GapCode.UNSUPPORTED,
              call + "(): the SQL that Prisma writes for the model is not modelled",
              at);
          return new Unknown("what " + call + "() gives", at);
        });
  }
}
