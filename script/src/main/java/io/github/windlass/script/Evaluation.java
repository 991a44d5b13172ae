package io.github.windlass.script;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.Step.GapCode;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run in progress, as {@link HostObject host objects} and {@link Language languages} see it. */
public interface Evaluation {

  /** The files that may be read. */
  Project project();

  /** The language of the script that runs. */
  Language language();

  /** Uses up fuel; ends the run where there is none left. */
  void spend(long fuel);

  /**
   * Calls a function of any kind; an unknown one gives an unknown value, and a gap where it may
   * send.
   */
  Value call(Value function, Value self, List<Value> arguments, Place place);

  /** Makes an object of a class of any kind. */
  Value construct(Value constructor, List<Value> arguments, Place place);

  /** A member of any value. */
  Value member(Value target, String name, Place place);

  /** Calls a member of any value. */
  Value invoke(Value target, String name, List<Value> arguments, Place place);

  /** Changes a member of any value. */
  void assign(Value target, String name, Value value, Place place);

  /** A new list. */
  ListValue list(List<Value> items);

  /** A variable of a scope; null: neither it nor a scope around it has one of that name. */
  @Nullable Value variable(Environment scope, String name);

  /** Makes a variable of a scope, or changes the one that it has. */
  void declare(Environment scope, String name, Value value);

  /**
   * The properties that a function of the script has as an object, such as those that the script
   * gave it.
   */
  ObjectValue properties(Closure function);

  /**
   * The class that a function of the script is for {@code new}, in languages where functions are
   * that too: its instances share {@link ClassValue#methods}.
   */
  ClassValue classOf(Closure function);

  /** Whether SQL may be sent through a value, or through what it holds. */
  boolean sends(Value value);

  /** A new object without properties. */
  ObjectValue object();

  /**
   * A new place for a value of a host object.
   *
   * @param merge what holds after two ways on which it changed unlike; which was taken is unknown
   */
  <T> Cell<T> cell(T initial, BinaryOperator<T> merge);

  /**
   * Sends SQL: adds a step, under the present conditions.
   *
   * @param parameters bound values, {@code $1} first
   */
  default void sql(Text sql, List<Value> parameters, Place place) {
    sql(sql, parameters, 0, place);
  }

  /**
   * As {@link #sql(Text, List, Place)}.
   *
   * @param connection over which connection, as {@link io.github.windlass.extractor.Step.Sql} says
   */
  void sql(Text sql, List<Value> parameters, int connection, Place place);

  /**
   * In which turn is sent what is sent now. Of what is started together over one connection, each
   * sends its first statement, and then each its second, as their answers come: steps are in the
   * order of their turns. Who sends so goes on to the next turn after each statement; where none
   * does, all is one turn.
   */
  int turn();

  /** Goes on in a turn: a later one after waiting for it, an earlier one for what started there. */
  void turn(int at);

  /** The last turn that there has been. */
  int lastTurn();

  /** Adds a gap. */
  void gap(GapCode code, String reason, Place place);

  /**
   * Runs something of which it is unknown whether it happens: its steps have the condition, and
   * what it changes becomes unknown.
   */
  Value perhaps(String condition, Supplier<Value> body, Place place);

  /**
   * Runs something for an item of a list: if it is unknown whether the item is there, {@link
   * #perhaps} so, under the condition on which it depends.
   *
   * @param list certain, or {@link ListValue#isGuarded guarded}
   */
  Value forItem(ListValue list, int index, Supplier<Value> body, Place place);

  /**
   * Runs something with the items of a {@link ListValue#isGuarded guarded} list, once for each way
   * in which they may be there, under its condition.
   *
   * @return null: there are too many ways, and nothing has run
   */
  @Nullable Value eachWay(ListValue list, Function<List<Value>, Value> body, Place place);

  /** Runs something once that happens an unknown number of times: its steps repeat. */
  Value repeatedly(Supplier<Value> body, Place place);

  /**
   * Says that the script goes on after what was thrown. If it may be an error that only we see, it
   * is a gap.
   */
  void caught(Thrown thrown);

  /** The value of a module: what it exports. Each is run once. */
  Value module(String specifier, Place from);
}
