package io.github.windlass.script;

import java.util.List;

/** {@code switch}. */
final class Switches {

  private final Run run;

  Switches(Run run) {
    this.run = run;
  }

  Completion execute(Statement.Switch cases, Environment scope) {
    Value subject = run.expressions.evaluate(cases.subject(), scope);
    Environment within = new Environment(scope);
    Paths.Arm body =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return find(cases, 0, subject, within);
          }
        };
    return run.paths.within(run.paths.open(Boundary.Kind.BREAKABLE, List.of()), body);
  }

  /** Looks for the first case that the subject equals, from one on. */
  private Completion find(Statement.Switch cases, int from, Value subject, Environment scope) {
    String text = scope.place(cases.subject().span()).text();
    Guard guard = null;
    for (int i = from; i < cases.cases().size(); i++) {
      Expression test = cases.cases().get(i).test();
      if (test == null) {
        continue;
      }
      Value value = run.expressions.evaluate(test, scope);
      Place place = scope.place(test.span());
      Truth truth =
          run.language()
              .truth(run.expressions.operate(BinaryOperator.STRICT_EQUAL, subject, value, place));
      if (truth == Truth.TRUE) {
        return from(cases, i, scope);
      }
      if (truth == Truth.UNKNOWN) {
        String equal = text + " " + BinaryOperator.STRICT_EQUAL.sign() + " " + place.text();
        guard =
            guard == null
                ? Guard.of(equal, false, null)
                : Guard.of(guard.text() + " || " + equal, true, null);
      }
      // A case before this one that may be meant falls through to here, though this one is not.
      if (guard == null) {
        continue;
      }
      if (cases.cases().get(i).body().isEmpty()
          && i + 1 < cases.cases().size()
          && cases.cases().get(i + 1).test() != null) {
        continue;
      }
      return either(cases, i, subject, guard, scope);
    }
    for (int i = 0; i < cases.cases().size(); i++) {
      if (cases.cases().get(i).test() == null) {
        return from(cases, i, scope);
      }
    }
    return Completion.NORMAL;
  }

  private Completion either(
      Statement.Switch cases, int found, Value subject, Guard guard, Environment scope) {
    Paths.Arm here =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return from(cases, found, scope);
          }
        };
    Paths.Arm further =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return find(cases, found + 1, subject, scope);
          }
        };
    Unknown unlike = Run.unlike(guard, scope.place(cases.subject().span()));
    run.meter.enter(Meter.LOOP);
    Completion completion = run.paths.either(guard, here, further, unlike);
    run.meter.leave(Meter.LOOP);
    return completion;
  }

  /** Runs the bodies from a case on. A break ends the switch, so that it ends this way normally. */
  private Completion from(Statement.Switch cases, int from, Environment scope) {
    for (int i = from; i < cases.cases().size(); i++) {
      Completion completion = run.statements.run(cases.cases().get(i).body(), scope);
      if (completion.kind() == Completion.Kind.BREAK && completion.label() == null) {
        return Completion.NORMAL;
      }
      if (!completion.isNormal()) {
        return completion;
      }
    }
    return Completion.NORMAL;
  }
}
