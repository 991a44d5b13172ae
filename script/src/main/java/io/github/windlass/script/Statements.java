package io.github.windlass.script;

import java.util.ArrayList;
import java.util.List;

/** What statements do. */
final class Statements {

  private final Run run;
  private final Loops loops;
  private final Switches switches;
  private final Tries tries;

  Statements(Run run) {
    this.run = run;
    this.loops = new Loops(run);
    this.switches = new Switches(run);
    this.tries = new Tries(run);
  }

  /** Runs statements one after the other, until one ends early. */
  Completion run(List<Statement> body, Environment scope) {
    for (Statement statement : body) {
      Completion completion = execute(statement, scope);
      if (!completion.isNormal()) {
        return completion;
      }
    }
    return Completion.NORMAL;
  }

  /** Runs a statement in a scope. */
  Completion execute(Statement statement, Environment scope) {
    run.meter.at(scope.source(), statement.span());
    run.meter.enter(Meter.STATEMENT);
    Completion completion;
    if (statement instanceof Statement.Evaluate evaluate) {
      run.expressions.evaluate(evaluate.expression(), scope);
      completion = Completion.NORMAL;
    } else if (statement instanceof Statement.Declare declare) {
      declare(declare, scope);
      completion = Completion.NORMAL;
    } else {
      completion = compound(statement, scope);
    }
    run.meter.leave(Meter.STATEMENT);
    return completion;
  }

  /** No {@code switch} with patterns, for the reasons that {@link Expressions} has. */
  private Completion compound(Statement statement, Environment scope) {
    if (statement instanceof Statement.Block) {
      return block((Statement.Block) statement, scope);
    }
    if (statement instanceof Statement.If) {
      return branch((Statement.If) statement, 0, scope);
    }
    if (statement instanceof Statement.Return) {
      return returned((Statement.Return) statement, scope);
    }
    if (statement instanceof Statement.Loop) {
      return loops.execute((Statement.Loop) statement, List.of(), scope);
    }
    if (statement instanceof Statement.ForEach) {
      return loops.execute((Statement.ForEach) statement, List.of(), scope);
    }
    if (statement instanceof Statement.Try) {
      return tries.execute((Statement.Try) statement, scope);
    }
    if (statement instanceof Statement.Throw) {
      return thrown((Statement.Throw) statement, scope);
    }
    if (statement instanceof Statement.Switch) {
      return switches.execute((Statement.Switch) statement, scope);
    }
    if (statement instanceof Statement.Break) {
      return Completion.breaking(((Statement.Break) statement).label());
    }
    if (statement instanceof Statement.Continue) {
      return Completion.continuing(((Statement.Continue) statement).label());
    }
    if (statement instanceof Statement.Leave) {
      return Completion.leaving(((Statement.Leave) statement).label());
    }
    if (statement instanceof Statement.Labeled) {
      return labeled((Statement.Labeled) statement, scope);
    }
    return alias((Statement.Alias) statement, scope);
  }

  private Completion block(Statement.Block block, Environment scope) {
    return run(block.body(), new Environment(scope));
  }

  private Completion returned(Statement.Return returned, Environment scope) {
    Expression value = returned.value();
    return Completion.returning(
        value == null ? Value.Nothing.UNDEFINED : run.expressions.evaluate(value, scope));
  }

  private Completion thrown(Statement.Throw thrown, Environment scope) {
    Value value = run.expressions.evaluate(thrown.value(), scope);
    run.paths.throwing(value);
    throw new Thrown(value, scope.place(thrown.span()));
  }

  private Completion alias(Statement.Alias alias, Environment scope) {
    Value object = run.expressions.evaluate(alias.object(), scope);
    Imported imported = new Imported(object, alias.member(), scope.place(alias.span()));
    run.declare(scope, alias.name(), imported);
    return Completion.NORMAL;
  }

  private void declare(Statement.Declare declare, Environment scope) {
    boolean ofFunction = declare.scope() == Statement.Declare.Scope.FUNCTION;
    Environment target = ofFunction ? scope.frame().scope() : scope;
    Expression expression = declare.value();
    if (expression != null) {
      Value value = run.expressions.evaluate(expression, scope);
      run.patterns.take(declare.pattern(), value, target, scope);
    } else if (!(ofFunction
        && declare.pattern() instanceof Pattern.Name name
        && target.own(name.name()) != null)) {
      run.patterns.take(declare.pattern(), Value.Nothing.UNDEFINED, target, scope);
    }
  }

  /** {@code if … else}, from a branch on. */
  private Completion branch(Statement.If branches, int from, Environment scope) {
    for (int i = from; i < branches.branches().size(); i++) {
      Statement.If.Branch branch = branches.branches().get(i);
      Conditions.Decision decision = run.expressions.conditions().decide(branch.condition(), scope);
      if (decision.truth() == Truth.TRUE) {
        return execute(branch.body(), scope);
      }
      if (decision.truth() == Truth.UNKNOWN) {
        int next = i + 1;
        Paths.Arm otherwise =
            new Paths.Arm() {
              @Override
              public Completion run() {
                return branch(branches, next, scope);
              }
            };
        Unknown unlike = Run.unlike(decision.guard(), scope.place(branch.condition().span()));
        return run.paths.either(decision.guard(), arm(branch.body(), scope), otherwise, unlike);
      }
    }
    Statement otherwise = branches.otherwise();
    return otherwise == null ? Completion.NORMAL : execute(otherwise, scope);
  }

  /** A statement as one of two ways. */
  Paths.Arm arm(Statement statement, Environment scope) {
    return new Executed(statement, scope);
  }

  private final class Executed implements Paths.Arm {
    private final Statement statement;
    private final Environment scope;

    Executed(Statement statement, Environment scope) {
      this.statement = statement;
      this.scope = scope;
    }

    @Override
    public Completion run() {
      return execute(statement, scope);
    }
  }

  private Completion labeled(Statement.Labeled labeled, Environment scope) {
    List<String> labels = new ArrayList<>();
    Statement body = labeled;
    while (body instanceof Statement.Labeled inner) {
      labels.add(inner.label());
      body = inner.body();
    }
    if (body instanceof Statement.Loop loop) {
      return loops.execute(loop, labels, scope);
    }
    if (body instanceof Statement.ForEach loop) {
      return loops.execute(loop, labels, scope);
    }
    return run.paths.within(run.paths.open(Boundary.Kind.LABELED, labels), arm(body, scope));
  }
}
