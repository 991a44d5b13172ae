package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** What gives items one after the other, all of which are known: ECMA-262, 27.1. */
final class IteratorObject implements BuiltinObject {

  private static final String GENERATOR = "Generator";
  private static final int UNKNOWN = -1;

  private final String of;
  private final List<Value> items;
  private final Cell<Integer> next;

  /**
   * An iterator that has given nothing yet.
   *
   * @param of what it goes over: {@code Array}
   */
  IteratorObject(String of, List<Value> items, Evaluation run) {
    this.of = of;
    this.items = List.copyOf(items);
    this.next = run.cell(0, new Merge());
  }

  /** After two ways on which it gave unlike many, it is unknown what is next. */
  private record Merge() implements BinaryOperator<Integer> {

    @Override
    public Integer apply(Integer one, Integer other) {
      return UNKNOWN;
    }
  }

  /** How many it has given. */
  private int given() {
    int given = next.get();
    if (given == UNKNOWN) {
      throw new NotKnown(this);
    }
    return given;
  }

  /** Whether it is known which items it has not given yet. */
  boolean isKnown() {
    return next.get() != UNKNOWN;
  }

  static IteratorObject ofGenerator(List<Value> items, Evaluation run) {
    return new IteratorObject(GENERATOR, items, run);
  }

  @Override
  public Family family() {
    return Family.ITERATOR;
  }

  @Override
  public Constructor constructor() {
    return Constructor.ITERATOR;
  }

  @Override
  public String describe() {
    return of.equals(GENERATOR) ? of : of + " Iterator";
  }

  @Override
  public Value own(String name, Evaluation run, Place place) {
    return name.equals(SymbolValue.TO_STRING_TAG) ? Text.of(describe()) : Nothing.UNDEFINED;
  }

  /**
   * The items that it has not given yet; it gives them with this.
   *
   * @throws NotKnown if it is not known which
   */
  List<Value> rest() {
    List<Value> rest = items.subList(given(), items.size());
    next.set(items.size());
    return rest;
  }

  /** {@code Iterator.from}. */
  static Value from(Call call) {
    return call.at(0) instanceof IteratorObject known
        ? known
        : new IteratorObject(
            "Wrap for valid", Iteration.known(call.at(0), call.run(), call.place()), call.run());
  }

  static int length(String name) {
    return switch (name) {
      case "next", "toArray", SymbolValue.ITERATOR, SymbolValue.ASYNC_ITERATOR -> 0;
      case "return",
          "throw",
          "map",
          "filter",
          "take",
          "drop",
          "flatMap",
          "reduce",
          "forEach",
          "some",
          "every",
          "find" ->
          1;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof IteratorObject iterator)) {
      throw call.typeError(
          "next method called on incompatible receiver " + Inspection.brief(call.self()));
    }
    Evaluation run = call.run();
    return switch (name) {
      case "next" -> {
        int at = iterator.given();
        boolean done = at >= iterator.items.size();
        if (!done) {
          iterator.next.set(at + 1);
        }
        yield result(done ? Nothing.UNDEFINED : iterator.items.get(at), done, run);
      }
      case "return" -> {
        iterator.rest();
        yield result(call.at(0), true, run);
      }
      case "throw" -> {
        iterator.rest();
        throw new Thrown(call.at(0), call.place());
      }
      case SymbolValue.ITERATOR, SymbolValue.ASYNC_ITERATOR -> iterator;
      case "toArray" -> run.list(iterator.rest());
      case "take", "drop" -> {
        double count = call.number(0);
        if (Double.isNaN(count) || count < 0) {
          throw call.rangeError(Inspection.brief(call.at(0)) + " must be positive");
        }
        List<Value> rest = iterator.rest();
        int at = (int) Math.min(count, rest.size());
        yield helper(
            name.equals("take") ? rest.subList(0, at) : rest.subList(at, rest.size()), run);
      }
      case "flatMap" -> {
        List<Value> flat = new ArrayList<>();
        for (Value item : iterator.rest()) {
          flat.addAll(Iteration.known(call.call(call.function(0), item), run, call.place()));
        }
        yield helper(flat, run);
      }
      default -> {
        Value result = ArrayCallbacks.call(name, run.list(iterator.rest()), call);
        yield name.equals("map") || name.equals("filter")
            ? helper(Iteration.known(result, run, call.place()), run)
            : result;
      }
    };
  }

  private static Value helper(List<Value> items, Evaluation run) {
    return new IteratorObject("Iterator Helper", new ArrayList<>(items), run);
  }

  private static ObjectValue result(Value value, boolean done, Evaluation run) {
    ObjectValue result = run.object();
    result.put("value", value);
    result.put("done", Bool.of(done));
    return result;
  }
}
