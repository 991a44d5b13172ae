package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loops: those that are known turn by turn, others once. */
final class Loops {

  /** After so many turns that may have ended a loop early, it counts as unknown. */
  private static final int UNSURE = 100;

  /** Members that become smaller from turn to turn. */
  private static final Set<String> COUNTS = Set.of("length", "size");

  private final Run run;

  Loops(Run run) {
    this.run = run;
  }

  Completion execute(Statement.Loop loop, List<String> labels, Environment scope) {
    run.meter.enter(Meter.LOOP);
    Environment around = new Environment(scope);
    for (Statement statement : loop.start()) {
      run.statements.execute(statement, around);
    }
    Paths.Arm body =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return turns(loop, labels, around);
          }
        };
    Completion completion = run.paths.within(run.paths.open(Boundary.Kind.BREAKABLE, labels), body);
    run.meter.leave(Meter.LOOP);
    return completion;
  }

  /**
   * Turn by turn. The first is tried, and every one of a loop that would go on for ever: if the
   * loop turns out to be unknown, the turn is taken back and the loop runs as an unknown one.
   */
  private Completion turns(Statement.Loop loop, List<String> labels, Environment around) {
    Environment scope = around;
    boolean endless = isEndless(loop);
    int unsure = 0;
    for (boolean first = true; ; first = false) {
      int start = run.paths.circumstances();
      int steps = run.recorder.size();
      int depth = run.journal.depth();
      boolean tried = first || endless;
      boolean ask = loop.first() || !first;
      run.journal.begin();
      Truth goesOn = ask ? asked(loop, scope) : Truth.TRUE;
      if (goesOn == Truth.FALSE || (goesOn == Truth.TRUE && !tried)) {
        run.journal.flatten(depth);
      }
      if (goesOn == Truth.FALSE) {
        return Completion.NORMAL;
      }
      Completion completion = Completion.NORMAL;
      Environment next = scope;
      if (goesOn == Truth.TRUE) {
        completion = body(loop, labels, scope);
        if (completion.isNormal()) {
          next = copy(scope);
          step(loop, next);
          boolean exits = run.paths.hasExits(start);
          boolean leads = endless && exits;
          if (first && !leads) {
            Truth again = next(loop, next);
            leads = again == Truth.UNKNOWN || (again == Truth.TRUE && exits && isFlag(loop));
          }
          goesOn = leads ? Truth.UNKNOWN : goesOn;
        }
      }
      if (goesOn == Truth.UNKNOWN) {
        run.journal.undo(depth);
        run.paths.discard(start, steps);
        return unknown(loop, labels, scope, ask);
      }
      if (tried) {
        run.journal.flatten(depth);
      }
      if (!completion.isNormal()) {
        return completion;
      }
      if (run.paths.hasExits(start) && ++unsure > UNSURE) {
        return unknown(loop, labels, next, true);
      }
      scope = next;
    }
  }

  /** Whether the loop goes on for another turn. */
  private Truth next(Statement.Loop loop, Environment turn) {
    if (loop.condition() == null) {
      return Truth.TRUE;
    }
    int start = run.paths.circumstances();
    int steps = run.recorder.size();
    int depth = run.journal.depth();
    run.journal.begin();
    Truth truth;
    Paths.Mark mark = run.paths.mark();
    try {
      truth = asked(loop, turn);
    } catch (Thrown thrown) {
      run.paths.back(mark);
      truth = Truth.TRUE;
    }
    run.journal.undo(depth);
    run.paths.discard(start, steps);
    return truth;
  }

  private Truth asked(Statement.Loop loop, Environment scope) {
    Expression condition = loop.condition();
    return condition == null
        ? Truth.TRUE
        : run.expressions.conditions().decide(condition, scope).truth();
  }

  private static boolean isEndless(Statement.Loop loop) {
    return loop.condition() == null || loop.condition() instanceof Expression.Constant;
  }

  /**
   * Whether a loop asks for something that is set or not, so that its turns are not counted: {@code
   * while (!this.done)}. Where a turn may end it, nobody knows how many there are.
   */
  private static boolean isFlag(Statement.Loop loop) {
    Expression condition = loop.condition();
    return loop.step() == null && condition != null && isFlag(condition);
  }

  private static boolean isFlag(Expression condition) {
    return switch (condition) {
      case Expression.Variable variable -> true;
      case Expression.Unary(UnaryOperator operator, Expression operand, Span span) ->
          operator == UnaryOperator.NOT && isFlag(operand);
      case Expression.Chain(Expression base, List<Expression.Link> links, Span span) -> {
        boolean flag = base instanceof Expression.Self || isFlag(base);
        for (Expression.Link link : links) {
          flag &= link instanceof Expression.Link.Member member && !COUNTS.contains(member.name());
        }
        yield flag;
      }
      default -> false;
    };
  }

  private Completion body(Statement.Loop loop, List<String> labels, Environment scope) {
    Boundary boundary = run.paths.open(Boundary.Kind.TURN, labels);
    return run.paths.within(boundary, run.statements.arm(loop.body(), scope));
  }

  private void step(Statement.Loop loop, Environment scope) {
    Expression step = loop.step();
    if (step != null) {
      run.expressions.evaluate(step, scope);
    }
  }

  /** Each turn has variables of its own, which begin as those of the turn before. */
  private Environment copy(Environment scope) {
    if (scope.variables().isEmpty()) {
      return scope;
    }
    Environment copy = new Environment(scope.outer());
    for (Map.Entry<String, Cell<Value>> variable : scope.variables().entrySet()) {
      run.declare(copy, variable.getKey(), variable.getValue().get());
    }
    return copy;
  }

  private Completion unknown(
      Statement.Loop loop, List<String> labels, Environment scope, boolean ask) {
    Expression condition = loop.condition();
    Place place = scope.place(condition == null ? loop.span() : condition.span());
    Guard some = Guard.of(condition == null ? "true" : place.text(), null);
    Paths.Arm turn =
        new Paths.Arm() {
          @Override
          public Completion run() {
            if (ask) {
              asked(loop, scope);
            }
            Completion completion = body(loop, labels, scope);
            if (completion.isNormal()) {
              step(loop, scope);
              if (!ask) {
                asked(loop, scope);
              }
            }
            return completion;
          }
        };
    boolean sure = !ask || isEndless(loop);
    return run.paths.repeat(turn, some, sure, Run.unlike(some, place));
  }

  Completion execute(Statement.ForEach loop, List<String> labels, Environment scope) {
    return over(run.expressions.evaluate(loop.items(), scope), loop, labels, scope);
  }

  private Completion over(
      Value items, Statement.ForEach loop, List<String> labels, Environment scope) {
    Place place = scope.place(loop.items().span());
    Split.Choice choice = run.paths.choice(items);
    if (choice != null) {
      return run.paths.either(
          choice.guard(),
          new Over(choice.one(), loop, labels, scope),
          new Over(choice.other(), loop, labels, scope),
          Run.unlike(choice.guard(), place));
    }
    if (items instanceof ListValue list && list.isGuarded() && !loop.keys()) {
      return guarded(loop, labels, list, scope);
    }
    List<Value> known =
        loop.keys()
            ? run.language().keys(items, run, place)
            : run.language().items(items, run, place);
    ListValue walked = known == null ? null : walked(items, known, loop.keys());
    Paths.Arm body =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return walked == null
                ? unsure(loop, labels, items, scope)
                : each(loop, labels, walked, scope);
          }
        };
    return run.paths.within(run.paths.open(Boundary.Kind.BREAKABLE, labels), body);
  }

  /** What a loop walks: a list itself, so that what is added or taken away on the way counts. */
  private ListValue walked(Value items, List<Value> known, boolean keys) {
    return items instanceof ListValue list && !keys && list.uncertain() == null
        ? list
        : run.list(known);
  }

  /** A loop over one of two values. */
  private final class Over implements Paths.Arm {
    private final Value items;
    private final Statement.ForEach loop;
    private final List<String> labels;
    private final Environment scope;

    Over(Value items, Statement.ForEach loop, List<String> labels, Environment scope) {
      this.items = items;
      this.loop = loop;
      this.labels = labels;
      this.scope = scope;
    }

    @Override
    public Completion run() {
      return over(items, loop, labels, scope);
    }
  }

  /** A loop over items that are known. */
  private Completion each(
      Statement.ForEach loop, List<String> labels, ListValue items, Environment scope) {
    for (int i = 0; i < items.size(); i++) {
      run.meter.spend(1);
      // An item that the loop itself added may be there on a condition.
      Guard guard = items.guard(i);
      Completion completion =
          guard == null
              ? turn(loop, labels, items.get(i), scope)
              : run.paths.perhaps(
                  guard,
                  new Turn(loop, labels, items.get(i), scope),
                  Run.unlike(guard, scope.place(loop.items().span())));
      if (!completion.isNormal()) {
        return completion;
      }
    }
    return Completion.NORMAL;
  }

  /** A loop over items that are unknown. */
  private Completion unsure(
      Statement.ForEach loop, List<String> labels, Value items, Environment scope) {
    Place place = scope.place(loop.items().span());
    Unknown item =
        loop.keys()
            ? new Unknown("a key of " + Run.shortened(place), place)
            : Literals.unknownItems(items, place);
    Guard some = Guard.of(place.text(), null);
    Paths.Arm turn = new Turn(loop, labels, item, scope);
    return run.paths.repeat(turn, some, false, Run.unlike(some, place));
  }

  /** A turn with an item. */
  private final class Turn implements Paths.Arm {
    private final Statement.ForEach loop;
    private final List<String> labels;
    private final Value item;
    private final Environment scope;

    Turn(Statement.ForEach loop, List<String> labels, Value item, Environment scope) {
      this.loop = loop;
      this.labels = labels;
      this.item = item;
      this.scope = scope;
    }

    @Override
    public Completion run() {
      return turn(loop, labels, item, scope);
    }
  }

  /** A loop over items of which it is known on what it depends that they are there. */
  private Completion guarded(
      Statement.ForEach loop, List<String> labels, ListValue list, Environment scope) {
    List<Value> items = list.items();
    List<@Nullable Guard> guards = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      guards.add(list.guard(i));
    }
    Paths.Arm body =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return guarded(loop, labels, items, guards, scope);
          }
        };
    return run.paths.within(run.paths.open(Boundary.Kind.BREAKABLE, labels), body);
  }

  private Completion guarded(
      Statement.ForEach loop,
      List<String> labels,
      List<Value> items,
      List<@Nullable Guard> guards,
      Environment scope) {
    Place place = scope.place(loop.items().span());
    for (int i = 0; i < items.size(); i++) {
      run.meter.spend(1);
      Guard guard = guards.get(i);
      Paths.Arm turn = new Turn(loop, labels, items.get(i), scope);
      Completion completion =
          guard == null ? turn.run() : run.paths.perhaps(guard, turn, Run.unlike(guard, place));
      if (!completion.isNormal()) {
        return completion;
      }
    }
    return Completion.NORMAL;
  }

  private Completion turn(
      Statement.ForEach loop, List<String> labels, Value item, Environment scope) {
    Environment turn = new Environment(scope);
    run.patterns.take(loop.pattern(), item, declares(loop.scope(), turn), turn);
    Boundary boundary = run.paths.open(Boundary.Kind.TURN, labels);
    return run.paths.within(boundary, run.statements.arm(loop.body(), turn));
  }

  private static @Nullable Environment declares(
      Statement.Declare.@Nullable Scope scope, Environment turn) {
    if (scope == null) {
      return null;
    }
    return scope == Statement.Declare.Scope.FUNCTION ? turn.frame().scope() : turn;
  }
}
