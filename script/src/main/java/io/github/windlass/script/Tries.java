package io.github.windlass.script;

import io.github.windlass.extractor.Step;
import java.util.ArrayList;
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
    Completion end = last(last, mark, scope);
    if (!end.isNormal()) {
      return end;
    }
    if (failure != null) {
      throw failure;
    }
    return completion;
  }

  /** A finally runs on all ways out of the body, those that ended early too. */
  private Completion last(Statement.Block last, Paths.Mark mark, Environment scope) {
    List<Exit> exits = run.paths.suspend(mark.conditions());
    Journal.Ways ways = run.journal.undo(mark.journal());
    Unknown unlike = new Unknown("depends on how a try ends", scope.place(last.span()));
    Journal.Changes all = ways.last();
    for (Journal.Alternative ended : ways.ended()) {
      all = run.paths.joined(ended.changes(), all, unlike);
    }
    run.journal.begin();
    run.journal.redo(all);
    int depth = run.journal.depth();
    run.journal.begin();
    Completion end = run.paths.attempt(run.statements.arm(last, scope));
    Journal.Ways after = run.journal.undo(depth);
    run.journal.undo();
    List<Exit> later = run.paths.suspend(mark.conditions());
    if (end.isNormal()) {
      // An end of the body stands only where the finally does not end otherwise.
      for (Exit exit : exits) {
        exit.path().addAll(later);
      }
      run.paths.resume(exits);
      run.journal.redo(then(ways, all, after));
    } else {
      run.paths.drop(exits);
      run.journal.redo(then(new Journal.Ways(all, List.of()), all, after));
    }
    run.paths.resume(later);
    if (end.kind() == Completion.Kind.THROW && end.place() != null) {
      throw new Thrown(end.value(), end.place());
    }
    return end;
  }

  /** The ways out of a body, each with what a finally did after it. */
  private Journal.Ways then(Journal.Ways ways, Journal.Changes all, Journal.Ways after) {
    List<Journal.Alternative> ended = new ArrayList<>();
    for (Journal.Alternative way : ways.ended()) {
      Journal.Changes changes = run.journal.then(way.changes(), after.last());
      ended.add(new Journal.Alternative(way.exit(), changes));
    }
    for (Journal.Alternative way : after.ended()) {
      Journal.Changes changes = run.journal.then(all, way.changes());
      ended.add(new Journal.Alternative(way.exit(), changes));
    }
    return new Journal.Ways(run.journal.then(ways.last(), after.last()), ended);
  }

  private Completion caught(Statement.Try attempted, Environment scope) {
    Statement.Block handler = attempted.handler();
    if (handler == null) {
      return run.statements.execute(attempted.body(), scope);
    }
    int start = run.paths.circumstances();
    int risks = run.paths.risks();
    Boundary boundary = run.paths.open(Boundary.Kind.TRY, List.of());
    Completion body = run.paths.attempt(run.statements.arm(attempted.body(), scope));
    Place place = scope.place(handler.span());
    run.paths.unmeant(body);
    for (Exit exit : boundary.exits) {
      run.paths.unmeant(exit.completion());
    }
    if (boundary.exits.isEmpty()) {
      run.paths.close(boundary);
      if (body.kind() == Completion.Kind.THROW) {
        return handle(attempted, handler, body.value(), scope);
      }
      return run.paths.risks() == risks ? body : perhaps(attempted, handler, body, scope, place);
    }
    Guard guard = run.paths.guard(boundary);
    Unknown unlike = Run.unlike(guard, place);
    Value value = boundary.exits.get(0).completion().value();
    for (Exit exit : boundary.exits) {
      value = run.paths.join(value, exit.completion().value(), null, unlike);
    }
    Paths.Meeting meeting = run.paths.meet(boundary);
    run.paths.close(boundary);
    if (body.kind() == Completion.Kind.THROW) {
      Journal.Changes both = run.paths.joined(meeting.ended(), meeting.last(), unlike);
      run.journal.redo(new Journal.Ways(both, meeting.others()));
      value = run.paths.join(value, body.value(), null, unlike);
      return handle(attempted, handler, value, scope);
    }
    run.journal.redo(new Journal.Ways(Journal.Changes.NONE, meeting.others()));
    Value thrown = value;
    Paths.Arm handled =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return handleAfter(meeting.ended(), attempted, handler, thrown, scope);
          }
        };
    Paths.Arm ended =
        new Paths.Arm() {
          @Override
          public Completion run() {
            return endAfter(meeting.last(), body);
          }
        };
    List<Exit> exits = run.paths.suspend(start);
    Completion completion = run.paths.either(guard, handled, ended, unlike);
    run.paths.resume(exits);
    return completion;
  }

  private Completion handleAfter(
      Journal.Changes changes,
      Statement.Try attempted,
      Statement.Block handler,
      Value thrown,
      Environment scope) {
    run.journal.redo(changes);
    return handle(attempted, handler, thrown, scope);
  }

  private Completion endAfter(Journal.Changes changes, Completion body) {
    run.journal.redo(changes);
    return body;
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
    int depth = run.journal.depth();
    run.journal.begin();
    Completion completion = run.paths.attempt(arm);
    Journal.Ways ways = run.journal.undo(depth);
    if (completion.kind() != Completion.Kind.THROW) {
      run.journal.redo(ways);
      return completion;
    }
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
