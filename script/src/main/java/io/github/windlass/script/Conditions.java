package io.github.windlass.script;

import io.github.windlass.extractor.Span;
import java.util.List;

/** Conditions, and expressions that depend on one. */
final class Conditions {

  private final Run run;

  Conditions(Run run) {
    this.run = run;
  }

  /**
   * What a condition comes to.
   *
   * @param value its value
   * @param guard what holds on the way where it is true
   */
  record Decision(Value value, Truth truth, Guard guard) {}

  /** Evaluates a condition. */
  Decision decide(Expression condition, Environment scope) {
    if (condition instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
      run.meter.enter(Meter.EXPRESSION);
      Decision inner = decide(unary.operand(), scope);
      run.meter.leave(Meter.EXPRESSION);
      Place place = scope.place(unary.span());
      Value value = run.language().operate(UnaryOperator.NOT, inner.value(), run, place);
      Guard guard = Guard.opposite(place.text(), inner.guard());
      return new Decision(value, opposite(inner.truth()), guard);
    }
    Value value = run.expressions.evaluate(condition, scope);
    return decided(value, scope.place(condition.span()).text(), isLoose(condition));
  }

  private Decision decided(Value value, String text, boolean loose) {
    Truth truth = run.language().truth(value);
    Unknown unknown = value instanceof Unknown given ? given : null;
    if (truth == Truth.UNKNOWN && unknown != null) {
      truth = run.paths.truth(unknown);
    }
    return new Decision(value, truth, Guard.of(text, loose, unknown));
  }

  private static Truth opposite(Truth truth) {
    return switch (truth) {
      case FALSE -> Truth.TRUE;
      case TRUE -> Truth.FALSE;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  /** Whether an expression needs parentheses beside {@code &&}. */
  private static boolean isLoose(Expression expression) {
    return expression instanceof Expression.Conditional
        || expression instanceof Expression.Assign
        || expression instanceof Expression.AssignOperation
        || expression instanceof Expression.AssignShortcut
        || expression instanceof Expression.Sequence
        || (expression instanceof Expression.Shortcut shortcut
            && shortcut.kind() != Expression.Shortcut.Kind.AND);
  }

  /** What an expression gives whose ways give different values: its own text says best why. */
  private static Unknown unlike(Span span, Environment scope) {
    Place place = scope.place(span);
    return new Unknown(Run.shortened(place), place);
  }

  /** {@code a ? b : c}, from a branch on. */
  Value conditional(Expression.Conditional conditional, int from, Environment scope) {
    for (int i = from; i < conditional.branches().size(); i++) {
      Expression.Conditional.Branch branch = conditional.branches().get(i);
      Decision decision = decide(branch.condition(), scope);
      if (decision.truth() == Truth.TRUE) {
        return run.expressions.evaluate(branch.value(), scope);
      }
      if (decision.truth() == Truth.UNKNOWN) {
        int next = i + 1;
        Paths.Arm otherwise =
            new Paths.Arm() {
              @Override
              public Completion run() {
                return Completion.of(conditional(conditional, next, scope));
              }
            };
        return run.paths.value(
            run.paths.either(
                decision.guard(),
                run.expressions.arm(branch.value(), scope),
                otherwise,
                unlike(conditional.span(), scope)),
            scope.place(conditional.span()));
      }
    }
    return run.expressions.evaluate(conditional.otherwise(), scope);
  }

  /** {@code a && b && c}. */
  Value shortcut(Expression.Shortcut shortcut, Environment scope) {
    return shortcut(shortcut, 0, scope);
  }

  private Value shortcut(Expression.Shortcut shortcut, int from, Environment scope) {
    List<Expression> operands = shortcut.operands();
    for (int i = from; ; i++) {
      Expression operand = operands.get(i);
      if (i == operands.size() - 1) {
        return run.expressions.evaluate(operand, scope);
      }
      Decision decision = goesOn(shortcut.kind(), operand, scope);
      if (decision.truth() == Truth.FALSE) {
        return decision.value();
      }
      if (decision.truth() == Truth.UNKNOWN) {
        int next = i + 1;
        Paths.Arm rest =
            new Paths.Arm() {
              @Override
              public Completion run() {
                return Completion.of(shortcut(shortcut, next, scope));
              }
            };
        return run.paths.value(
            run.paths.either(
                decision.guard(),
                rest,
                new Given(decision.value()),
                unlike(shortcut.span(), scope)),
            scope.place(shortcut.span()));
      }
    }
  }

  /** Whether the operand after one is evaluated. */
  private Decision goesOn(Expression.Shortcut.Kind kind, Expression operand, Environment scope) {
    if (kind == Expression.Shortcut.Kind.COALESCE) {
      Value value = run.expressions.evaluate(operand, scope);
      return goesOn(kind, value, scope.place(operand.span()).text(), isLoose(operand));
    }
    Decision decision = decide(operand, scope);
    return kind == Expression.Shortcut.Kind.AND
        ? decision
        : new Decision(decision.value(), opposite(decision.truth()), decision.guard().not());
  }

  private Decision goesOn(Expression.Shortcut.Kind kind, Value value, String text, boolean loose) {
    return switch (kind) {
      case AND -> decided(value, text, loose);
      case OR -> {
        Decision decision = decided(value, text, loose);
        yield new Decision(value, opposite(decision.truth()), decision.guard().not());
      }
      case COALESCE ->
          new Decision(
              value,
              value instanceof Value.Nothing
                  ? Truth.TRUE
                  : value instanceof Unknown ? Truth.UNKNOWN : Truth.FALSE,
              Guard.of(text, loose, null).not());
    };
  }

  /** {@code a ||= b}. */
  Value assignShortcut(Expression.AssignShortcut assign, Environment scope) {
    Patterns.Target target = run.patterns.target(assign.target(), scope, true);
    Decision decision =
        goesOn(assign.kind(), target.present(), scope.place(assign.target().span()).text(), false);
    if (decision.truth() == Truth.FALSE) {
      return target.present();
    }
    Paths.Arm set =
        new Paths.Arm() {
          @Override
          public Completion run() {
            Value value = run.expressions.evaluate(assign.value(), scope);
            run.patterns.assign(target, value, scope);
            return Completion.of(value);
          }
        };
    return decision.truth() == Truth.TRUE
        ? set.run().value()
        : run.paths.value(
            run.paths.either(
                decision.guard(), set, new Given(target.present()), unlike(assign.span(), scope)),
            scope.place(assign.span()));
  }

  /** A value that is there already, as one of two ways. */
  record Given(Value value) implements Paths.Arm {

    @Override
    public Completion run() {
      return Completion.of(value);
    }
  }
}
