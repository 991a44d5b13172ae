package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** An object of functions: a module of Node's, or a global. */
abstract class Library implements HostObject {

  private final String name;

  Library(String name) {
    this.name = name;
  }

  /** Whether it has a function of that name. */
  abstract boolean has(String function);

  /** Calls a function that it has. */
  abstract Value apply(String function, List<Value> arguments, Evaluation run, Place place);

  /** A member that is no function; undefined if there is none of that name. */
  Value constant(String member, Evaluation run, Place place) {
    return Nothing.UNDEFINED;
  }

  /** A function that it has, by itself. */
  private record Own(Library library, String name) implements NativeFunction.Body {

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      return library.apply(name, arguments, run, place);
    }
  }

  @Override
  public final String describe() {
    return name;
  }

  @Override
  public final Value member(String member, Evaluation run, Place place) {
    return has(member)
        ? new NativeFunction(member, new Own(this, member))
        : constant(member, run, place);
  }

  @Override
  public final Value invoke(String function, List<Value> arguments, Evaluation run, Place place) {
    return has(function)
        ? apply(function, arguments, run, place)
        : HostObject.super.invoke(function, arguments, run, place);
  }

  /** An argument; undefined if it is not given. */
  static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Nothing.UNDEFINED;
  }

  /** The last argument: where Node takes a callback. */
  static Value last(List<Value> arguments) {
    return arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(arguments.size() - 1);
  }

  /** An argument as text. */
  static Text text(List<Value> arguments, int index, Evaluation run, Place place) {
    return run.language().text(at(arguments, index), run, place);
  }
}
