package io.github.windlass.script;

import io.github.windlass.extractor.Step;
import java.util.List;

/** {@code try}. */
final class Tries {

  private final Run run;

  Tries(Run run) {
    this.run = run;
  }

  Completion execute(Statement.Try attempted, Environment scope) {
    run.meter.enter(Meter.TRY);
    Statement.Block last = attempted.last();
    Completion completion =
        last == null ? caught(attempted, scope) : executeLast(attempted, last, scope);
    run.meter.leave(Meter.TRY);
    return completion;
  }

  private Completion executeLast(Statement.Try attempted, Statement.Block last, Environment scope) {
    Paths.Mark mark = run.paths.mark();
    Completion completion = Completion.NORMAL;
    Thrown failure = null;
    try {
      completion = caught(attempted, scope);
    } catch (Thrown thrown) {
      run.paths.back(mark);
      failure = thrown;
    }
    List<Boundary.Exit> exits = run.paths.suspend(mark.conditions());
    Completion end = run.statements.execute(last, scope);
    run.paths.resume(exits);
    if (!end.isNormal()) {
      return end;
    }
    if (failure != null) {
      throw failure;
    }
    return completion;
  }

  private Completion caught(Statement.Try attempted, Environment scope) {
    Statement.Block handler = attempted.handler();
    if (handler == null) {
      return run.statements.execute(attempted.body(), scope);
    }
    Boundary boundary = run.paths.open(Boundary.Kind.TRY, List.of());
    Completion body = run.paths.attempt(run.statements.arm(attempted.body(), scope));
    run.paths.close(boundary);
    Place place = scope.place(handler.span());
    if (boundary.exits.isEmpty()) {
      if (body.kind() == Completion.Kind.THROW) {
        return handle(attempted, handler, body.value(), scope);
      }
      return perhaps(attempted, handler, body, scope, place);
    }
    Guard guard = Paths.guard(boundary);
    Unknown unlike = Run.unlike(guard, place);
    Value value = boundary.exits.get(0).completion().value();
    for (Boundary.Exit exit : boundary.exits) {
      value = run.paths.join(value, exit.completion().value(), null, unlike);
    }
    if (body.kind() == Completion.Kind.THROW) {
      return handle(attempted, handler, run.paths.join(value, body.value(), null, unlike), scope);
    }
    Value thrown = value;
    Paths.Arm handled =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return handle(attempted, handler, thrown, scope);
          }
        };
    return run.paths.either(guard, handled, new Ended(body), unlike);
  }

  /** A body that has ended already. */
  private record Ended(Completion completion) implements Paths.Arm {

    @Override
    public Completion run() {
      return completion;
    }
  }

  private Completion handle(
      Statement.Try attempted, Statement.Block handler, Value thrown, Environment scope) {
    Environment within = new Environment(scope);
    Pattern parameter = attempted.parameter();
    if (parameter != null) {
      run.patterns.take(parameter, thrown, within, within);
    }
    return run.statements.execute(handler, within);
  }

  /**
   * A handler that runs only if something fails at the server. What the body did stays as it is:
   * where it fails, a migration mostly ends. A handler that throws again may leave ROLLBACKs
   * behind, which say nothing of a migration that succeeds.
   */
  private Completion perhaps(
      Statement.Try attempted,
      Statement.Block handler,
      Completion body,
      Environment scope,
      Place place) {
    Pattern parameter = attempted.parameter();
    String text =
        parameter == null ? "catch" : "catch (" + scope.place(parameter.span()).text() + ")";
    Guard guard = Guard.of(text, false, null);
    Unknown error = new Unknown("an error at the server", place);
    Paths.Arm arm =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return handle(attempted, handler, error, scope);
          }
        };
    Paths.Arm handled =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return handledOrNot(arm, body);
          }
        };
    return run.paths.either(guard, handled, new Ended(body), Run.unlike(guard, place));
  }

  private Completion handledOrNot(Paths.Arm arm, Completion body) {
    int steps = run.recorder.size();
    run.journal.begin();
    int depth = run.journal.depth();
    Completion completion = run.paths.attempt(arm);
    run.journal.settle(depth);
    if (completion.kind() != Completion.Kind.THROW) {
      run.journal.commit();
      return completion;
    }
    run.journal.undo();
    if (run.recorder.areRollbacks(steps)) {
      run.recorder.truncate(steps);
    }
    return body;
  }

  /** Whether a step only undoes. */
  static boolean isRollback(Step step) {
    return step instanceof Step.Sql sql
        && sql.text().stripLeading().regionMatches(true, 0, "ROLLBACK", 0, "ROLLBACK".length());
  }
}
