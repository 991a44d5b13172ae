package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The functions of {@code Promise}: ECMA-262, 27.2.4. */
final class PromiseStatics {

  private PromiseStatics() {}

  static int length(String name) {
    return switch (name) {
      case "all", "allSettled", "any", "race", "resolve", "reject", "try" -> 1;
      case "withResolvers" -> 0;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    Evaluation run = call.run();
    Place place = call.place();
    return switch (name) {
      case "resolve" -> PromiseObject.resolved(call.at(0), run, place);
      case "reject" -> PromiseObject.rejected(PromiseKind.Known.NATIVE, call.at(0), place, run);
      case "withResolvers" -> PromiseObject.withResolvers(PromiseKind.Known.NATIVE, call);
      case "try" ->
          PromiseObject.of(
              () ->
                  run.call(
                      call.at(0),
                      Value.Nothing.UNDEFINED,
                      call.size() > 1 ? call.arguments().subList(1, call.size()) : List.of(),
                      place),
              run,
              place);
      default -> combined(name, call);
    };
  }

  /** Waits for several things that go on together. */
  private static Value combined(String name, Call call) {
    Evaluation run = call.run();
    int start = run.turn();
    int end = start;
    Place place = call.place();
    List<Value> items = Iteration.items(call.at(0), run, place);
    if (items == null) {
      Value results =
          call.at(0) instanceof ListValue list ? awaited(list, call) : call.unknown(call.at(0));
      PromiseObject promise =
          PromiseObject.resolved(
              name.equals("all") ? results : call.unknown(call.at(0)), run, place);
      run.turn(start);
      return promise;
    }
    List<PromiseObject> promises = new ArrayList<>(items.size());
    for (Value item : items) {
      PromiseObject promise = PromiseObject.resolved(item, run, place);
      promises.add(promise);
      end = Math.max(end, promise.turn());
    }
    run.turn(end);
    Value combined = combined(name, promises, call);
    run.turn(start);
    return combined;
  }

  private static Value combined(String name, List<PromiseObject> promises, Call call) {
    return switch (name) {
      case "all" -> all(promises, call);
      case "allSettled" -> allSettled(promises, call);
      case "any" -> any(promises, call);
      default ->
          promises.isEmpty()
              ? PromiseObject.resolved(call.unknown(), call.run(), call.place())
              : promises.getFirst();
    };
  }

  /**
   * What waiting for each of an uncertain list gives. What starts only when somebody waits for it
   * happens as often as it is in the list.
   */
  private static Value awaited(ListValue list, Call call) {
    Evaluation run = call.run();
    Place place = call.place();
    ListValue results = run.list(List.of());
    for (int i = 0; i < list.size(); i++) {
      Value item = list.get(i);
      Supplier<Value> waiting = () -> run.language().await(item, run, place);
      if (item instanceof PromiseObject) {
        results.add(waiting.get());
      } else if (list.isGuarded()) {
        results.add(run.forItem(list, i, waiting, place));
      } else {
        results.add(run.repeatedly(waiting, place));
      }
    }
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      results.becomeUncertain(uncertain);
    }
    return results;
  }

  private static Value all(List<PromiseObject> promises, Call call) {
    List<Value> values = new ArrayList<>(promises.size());
    for (PromiseObject promise : promises) {
      if (promise.isRejected()) {
        return promise;
      }
      values.add(promise.outcome(call.place()));
    }
    return PromiseObject.resolved(call.run().list(values), call.run(), call.place());
  }

  private static Value allSettled(List<PromiseObject> promises, Call call) {
    List<Value> results = new ArrayList<>(promises.size());
    for (PromiseObject promise : promises) {
      ObjectValue result = call.run().object();
      boolean rejected = promise.isRejected();
      result.put("status", Text.of(rejected ? "rejected" : "fulfilled"));
      result.put(rejected ? "reason" : "value", promise.outcome(call.place()));
      results.add(result);
    }
    return PromiseObject.resolved(call.run().list(results), call.run(), call.place());
  }

  private static Value any(List<PromiseObject> promises, Call call) {
    List<Value> errors = new ArrayList<>();
    for (PromiseObject promise : promises) {
      if (promise.isFulfilled()) {
        return promise;
      }
      errors.add(promise.outcome(call.place()));
    }
    Value error =
        ErrorObjects.construct(
            Constructor.AGGREGATE_ERROR,
            List.of(call.run().list(errors), Text.of("All promises were rejected")),
            call.run(),
            call.place());
    return PromiseObject.rejected(PromiseKind.Known.NATIVE, error, call.place(), call.run());
  }
}
