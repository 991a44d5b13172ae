package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The methods that promises of the package bluebird have beside those of the language: the API
 * reference of 3.7.
 */
final class Bluebird {

  /** To how many parameters an unknown list is given. */
  private static final int PARAMETERS = 16;

  private Bluebird() {}

  static boolean has(String name) {
    return length(name) >= 0;
  }

  /** How many arguments a method takes; -1: there is none of that name. */
  static int length(String name) {
    return switch (name) {
      case "asCallback", "done", "nodeify", "reduce" -> 2;
      case "bind",
          "call",
          "catchReturn",
          "catchThrow",
          "caught",
          "delay",
          "each",
          "error",
          "filter",
          "get",
          "lastly",
          "map",
          "mapSeries",
          "return",
          "some",
          "spread",
          "tap",
          "tapCatch",
          "thenReturn",
          "thenThrow",
          "throw",
          "timeout" ->
          1;
      case "all",
          "any",
          "isFulfilled",
          "isPending",
          "isRejected",
          "props",
          "race",
          "reason",
          "reflect",
          "value" ->
          0;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof PromiseObject promise)) {
      return call.unknown();
    }
    return switch (name) {
      case "bind", "delay", "timeout" -> promise;
      case "isFulfilled" -> Value.Bool.of(promise.isFulfilled());
      case "isRejected" -> Value.Bool.of(promise.isRejected());
      case "isPending" -> Value.Bool.of(!promise.isFulfilled() && !promise.isRejected());
      case "value", "reason" -> promise.outcome(call.place());
      case "reflect" -> promise.with(call.unknown(promise), call);
      case "lastly" -> promise.last(call.at(0), call);
      case "done" -> promise.then(call.at(0), call.at(1), call);
      case "caught", "error" -> promise.caught(call);
      case "catchReturn" -> promise.caught(call.with(handler(giving(last(call)), call)));
      case "catchThrow" -> promise.caught(call.with(handler(throwing(last(call)), call)));
      case "tapCatch" -> {
        promise.caught(call);
        yield promise;
      }
      case "asCallback", "nodeify" -> {
        Value callback = call.at(0);
        if (Coercion.isFunction(callback)) {
          promise.then(handing(callback), callback, call);
        }
        yield promise;
      }
      default ->
          promise.isRejected()
              ? promise
              : promise.further(
                  new Further(name, promise.outcome(call.place()), promise.kind(), call),
                  call.place());
    };
  }

  private static Value last(Call call) {
    return call.size() == 0 ? Value.Nothing.UNDEFINED : call.arguments().getLast();
  }

  /** The arguments with another last one. */
  private static List<Value> handler(Value handler, Call call) {
    return call.size() > 1 ? List.of(call.at(0), handler) : List.of(handler);
  }

  private static Value giving(Value value) {
    return new NativeFunction("", (self, arguments, run, place) -> value);
  }

  private static Value throwing(Value error) {
    return new NativeFunction(
        "",
        (self, arguments, run, place) ->
            PromiseObject.rejected(PromiseKind.Known.BLUEBIRD, error, place, run));
  }

  /** What hands a value on to a callback as Node's functions do: after the error. */
  private static Value handing(Value callback) {
    return new NativeFunction(
        "",
        (self, arguments, run, place) ->
            run.call(callback, self, List.of(Value.Nothing.NULL, arguments.getFirst()), place));
  }

  /** A function that waits for what it is given, and for what it gives. */
  private static Value waiting(Value function) {
    return new NativeFunction(
        "",
        (self, arguments, run, place) -> {
          List<Value> awaited = new ArrayList<>(arguments.size());
          for (Value argument : arguments) {
            awaited.add(
                argument instanceof PromiseObject
                    ? PromiseObject.await(argument, run, place)
                    : argument);
          }
          return PromiseObject.await(run.call(function, self, awaited, place), run, place);
        });
  }

  /** What a method gives for the value of a promise. */
  private record Further(String name, Value value, PromiseKind kind, Call call)
      implements Supplier<Value> {

    @Override
    public Value get() {
      Evaluation run = call.run();
      Place place = call.place();
      Value first = call.at(0);
      return switch (name) {
        case "tap" -> {
          PromiseObject.await(call.call(first, value), run, place);
          yield value;
        }
        case "spread" -> run.call(first, Value.Nothing.UNDEFINED, spread(first), place);
        case "each" -> {
          run.invoke(list(), "forEach", List.of(waiting(first)), place);
          yield value;
        }
        case "map", "mapSeries" -> run.invoke(list(), "map", List.of(waiting(first)), place);
        case "filter" -> run.invoke(list(), "filter", List.of(waiting(first)), place);
        case "reduce" -> {
          List<Value> given = new ArrayList<>(List.of(waiting(first)));
          if (call.size() > 1) {
            given.add(PromiseObject.await(call.at(1), run, place));
          }
          yield run.invoke(list(), "reduce", given, place);
        }
        case "return", "thenReturn" -> first;
        case "throw", "thenThrow" -> PromiseObject.rejected(kind, first, place, run);
        case "get" -> run.member(value, call.string(0), place);
        case "call" ->
            run.invoke(
                value,
                call.string(0),
                call.arguments().subList(Math.min(1, call.size()), call.size()),
                place);
        case "props" -> BluebirdStatics.props(value, call);
        case "some" -> call.unknown(value);
        // all, any, race
        default -> PromiseStatics.call(name, call.with(List.of(value)));
      };
    }

    /** As many values as there are; where that is not known, as many as the function takes. */
    private List<Value> spread(Value function) {
      List<Value> items = Iteration.items(value, call.run(), call.place());
      if (items != null) {
        return items;
      }
      double taken =
          call.run().member(function, "length", call.place()) instanceof Value.Num length
              ? length.value()
              : 1;
      List<Value> parts = new ArrayList<>();
      for (int i = 0; i < Math.clamp((long) taken, 1, PARAMETERS); i++) {
        parts.add(Unknowns.part(value, "[" + i + "]", call.place()));
      }
      return parts;
    }

    /** The value as a list, or what is not known of it. */
    private Value list() {
      if (value instanceof ListValue || value instanceof Unknown) {
        return value;
      }
      List<Value> items = Iteration.items(value, call.run(), call.place());
      return items == null ? call.unknown(value) : call.run().list(items);
    }
  }
}
