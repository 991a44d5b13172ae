package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** The functions of Bluebird's {@code Promise}: the API reference of 3.7. */
final class BluebirdStatics {

  private static final PromiseKind KIND = PromiseKind.Known.BLUEBIRD;

  private BluebirdStatics() {}

  static int length(String name) {
    return switch (name) {
      case "each", "filter", "map", "mapSeries", "reduce", "some" -> 2;
      case "all",
          "allSettled",
          "any",
          "attempt",
          "cast",
          "delay",
          "fromCallback",
          "fromNode",
          "fulfilled",
          "is",
          "join",
          "method",
          "promisify",
          "promisifyAll",
          "props",
          "race",
          "reject",
          "rejected",
          "resolve",
          "try" ->
          1;
      case "config", "defer", "longStackTraces", "pending" -> 0;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    Evaluation run = call.run();
    Place place = call.place();
    return switch (name) {
      case "each", "filter", "map", "mapSeries", "reduce", "some" -> {
        PromiseObject list = PromiseObject.resolved(KIND, awaited(call.at(0), call), run, place);
        List<Value> rest = call.arguments().subList(Math.min(1, call.size()), call.size());
        yield list.invoke(name, rest, run, place);
      }
      case "all", "allSettled", "any", "race" ->
          PromiseObject.resolved(
              KIND,
              PromiseStatics.call(name, call.with(List.of(awaited(call.at(0), call)))),
              run,
              place);
      case "props" ->
          PromiseObject.of(KIND, () -> props(awaited(call.at(0), call), call), run, place);
      case "join" -> PromiseObject.of(KIND, () -> join(call), run, place);
      case "attempt", "try" -> PromiseObject.of(KIND, () -> call.call(call.at(0)), run, place);
      case "method" ->
          new NativeFunction(
              "",
              (self, arguments, within, at) ->
                  PromiseObject.of(
                      KIND, () -> within.call(call.at(0), self, arguments, at), within, at));
      case "cast", "fulfilled", "resolve" -> PromiseObject.resolved(KIND, call.at(0), run, place);
      case "delay" -> PromiseObject.resolved(KIND, call.at(1), run, place);
      case "reject", "rejected" -> PromiseObject.rejected(KIND, call.at(0), place, run);
      case "defer", "pending" -> PromiseObject.withResolvers(KIND, call);
      case "is" -> Value.Bool.of(call.at(0) instanceof PromiseObject);
      case "promisify" -> promisified(call.at(0));
      case "promisifyAll" -> new Promisified(call.at(0));
      case "fromCallback", "fromNode" -> {
        PromiseObject promise = PromiseObject.pending(KIND, run, place);
        call.call(call.at(0), callback(promise));
        yield promise;
      }
      // config, longStackTraces
      default -> Value.Nothing.UNDEFINED;
    };
  }

  private static Value awaited(Value value, Call call) {
    return PromiseObject.await(value, call.run(), call.place());
  }

  /** An object, waited for member by member. */
  static Value props(Value value, Call call) {
    if (!(value instanceof ObjectValue object)) {
      return call.unknown(value);
    }
    ObjectValue all = call.run().object();
    for (String key : object.keys()) {
      all.put(key, awaited(call.run().member(object, key, call.place()), call));
    }
    Unknown uncertain = object.uncertain();
    if (uncertain != null) {
      all.becomeUncertain(uncertain);
    }
    return all;
  }

  private static Value join(Call call) {
    int size = call.size();
    boolean handled = size > 0 && Coercion.isFunction(call.at(size - 1));
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < (handled ? size - 1 : size); i++) {
      values.add(awaited(call.at(i), call));
    }
    return handled
        ? call.run().call(call.at(size - 1), Value.Nothing.UNDEFINED, values, call.place())
        : call.run().list(values);
  }

  /** A function that takes a callback, as one that gives a promise. */
  private static Value promisified(Value function) {
    return new NativeFunction(
        "promisified",
        (self, arguments, run, place) -> {
          PromiseObject promise = PromiseObject.pending(KIND, run, place);
          List<Value> given = new ArrayList<>(arguments);
          given.add(callback(promise));
          Value result = run.call(function, self, given, place);
          if (result instanceof Unknown) {
            run.call(promise.settler(false), Value.Nothing.UNDEFINED, List.of(result), place);
          }
          return promise;
        });
  }

  /** A callback that settles a promise: the error first. */
  private static Value callback(PromiseObject promise) {
    return new NativeFunction(
        "callback",
        (self, arguments, run, place) -> {
          Value error = arguments.isEmpty() ? Value.Nothing.UNDEFINED : arguments.get(0);
          boolean fails = Coercion.truth(error) == Truth.TRUE;
          Value value = arguments.size() > 1 ? arguments.get(1) : Value.Nothing.UNDEFINED;
          return run.call(
              promise.settler(fails),
              Value.Nothing.UNDEFINED,
              List.of(fails ? error : value),
              place);
        });
  }

  /** An object whose methods are there a second time, as {@code nameAsync}, giving promises. */
  private record Promisified(Value target) implements HostObject {

    private static final String ENDING = "Async";

    @Override
    public String describe() {
      return "promisified";
    }

    @Override
    public boolean sends() {
      return target instanceof HostObject host && host.sends();
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      if (!name.endsWith(ENDING)) {
        return run.member(target, name, place);
      }
      String base = name.substring(0, name.length() - ENDING.length());
      Value function = run.member(target, base, place);
      return function == Nothing.UNDEFINED
          ? function
          : new NativeFunction(
              name,
              (self, arguments, within, at) ->
                  within.call(promisified(function), target, arguments, at));
    }
  }

  /** The class that the package exports. */
  enum PromiseClass implements FunctionObject {
    BLUEBIRD;

    @Override
    public String functionName() {
      return "Promise";
    }

    @Override
    public String describe() {
      return "Promise";
    }

    @Override
    public int length() {
      return 1;
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      if (name.equals("Promise") || name.equals("default")) {
        return this;
      }
      Value function = Family.BLUEBIRD_STATICS.member(name);
      if (function != Nothing.UNDEFINED) {
        return function;
      }
      return switch (name) {
        case "prototype", "coroutine", "spawn", "using", "onPossiblyUnhandledRejection" ->
            new Unknown("Promise." + name, place, true);
        default ->
            name.endsWith("Error")
                ? Constructor.ERROR
                : FunctionMembers.member(this, name, run, place);
      };
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return Family.BLUEBIRD_STATICS.length(name) >= 0
          ? Family.BLUEBIRD_STATICS.call(name, new Call(this, arguments, run, place))
          : FunctionObject.super.invoke(name, arguments, run, place);
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return PromiseObject.construct(KIND, new Call(this, arguments, run, place));
    }
  }
}
