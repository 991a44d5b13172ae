package io.github.windlass.script;

import java.util.List;

/**
 * An object whose meaning Java gives: a framework's, a language's own.
 *
 * <p>What changes in it is in a {@link Evaluation#cell cell}, so that it can be undone where both
 * sides of an unknown condition are tried.
 */
public non-sealed interface HostObject extends Value {

  /** What it is, for reasons: {@code QueryRunner}. */
  String describe();

  /** A member; undefined if it has none of that name. */
  default Value member(String name, Evaluation run, Place place) {
    return Nothing.UNDEFINED;
  }

  /** Calls a member. */
  default Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return run.call(member(name, run, place), this, arguments, place);
  }

  /** Calls the object itself. */
  default Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    throw run.language().error(describe() + " is not a function", run, place);
  }

  /** Makes an object of it, as {@code new} does. */
  default Value construct(List<Value> arguments, Evaluation run, Place place) {
    throw run.language().error(describe() + " is not a constructor", run, place);
  }

  /** Changes a member. */
  default void assign(String name, Value value, Evaluation run, Place place) {}

  /**
   * Whether SQL may be sent through it: where it is given to a function that is not known, that is
   * a gap.
   */
  default boolean sends() {
    return false;
  }
}
