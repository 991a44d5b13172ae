package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.function.Supplier;

/**
 * A promise. What would run later runs at once, so it is settled as soon as its executor has
 * returned: ECMA-262, 27.2.
 */
final class PromiseObject implements BuiltinObject {

  /** What became of it. */
  private sealed interface State {

    /** Nothing yet. */
    record Pending() implements State {}

    /** It has a value. */
    record Fulfilled(Value value) implements State {}

    /** It failed. */
    record Rejected(Thrown thrown) implements State {

      Value reason() {
        return thrown.value();
      }
    }
  }

  private final PromiseKind kind;
  private final Cell<State> state;
  private final Evaluation run;

  /** The turn in which it was settled. */
  private int turn;

  private PromiseObject(PromiseKind kind, State state, Evaluation run, Place place) {
    this.kind = kind;
    this.state = run.cell(state, new Merge(place));
    this.run = run;
    this.turn = run.turn();
  }

  /** What holds where it is settled on one way only, or on both in another manner. */
  private record Merge(Place place) implements java.util.function.BinaryOperator<State> {

    @Override
    public State apply(State one, State other) {
      if (one instanceof State.Fulfilled && other instanceof State.Fulfilled) {
        return new State.Fulfilled(Unknowns.of(Nothing.UNDEFINED, place));
      }
      return one instanceof State.Fulfilled ? one : other;
    }
  }

  /** A function that settles a promise. */
  private record Settler(PromiseObject promise, boolean rejects) implements FunctionObject {

    @Override
    public String functionName() {
      return "";
    }

    @Override
    public String describe() {
      return rejects ? "reject" : "resolve";
    }

    @Override
    public int length() {
      return 1;
    }

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      Value value = arguments.isEmpty() ? Nothing.UNDEFINED : arguments.getFirst();
      if (rejects) {
        promise.settle(new State.Rejected(new Thrown(value, place).meant()));
      } else {
        promise.resolve(value, run, place);
      }
      return Nothing.UNDEFINED;
    }
  }

  /** What a function gives for a value. */
  private record Reaction(Value function, Value value, Call call) implements Supplier<Value> {

    @Override
    public Value get() {
      return call.call(function, value);
    }
  }

  /** A promise of the language's own with what a body gives or throws. */
  static PromiseObject of(Supplier<Value> body, Evaluation run, Place place) {
    return of(PromiseKind.Known.NATIVE, body, run, place);
  }

  /** A promise with what a body gives or throws. Whoever does not wait for it goes on meanwhile. */
  static PromiseObject of(PromiseKind kind, Supplier<Value> body, Evaluation run, Place place) {
    int start = run.turn();
    try {
      PromiseObject promise = resolved(kind, body.get(), run, place);
      boolean early = promise.turn < run.turn();
      return early ? new PromiseObject(kind, promise.state.get(), run, place) : promise;
    } catch (Thrown thrown) {
      return new PromiseObject(kind, new State.Rejected(thrown), run, thrown.place());
    } finally {
      run.turn(start);
    }
  }

  /** {@code Promise.resolve}. */
  static PromiseObject resolved(Value value, Evaluation run, Place place) {
    return resolved(PromiseKind.Known.NATIVE, value, run, place);
  }

  /** {@code Promise.resolve} of one kind of promises. */
  static PromiseObject resolved(PromiseKind kind, Value value, Evaluation run, Place place) {
    if (value instanceof PromiseObject promise && promise.kind.equals(kind)) {
      return promise;
    }
    PromiseObject promise = new PromiseObject(kind, new State.Pending(), run, place);
    promise.resolve(value, run, place);
    return promise;
  }

  static PromiseObject rejected(PromiseKind kind, Value reason, Place place, Evaluation run) {
    return new PromiseObject(
        kind, new State.Rejected(new Thrown(reason, place).meant()), run, place);
  }

  /** One whose executor has not said anything yet. */
  static PromiseObject pending(PromiseKind kind, Evaluation run, Place place) {
    return new PromiseObject(kind, new State.Pending(), run, place);
  }

  /** The function that settles it, as an executor gets it. */
  Value settler(boolean rejects) {
    return new Settler(this, rejects);
  }

  private void settle(State settled) {
    if (state.get() instanceof State.Pending) {
      state.set(settled);
      turn = run.turn();
    }
  }

  /** The turn in which somebody goes on who waits for it; for what is not known, the last. */
  int turn() {
    return state.get() instanceof State.Pending ? run.lastTurn() : Math.max(run.turn(), turn);
  }

  private void resolve(Value value, Evaluation run, Place place) {
    if (value instanceof PromiseObject promise) {
      int settled = promise.turn();
      settle(promise.state.get());
      turn = Math.max(turn, settled);
      return;
    }
    if (value instanceof Unknown unknown && unknown.sends()) {
      settleWithEither(unknown, run, place);
      return;
    }
    Value then = then(value, run, place);
    if (!Coercion.isFunction(then) && !(then instanceof HostObject)) {
      settle(new State.Fulfilled(value));
      return;
    }
    try {
      List<Value> functions = List.of(new Settler(this, false), new Settler(this, true));
      if (value instanceof HostObject host) {
        host.invoke("then", functions, run, place);
      } else {
        run.call(then, value, functions, place);
      }
    } catch (Thrown thrown) {
      settle(new State.Rejected(thrown));
    }
  }

  private void settleWithEither(Unknown value, Evaluation run, Place place) {
    try {
      settle(new State.Fulfilled(run.invoke(new Awaited(), "await", List.of(value), place)));
    } catch (Thrown thrown) {
      settle(new State.Rejected(thrown));
    }
  }

  /**
   * Waits for what it is given. It may be one of two values, each of which sends only when somebody
   * waits for it: as SQL is sent through this, it is called for both.
   */
  private record Awaited() implements HostObject {

    @Override
    public String describe() {
      return "await";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      Value value = arguments.getFirst();
      return value instanceof Unknown ? value : await(value, run, place);
    }
  }

  private static Value then(Value value, Evaluation run, Place place) {
    boolean may =
        value instanceof ObjectValue
            || (value instanceof HostObject
                && !(value instanceof BuiltinObject)
                && !(value instanceof SymbolValue)
                && !Coercion.isFunction(value));
    return may ? run.member(value, "then", place) : Nothing.UNDEFINED;
  }

  /** {@code new Promise(executor)}. */
  static PromiseObject construct(PromiseKind kind, Call call) {
    Value executor = call.at(0);
    if (!Coercion.isFunction(executor) && !(executor instanceof Unknown)) {
      throw call.typeError("Promise resolver " + Inspection.brief(executor) + " is not a function");
    }
    PromiseObject promise = pending(kind, call.run(), call.place());
    try {
      call.call(executor, new Settler(promise, false), new Settler(promise, true));
    } catch (Thrown thrown) {
      promise.settle(new State.Rejected(thrown));
    }
    return promise;
  }

  /** {@code Promise.withResolvers}. */
  static ObjectValue withResolvers(PromiseKind kind, Call call) {
    PromiseObject promise = pending(kind, call.run(), call.place());
    ObjectValue all = call.run().object();
    all.put("promise", promise);
    all.put("resolve", new Settler(promise, false));
    all.put("reject", new Settler(promise, true));
    return all;
  }

  /**
   * What waiting for a value gives.
   *
   * @throws Thrown what a promise was rejected with
   */
  static Value await(Value value, Evaluation run, Place place) {
    if (value instanceof Unknown unknown) {
      Value given =
          unknown.sends() ? run.invoke(new Awaited(), "await", List.of(value), place) : value;
      run.turn(run.lastTurn());
      return given;
    }
    PromiseObject promise;
    if (value instanceof PromiseObject known) {
      promise = known;
    } else if (then(value, run, place) instanceof Nothing) {
      return value;
    } else {
      promise = resolved(value, run, place);
    }
    run.turn(promise.turn());
    if (promise.state.get() instanceof State.Fulfilled fulfilled) {
      return fulfilled.value();
    }
    return switch (promise.state.get()) {
      case State.Fulfilled fulfilled -> fulfilled.value();
      case State.Rejected rejected -> throw rejected.thrown();
      case State.Pending pending -> Unknowns.of(value, place);
    };
  }

  @Override
  public boolean sends() {
    return state.get() instanceof State.Fulfilled fulfilled
        && switch (fulfilled.value()) {
          case HostObject host -> host.sends();
          case Unknown unknown -> unknown.sends();
          default -> false;
        };
  }

  @Override
  public Family family() {
    return Family.PROMISE;
  }

  @Override
  public Constructor constructor() {
    return Constructor.PROMISE;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (Bluebird.has(name)) {
      return switch (kind.isBluebird()) {
        case TRUE -> new Method(Family.BLUEBIRD, name);
        case FALSE -> Nothing.UNDEFINED;
        case UNKNOWN -> Unknowns.of(Nothing.UNDEFINED, place);
      };
    }
    return BuiltinObject.super.member(name, run, place);
  }

  /** Who calls a method of Bluebird's says that there is one, where nothing else says it. */
  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    boolean bluebird = Bluebird.has(name) && kind.isBluebird() != Truth.FALSE;
    return (bluebird ? Family.BLUEBIRD : Family.PROMISE).invoke(this, name, arguments, run, place);
  }

  static int length(String name) {
    return switch (name) {
      case "then" -> 2;
      case "catch", "finally" -> 1;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof PromiseObject promise)) {
      return call.run()
          .invoke(call.self(), "then", List.of(Nothing.UNDEFINED, call.at(0)), call.place());
    }
    return switch (name) {
      case "then" -> promise.then(call.at(0), call.at(1), call);
      case "catch" ->
          call.size() > 1 && promise.kind.isBluebird() != Truth.FALSE
              ? promise.caught(call)
              : promise.then(Nothing.UNDEFINED, call.at(0), call);
      default -> promise.last(call.at(0), call);
    };
  }

  /** Bluebird's {@code catch(Type, handler)}: for errors of the types before it, if there are. */
  Value caught(Call call) {
    int types = call.size() - 1;
    Value handler = types < 0 ? Nothing.UNDEFINED : call.at(types);
    if (types > 0 && state.get() instanceof State.Rejected rejected) {
      boolean fits = false;
      for (int i = 0; i < types && !fits; i++) {
        Value is =
            Operators.apply(
                BinaryOperator.INSTANCE_OF,
                rejected.reason(),
                call.at(i),
                call.run(),
                call.place());
        fits = Coercion.truth(is) != Truth.FALSE;
      }
      if (!fits) {
        return this;
      }
    }
    return then(Nothing.UNDEFINED, handler, call);
  }

  PromiseKind kind() {
    return kind;
  }

  /** Another of this kind. */
  PromiseObject with(Value value, Call call) {
    return resolved(kind, value, call.run(), call.place());
  }

  Value then(Value onFulfilled, Value onRejected, Call call) {
    Evaluation run = call.run();
    Place place = call.place();
    return switch (state.get()) {
      case State.Fulfilled fulfilled -> {
        // What is not known may as well have failed.
        if (fulfilled.value() instanceof Unknown unknown && Coercion.isFunction(onRejected)) {
          UnknownMembers.invoke(unknown, "catch", List.of(onRejected), run, place);
        }
        yield Coercion.isFunction(onFulfilled)
            ? after(new Reaction(onFulfilled, fulfilled.value(), call), place)
            : this;
      }
      case State.Rejected rejected when Coercion.isFunction(onRejected) -> {
        run.caught(rejected.thrown());
        yield after(new Reaction(onRejected, rejected.reason(), call), place);
      }
      case State.Rejected rejected -> this;
      case State.Pending pending ->
          Coercion.isFunction(onFulfilled)
              ? after(new Reaction(onFulfilled, call.unknown(this), call), place)
              : this;
    };
  }

  Value last(Value function, Call call) {
    if (!Coercion.isFunction(function)) {
      return this;
    }
    PromiseObject done = after(new Reaction(function, Nothing.UNDEFINED, call), call.place());
    if (done.state.get() instanceof State.Rejected) {
      return done;
    }
    PromiseObject same = new PromiseObject(kind, state.get(), run, call.place());
    same.turn = done.turn;
    return same;
  }

  /** What waits for all that a function gives which is called when this is settled. */
  PromiseObject further(Supplier<Value> body, Place place) {
    int start = run.turn();
    PromiseObject promise = after(body, place);
    promise.turn = run.lastTurn();
    run.turn(start);
    return promise;
  }

  /** What a reaction gives, which happens when this is settled. */
  private PromiseObject after(Supplier<Value> reaction, Place place) {
    int start = run.turn();
    run.turn(turn());
    PromiseObject promise = of(kind, reaction, run, place);
    run.turn(start);
    return promise;
  }

  /** Whether it failed. */
  boolean isRejected() {
    return state.get() instanceof State.Rejected;
  }

  /** Whether it has a value. */
  boolean isFulfilled() {
    return state.get() instanceof State.Fulfilled;
  }

  /** What it failed with, or the value that it has. */
  Value outcome(Place place) {
    return switch (state.get()) {
      case State.Fulfilled fulfilled -> fulfilled.value();
      case State.Rejected rejected -> rejected.reason();
      case State.Pending pending -> Unknowns.of(this, place);
    };
  }
}
