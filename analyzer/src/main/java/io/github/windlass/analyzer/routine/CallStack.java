package io.github.windlass.analyzer.routine;

import java.util.HashSet;
import java.util.Set;

/**
 * Where in a chain of calls a statement runs: routines that call each other end, and so does a body
 * that would run for ever.
 */
public final class CallStack {

  /** How deep calls, EXECUTE and DO are followed into each other. */
  public static final int DEEPEST = 8;

  /** How many statements are followed for one statement of a migration. */
  private static final int MOST_STATEMENTS = 5_000;

  private static final class Fuel {
    private int left = MOST_STATEMENTS;
  }

  private final int depth;
  private final Set<String> routines;
  private final Fuel fuel;

  /** What the caller's variables hold, which the arguments of a call may name. */
  private final Variables variables;

  private CallStack(int depth, Set<String> routines, Fuel fuel, Variables variables) {
    this.depth = depth;
    this.routines = routines;
    this.fuel = fuel;
    this.variables = variables;
  }

  /** For a statement that a migration sends itself. */
  public static CallStack empty() {
    return new CallStack(0, Set.of(), new Fuel(), new Variables());
  }

  /** For the statements of a body with these variables. */
  CallStack with(Variables callers) {
    return new CallStack(depth, routines, fuel, callers);
  }

  Variables variables() {
    return variables;
  }

  /** Within a routine. */
  public CallStack into(String routine) {
    Set<String> all = new HashSet<>(routines);
    all.add(routine);
    return new CallStack(depth + 1, all, fuel, variables);
  }

  /** Whether a routine is being run already: what it does is counted then. */
  public boolean contains(String routine) {
    return routines.contains(routine);
  }

  /** Whether nothing more is followed from here. */
  public boolean isFull() {
    return depth >= DEEPEST;
  }

  /** Whether the statement is sent by a migration, not by a routine. */
  public boolean isEmpty() {
    return depth == 0;
  }

  /** Takes a statement from what may be followed; false: there is none left. */
  boolean take() {
    fuel.left--;
    return fuel.left >= 0;
  }
}
