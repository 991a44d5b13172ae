package io.github.windlass.script;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What differs between languages that lower into {@link Script}: truth, operators, the members of
 * built-in values, globals, modules.
 */
public interface Language {

  /** Whether a value counts as true. */
  Truth truth(Value value);

  /** A value as text, as where it is inserted into one; what is unknown is a hole. */
  Text text(Value value, Evaluation run, Place place);

  /**
   * A value that is no scalar and no list as it is bound to a statement, as the language's drivers
   * do it: JavaScript's objects as JSON.
   */
  default Text parameter(Value value, Evaluation run, Place place) {
    return text(value, run, place);
  }

  /** The value of an operator. Unknown operands give an unknown value, or a text with a hole. */
  Value operate(BinaryOperator operator, Value left, Value right, Evaluation run, Place place);

  /** The value of an operator. */
  Value operate(UnaryOperator operator, Value operand, Evaluation run, Place place);

  /**
   * A built-in member of a value that is no host object and has no such property of its own or of
   * its class; undefined if there is none.
   */
  Value member(Value target, String name, Evaluation run, Place place);

  /** Whether {@code null} has members, as Ruby's {@code nil} has. */
  default boolean nothingHasMembers() {
    return false;
  }

  /** Calls a member, found as {@link #member} does. Of an Unknown too: {@code rows.forEach(f)}. */
  Value invoke(Value target, String name, List<Value> arguments, Evaluation run, Place place);

  /**
   * Changes a built-in member of a value that is no host object and no object: {@code list.length =
   * 0}, {@code list[3] = a}.
   */
  void assign(Value target, String name, Value value, Evaluation run, Place place);

  /** The items that a loop or a spread takes from a value; null: unknown which, or how many. */
  @Nullable List<Value> items(Value value, Evaluation run, Place place);

  /** The keys that a loop takes from a value; null: unknown. */
  @Nullable List<Value> keys(Value value, Evaluation run, Place place);

  /** A regular expression. */
  Value pattern(String pattern, String flags, Evaluation run, Place place);

  /** What waiting for a value gives. */
  Value await(Value value, Evaluation run, Place place);

  /** What calling an asynchronous function gives. */
  Value promise(Supplier<Value> body, Evaluation run, Place place);

  /** A variable that no scope has; null: none, which is an error in the script. */
  @Nullable Value global(String name, Evaluation run, Place place);

  /**
   * What calling a generator gives.
   *
   * @param yielded all that it yields: it has run to its end
   */
  default Value generated(ListValue yielded, Evaluation run, Place place) {
    return yielded;
  }

  /** The language's own error for a variable that there is not. */
  default Thrown undefinedVariable(String name, Evaluation run, Place place) {
    return error(name + " is not defined", run, place);
  }

  /** The language's own error, such as JavaScript's TypeError. */
  Thrown error(String message, Evaluation run, Place place);
}
