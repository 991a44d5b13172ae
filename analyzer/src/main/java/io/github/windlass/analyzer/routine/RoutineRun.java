package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.routine.RoutineHost.Outcome;
import io.github.windlass.analyzer.routine.RoutineHost.Reach;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.plpgsql.Conditions;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlDeclaration;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Arm;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Condition;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Handler;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a body of PL/pgSQL. Where a condition is not known, every branch counts as run; where the
 * turns of a loop are known it is unrolled, any other counts as run once.
 */
final class RoutineRun {

  /** A loop of more turns is taken for one whose turns are not known. */
  private static final int MOST_TURNS = 500;

  /** How a statement ends. */
  private enum Flow {
    NEXT,
    /** CONTINUE. */
    TURN_ENDED,
    /** EXIT. */
    LOOP_LEFT,
    /** RETURN, and where nothing more is followed. */
    RETURNED,
    /** An error, which {@link #failure} tells. */
    FAILED
  }

  private final RoutineHost host;
  private final int version;
  private final CallStack stack;
  private final BodyText text;
  private final boolean mayCommit;
  private final Variables variables = new Variables();
  private final AskedQuestions asked = new AskedQuestions(variables);
  private final Set<String> records = new HashSet<>();
  private final Set<String> arrays = new HashSet<>();
  private final Map<String, Statement> cursors = new HashMap<>();

  /** What was run, so that one branch's changes can be put on top of another's. */
  private final List<Statement> trail = new ArrayList<>();

  private Catalog catalog;
  private Catalog committed;
  private Reach reach;

  /** How the statements of a block with handlers are told to the host; null outside of one. */
  private @Nullable Reach handled;

  private int subtransactions;

  /** The label of what EXIT or CONTINUE goes to; null: the innermost loop. */
  private @Nullable String leaving;

  private @Nullable Failure failure;
  private @Nullable Failure handling;

  /**
   * @param reach whether the body runs
   * @param mayCommit whether the body runs outside of a transaction block
   */
  RoutineRun(
      RoutineHost host,
      int version,
      CallStack stack,
      Catalog catalog,
      Reach reach,
      BodyText text,
      boolean mayCommit) {
    this.host = host;
    this.version = version;
    this.stack = stack.with(variables);
    this.reach = reach;
    this.catalog = catalog;
    this.committed = catalog;
    this.text = text;
    this.mayCommit = mayCommit;
  }

  /** Gives a parameter its value. */
  void bind(String name, @Nullable Known value) {
    variables.set(name, value);
  }

  /** Follows the body from its beginning to its end. */
  Outcome run(PlpgsqlStatement.Block body) {
    Flow flow = block(body);
    return new Outcome(catalog, flow == Flow.FAILED ? failure : null);
  }

  // --- blocks --------------------------------------------------------------------------------

  private Flow statements(List<PlpgsqlStatement> statements) {
    for (PlpgsqlStatement statement : statements) {
      if (!stack.take()) {
        host.unknown(
            "what follows "
                + text.place(statement.span())
                + " is not followed: too many statements");
        return Flow.RETURNED;
      }
      Flow flow = statement(statement);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow block(PlpgsqlStatement.Block block) {
    Map<String, Known> outside = variables.copy();
    for (PlpgsqlDeclaration declaration : block.declarations()) {
      if (declare(declaration) == Flow.FAILED) {
        return Flow.FAILED;
      }
    }
    Flow flow = block.handlers().isEmpty() ? statements(block.statements()) : protectedBlock(block);
    for (PlpgsqlDeclaration declaration : block.declarations()) {
      variables.set(declaration.name(), outside.get(declaration.name()));
    }
    if (flow == Flow.LOOP_LEFT && leaving != null && leaving.equals(block.label())) {
      leaving = null;
      return Flow.NEXT;
    }
    return flow;
  }

  private Flow declare(PlpgsqlDeclaration declaration) {
    switch (declaration) {
      case PlpgsqlDeclaration.Variable variable -> {
        boolean record =
            switch (variable.type()) {
              case PlpgsqlDeclaration.DataType.OfRow ignored -> true;
              case PlpgsqlDeclaration.DataType.OfVariable ignored -> false;
              case PlpgsqlDeclaration.DataType.Named named ->
                  named.type().names().get(named.type().names().size() - 1).equals("record");
            };
        if (record) {
          records.add(variable.name());
        } else {
          records.remove(variable.name());
        }
        Known value = new Known.Null();
        if (variable.initial() != null) {
          Flow flow = evaluate(variable.initial());
          if (flow != Flow.NEXT) {
            return flow;
          }
          value = value(variable.initial());
        }
        if (variable.type() instanceof PlpgsqlDeclaration.DataType.Named named
            && !named.type().arrayBounds().isEmpty()) {
          arrays.add(variable.name());
          value = KnownExpression.asArray(value);
        } else {
          arrays.remove(variable.name());
        }
        variables.set(variable.name(), value);
      }
      case PlpgsqlDeclaration.Cursor cursor -> cursors.put(cursor.name(), cursor.query());
      case PlpgsqlDeclaration.Alias alias -> variables.set(alias.name(), variables.get(alias.of()));
    }
    return Flow.NEXT;
  }

  /** A block with handlers is a subtransaction: an error undoes what it did. */
  private Flow protectedBlock(PlpgsqlStatement.Block block) {
    Catalog start = catalog;
    Map<String, Known> values = variables.copy();
    Reach outerHandled = handled;
    int mark = host.mark();
    int trailMark = trail.size();
    subtransactions++;
    handled = catchesDuplicates(block.handlers()) ? Reach.UNLESS_THERE : Reach.PERHAPS;
    Flow flow = statements(block.statements());
    handled = outerHandled;
    subtransactions--;
    if (flow == Flow.FAILED && reach == Reach.CERTAIN && failure != null) {
      Handler handler = handler(block.handlers(), failure);
      if (handler == null) {
        return flow;
      }
      host.undo(mark);
      host.assume(
          text.place(block.span())
              + " is undone by its handler, as what it does fails: "
              + failure.reason());
      catalog = start;
      trail.subList(trailMark, trail.size()).clear();
      variables.join(values);
      Failure outer = handling;
      handling = failure;
      failure = null;
      Flow handled2 = statements(handler.statements());
      handling = outer;
      return handled2;
    }
    // Any statement may fail for a reason that cannot be known.
    Catalog after = catalog;
    Map<String, Known> afterValues = variables.copy();
    Reach outerReach = reach;
    Failure outerFailure = failure;
    for (Handler handler : block.handlers()) {
      catalog = start;
      variables.restore(values);
      AssignedNames.in(block.statements()).forEach(name -> variables.set(name, null));
      reach = Reach.PERHAPS;
      int from = trail.size();
      Flow handlerFlow = statements(handler.statements());
      if (handlerFlow != Flow.FAILED) {
        after = onTop(after, from);
      }
      AssignedNames.in(handler.statements()).forEach(afterValues::remove);
    }
    failure = outerFailure;
    reach = outerReach;
    catalog = after;
    variables.restore(afterValues);
    return flow;
  }

  private static boolean catchesDuplicates(List<Handler> handlers) {
    return handlers.stream()
        .flatMap(handler -> handler.conditions().stream())
        .anyMatch(condition ->
            !condition.name().equals("others")
                && (condition.matches("42710")
                    || condition.matches("42P07")
                    || condition.matches("42701")));
  }

  private static @Nullable Handler handler(List<Handler> handlers, Failure failure) {
    for (Handler handler : handlers) {
      for (Condition condition : handler.conditions()) {
        if (condition.matches(failure.sqlstate())) {
          return handler;
        }
      }
    }
    return null;
  }

  // --- statements ----------------------------------------------------------------------------

  private Flow statement(PlpgsqlStatement statement) {
    return switch (statement) {
      case PlpgsqlStatement.Block block -> block(block);
      case PlpgsqlStatement.Assign assign -> assign(assign);
      case PlpgsqlStatement.If branches ->
          branches(branches.arms(), null, branches.otherwise(), branches.span());
      case PlpgsqlStatement.Case cases ->
          branches(
              cases.arms(),
              cases.subject(),
              cases.otherwise() == null ? List.of() : cases.otherwise(),
              cases.span());
      case PlpgsqlStatement.Loop loop ->
          unknownTurns(loop.label(), loop.body(), loop.span(), false);
      case PlpgsqlStatement.While loop -> {
        Flow flow = evaluate(loop.condition());
        yield flow != Flow.NEXT ? flow : unknownTurns(loop.label(), loop.body(), loop.span(), true);
      }
      case PlpgsqlStatement.ForInteger loop -> overIntegers(loop);
      case PlpgsqlStatement.ForQuery loop -> overRows(loop);
      case PlpgsqlStatement.ForCursor loop -> {
        Flow flow = opened(loop.cursor());
        yield flow != Flow.NEXT ? flow : unknownTurns(loop.label(), loop.body(), loop.span(), true);
      }
      case PlpgsqlStatement.ForExecute loop -> {
        Flow flow = dynamic(loop.text(), loop.span());
        yield flow != Flow.NEXT ? flow : unknownTurns(loop.label(), loop.body(), loop.span(), true);
      }
      case PlpgsqlStatement.Foreach loop -> overItems(loop);
      case PlpgsqlStatement.Exit exit -> exit(exit);
      case PlpgsqlStatement.Return returned -> {
        Flow flow = returned.value() == null ? Flow.NEXT : evaluate(returned.value());
        yield flow == Flow.NEXT ? Flow.RETURNED : flow;
      }
      case PlpgsqlStatement.ReturnNext next ->
          next.value() == null ? Flow.NEXT : evaluate(next.value());
      case PlpgsqlStatement.ReturnQuery query -> sql(query.query(), query.span());
      case PlpgsqlStatement.ReturnExecute query -> dynamic(query.text(), query.span());
      case PlpgsqlStatement.Raise raise -> raise(raise);
      case PlpgsqlStatement.Assert check -> evaluate(check.condition());
      case PlpgsqlStatement.ExecSql sql -> withTargets(sql);
      case PlpgsqlStatement.DynExecute execute -> {
        Flow flow = dynamic(execute.text(), execute.span());
        variables.forget(execute.into());
        yield flow;
      }
      case PlpgsqlStatement.Perform perform -> {
        Flow flow = sql(perform.query(), perform.span());
        found(perform.query());
        yield flow;
      }
      case PlpgsqlStatement.Call call -> sql(call.statement(), call.span());
      case PlpgsqlStatement.GetDiagnostics get -> {
        get.items().forEach(item -> variables.forget(item.target()));
        yield Flow.NEXT;
      }
      case PlpgsqlStatement.OpenBound open -> opened(open.cursor());
      case PlpgsqlStatement.OpenQuery open -> sql(open.query(), open.span());
      case PlpgsqlStatement.OpenExecute open -> dynamic(open.text(), open.span());
      case PlpgsqlStatement.Fetch fetch -> {
        variables.forget(fetch.into());
        variables.set("found", null);
        yield Flow.NEXT;
      }
      case PlpgsqlStatement.Close ignored -> Flow.NEXT;
      case PlpgsqlStatement.Commit commit -> transaction(true, commit.span());
      case PlpgsqlStatement.Rollback rollback -> transaction(false, rollback.span());
      case PlpgsqlStatement.Null ignored -> Flow.NEXT;
    };
  }

  private Flow assign(PlpgsqlStatement.Assign assign) {
    Flow flow = evaluate(assign.value());
    Known value = assign.whole() ? value(assign.value()) : null;
    asked.forget(assign.target());
    variables.set(
        assign.target(),
        arrays.contains(assign.target().names().get(0)) ? KnownExpression.asArray(value) : value);
    return flow;
  }

  private Flow raise(PlpgsqlStatement.Raise raise) {
    for (PlpgsqlExpression parameter : raise.parameters()) {
      Flow flow = evaluate(parameter);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    if (!raise.level().equals("exception")) {
      return Flow.NEXT;
    }
    boolean again =
        raise.condition() == null && raise.message() == null && raise.options().isEmpty();
    if (again && handling != null) {
      failure = handling;
      return Flow.FAILED;
    }
    // A condition's name, or its code; without one it is raise_exception.
    String code = raise.condition();
    for (PlpgsqlStatement.RaiseOption option : raise.options()) {
      if (option.name().equals("errcode")) {
        code = KnownExpression.text(value(option.value()));
      }
    }
    List<String> named = code == null ? List.of() : Conditions.codes(code);
    String sqlstate = !named.isEmpty() ? named.get(0) : code == null ? "P0001" : code;
    failure =
        new Failure(
            sqlstate,
            text.place(raise.span())
                + " raises "
                + (raise.message() != null ? BodyText.shortened(raise.message()) : "an exception"));
    return Flow.FAILED;
  }

  /** {@code SPI_commit}: not within a transaction block, a function or a block with handlers. */
  private Flow transaction(boolean commit, Span span) {
    if (!mayCommit || subtransactions > 0 || version < 11) {
      return failed(
          new Failure(
              version < 11 ? "0A000" : "2D000",
              (commit ? "COMMIT" : "ROLLBACK")
                  + " at "
                  + text.place(span)
                  + " is within a transaction that it cannot end"),
          span);
    }
    if (commit) {
      committed = catalog;
    } else {
      catalog = committed;
    }
    return Flow.NEXT;
  }

  // --- branches ------------------------------------------------------------------------------

  private Flow branches(
      List<Arm> arms,
      @Nullable PlpgsqlExpression subject,
      List<PlpgsqlStatement> otherwise,
      Span span) {
    Flow evaluated = subject == null ? Flow.NEXT : evaluate(subject);
    List<List<PlpgsqlStatement>> possible = new ArrayList<>();
    boolean decided = false;
    CatalogQuestion question = null;
    for (Arm arm : arms) {
      if (evaluated != Flow.NEXT) {
        return evaluated;
      }
      evaluated = evaluate(arm.condition());
      Known holds = subject == null ? value(arm.condition()) : matches(subject, arm.condition());
      if (holds instanceof Known.Bool bool) {
        if (bool.value()) {
          possible.add(arm.statements());
          decided = true;
          break;
        }
      } else if (!(holds instanceof Known.Null)) {
        question = possible.isEmpty() ? asked.absent(arm.condition(), catalog) : null;
        possible.add(arm.statements());
      }
    }
    if (!decided) {
      possible.add(otherwise);
    }
    if (possible.size() == 1) {
      return statements(possible.get(0));
    }
    Reach inside = Reach.PERHAPS;
    if (possible.size() == 2 && otherwise.isEmpty() && question != null) {
      inside = Reach.UNLESS_THERE;
      host.assume(question.what() + " is taken to be absent, as " + text.place(span) + " asks");
    } else {
      host.assume("which branch of " + text.place(span) + " runs is not known: each counts as run");
    }
    return alternatives(possible, inside);
  }

  /** CASE subject WHEN a, b. */
  private @Nullable Known matches(PlpgsqlExpression subject, PlpgsqlExpression arm) {
    String left = KnownExpression.text(value(subject));
    boolean found = false;
    for (ResTarget target : arm.query().targetList()) {
      String right = KnownExpression.text(expression().value(target.val()));
      if (left == null || right == null) {
        return null;
      }
      found |= left.equals(right);
    }
    return new Known.Bool(found);
  }

  private Flow alternatives(List<List<PlpgsqlStatement>> possible, Reach inside) {
    Catalog before = catalog;
    Map<String, Known> values = variables.copy();
    Reach outer = reach;
    Failure outerFailure = failure;
    Catalog after = before;
    Map<String, Known> afterValues = null;
    boolean leaves = false;
    boolean allLeave = true;
    Flow common = null;
    for (List<PlpgsqlStatement> statements : possible) {
      catalog = before;
      variables.restore(values);
      reach = outer == Reach.CERTAIN ? inside : Reach.PERHAPS;
      int from = trail.size();
      Flow flow = statements(statements);
      if (flow == Flow.FAILED) {
        // An error ends the migration: what is behind it runs only where there was none.
        continue;
      }
      common = common == null || common == flow ? flow : Flow.NEXT;
      leaves |= flow != Flow.NEXT;
      allLeave &= flow != Flow.NEXT;
      if (after == before) {
        after = catalog;
      } else if (catalog != before) {
        after = onTop(after, from);
      }
      if (afterValues == null) {
        afterValues = variables.copy();
      } else {
        Map<String, Known> other = variables.copy();
        afterValues.entrySet().removeIf(each -> !each.getValue().equals(other.get(each.getKey())));
      }
    }
    reach = outer;
    catalog = after;
    variables.restore(afterValues == null ? values : afterValues);
    if (common == null) {
      // Every branch raises.
      return outer == Reach.CERTAIN ? Flow.FAILED : Flow.RETURNED;
    }
    failure = outerFailure;
    if (allLeave) {
      return common;
    }
    if (leaves) {
      reach = Reach.PERHAPS;
    }
    return Flow.NEXT;
  }

  /** A catalog after what was run since a place of the trail. */
  private Catalog onTop(Catalog below, int from) {
    Catalog after = below;
    for (Statement statement : trail.subList(from, trail.size())) {
      after = host.fold(statement, after);
    }
    return after;
  }

  // --- loops ---------------------------------------------------------------------------------

  private Flow exit(PlpgsqlStatement.Exit exit) {
    Flow leaves = exit.isContinue() ? Flow.TURN_ENDED : Flow.LOOP_LEFT;
    if (exit.condition() == null) {
      leaving = exit.label();
      return leaves;
    }
    Flow flow = evaluate(exit.condition());
    if (flow != Flow.NEXT) {
      return flow;
    }
    if (value(exit.condition()) instanceof Known.Bool bool) {
      leaving = bool.value() ? exit.label() : leaving;
      return bool.value() ? leaves : Flow.NEXT;
    }
    reach = Reach.PERHAPS;
    return Flow.NEXT;
  }

  /** A turn of a loop, which its EXIT and CONTINUE do not leave. */
  private Flow turn(@Nullable String label, List<PlpgsqlStatement> body) {
    Flow flow = statements(body);
    if (flow == Flow.TURN_ENDED && isMeant(label)) {
      leaving = null;
      return Flow.NEXT;
    }
    return flow;
  }

  /** Whether EXIT or CONTINUE goes to a loop of this label. */
  private boolean isMeant(@Nullable String label) {
    return leaving == null || leaving.equals(label);
  }

  /**
   * @param perhapsNone whether the body may not run at all
   */
  private Flow unknownTurns(
      @Nullable String label, List<PlpgsqlStatement> body, Span span, boolean perhapsNone) {
    Reach outer = reach;
    AssignedNames.in(body).forEach(name -> variables.set(name, null));
    Map<String, Known> values = variables.copy();
    if (perhapsNone) {
      reach = Reach.PERHAPS;
      host.assume("how often " + text.place(span) + " loops is not known: it counts as run once");
    }
    Flow flow = turn(label, body);
    variables.join(values);
    reach = outer;
    if (flow == Flow.LOOP_LEFT && isMeant(label)) {
      leaving = null;
      return Flow.NEXT;
    }
    if (flow == Flow.RETURNED && perhapsNone) {
      reach = Reach.PERHAPS;
      return Flow.NEXT;
    }
    return flow == Flow.FAILED && perhapsNone ? Flow.NEXT : flow;
  }

  private Flow turns(
      @Nullable String label, int number, Consumer<Integer> bind, List<PlpgsqlStatement> body) {
    Reach outer = reach;
    for (int i = 0; i < number; i++) {
      bind.accept(i);
      Flow flow = turn(label, body);
      if (flow == Flow.LOOP_LEFT && isMeant(label)) {
        leaving = null;
        break;
      }
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    reach = outer;
    return Flow.NEXT;
  }

  private Flow overIntegers(PlpgsqlStatement.ForInteger loop) {
    Long lower = KnownExpression.number(KnownExpression.text(value(loop.lower())));
    Long upper = KnownExpression.number(KnownExpression.text(value(loop.upper())));
    Long step =
        loop.step() == null
            ? Long.valueOf(1)
            : KnownExpression.number(KnownExpression.text(value(loop.step())));
    for (PlpgsqlExpression bound : List.of(loop.lower(), loop.upper())) {
      Flow flow = evaluate(bound);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    if (lower != null
        && upper != null
        && step != null
        && step > 0
        && isInteger(lower)
        && isInteger(upper)) {
      long distance = loop.reverse() ? lower - upper : upper - lower;
      long number = distance < 0 ? 0 : distance / step + 1;
      long signed = loop.reverse() ? -step : step;
      if (number <= MOST_TURNS) {
        return turns(
            loop.label(),
            (int) number,
            i -> variables.set(loop.variable(), new Known.Text(Long.toString(lower + i * signed))),
            loop.body());
      }
    }
    return unknownTurns(loop.label(), loop.body(), loop.span(), true);
  }

  /** The variable of such a loop is an integer; a bound beyond is an error. */
  private static boolean isInteger(long bound) {
    return bound == (int) bound;
  }

  private Flow overItems(PlpgsqlStatement.Foreach loop) {
    Flow flow = evaluate(loop.array());
    if (flow != Flow.NEXT) {
      return flow;
    }
    if (loop.slice() == 0
        && loop.targets().size() == 1
        && value(loop.array()) instanceof Known.ListOf list
        && list.items().size() <= MOST_TURNS) {
      return turns(
          loop.label(),
          list.items().size(),
          i -> variables.set(loop.targets().get(0), list.items().get(i)),
          loop.body());
    }
    return unknownTurns(loop.label(), loop.body(), loop.span(), true);
  }

  private Flow overRows(PlpgsqlStatement.ForQuery loop) {
    List<Map<String, Known>> rows = new KnownRows(expression()).of(loop.query());
    if (rows != null && rows.size() <= MOST_TURNS) {
      return turns(loop.label(), rows.size(), i -> bind(loop.targets(), rows.get(i)), loop.body());
    }
    Flow flow = sql(loop.query(), loop.span());
    return flow != Flow.NEXT ? flow : unknownTurns(loop.label(), loop.body(), loop.span(), true);
  }

  private void bind(List<Target> targets, Map<String, Known> row) {
    if (targets.size() == 1 && records.contains(targets.get(0).names().get(0))) {
      variables.set(targets.get(0), new Known.Row(row));
      return;
    }
    List<Known> values = new ArrayList<>(row.values());
    for (int i = 0; i < targets.size(); i++) {
      variables.set(targets.get(i), i < values.size() ? values.get(i) : new Known.Null());
    }
  }

  // --- SQL -----------------------------------------------------------------------------------

  private KnownExpression expression() {
    return new KnownExpression(variables, catalog);
  }

  private @Nullable Known value(PlpgsqlExpression expression) {
    return expression().value(expression.value());
  }

  /** Runs what an expression reads and calls. */
  private Flow evaluate(PlpgsqlExpression expression) {
    return isOfInterest(expression.query())
        ? sql(expression.query(), expression.span())
        : Flow.NEXT;
  }

  private boolean isOfInterest(Statement query) {
    return QueryReach.isBeyondCatalogs(query, catalog, version);
  }

  private Flow sql(Statement statement, Span span) {
    if (statement instanceof SessionStatement.TransactionStmt) {
      return failed(new Failure("0A000", "PL/pgSQL runs no such statement of transactions"), span);
    }
    if (statement instanceof SelectStmt && !isOfInterest(statement)) {
      return Flow.NEXT;
    }
    Failure there = AlreadyThere.of(statement, catalog);
    if (there != null) {
      if (reach == Reach.CERTAIN) {
        // Its locks are taken before it fails.
        host.run(statement, catalog, reach, stack);
      }
      return failed(there, span);
    }
    Reach told = reach == Reach.CERTAIN && handled != null ? handled : reach;
    Outcome outcome = host.run(statement, catalog, told, stack);
    if (outcome.fails() != null) {
      Flow flow = failed(outcome.fails(), span);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    trail.add(statement);
    catalog = outcome.after();
    return Flow.NEXT;
  }

  private Flow failed(Failure reason, Span span) {
    if (reach != Reach.CERTAIN) {
      host.assume(text.place(span) + " may fail: " + reason.reason());
      return Flow.NEXT;
    }
    failure = reason;
    return Flow.FAILED;
  }

  private Flow withTargets(PlpgsqlStatement.ExecSql sql) {
    Flow flow = sql(sql.statement(), sql.span());
    List<Target> targets = sql.into() == null ? List.of() : sql.into().targets();
    found(sql.statement());
    variables.forget(sql.into());
    if (!targets.isEmpty()
        && sql.statement() instanceof SelectStmt.Select select
        && targets.size() == select.targetList().size()
        && !records.contains(targets.get(0).names().get(0))) {
      asked.selected(select, targets, catalog);
    }
    return flow;
  }

  /** FOUND after a query. */
  private void found(Statement statement) {
    asked.nothingFound();
    if (statement instanceof SelectStmt query && !isOfInterest(statement)) {
      asked.found(query, catalog);
    }
  }

  private Flow opened(Target cursor) {
    Statement query = cursors.get(cursor.names().get(cursor.names().size() - 1));
    return query == null ? Flow.NEXT : sql(query, cursor.span());
  }

  /** EXECUTE: the statements of its text, where that is known. */
  private Flow dynamic(PlpgsqlExpression expression, Span span) {
    Flow flow = evaluate(expression);
    if (flow != Flow.NEXT) {
      return flow;
    }
    String written = KnownExpression.text(value(expression));
    if (written == null) {
      host.unknown(
          "EXECUTE at "
              + text.place(span)
              + " runs a text that is known only at run time: "
              + text.quoted(expression.span()));
      return Flow.NEXT;
    }
    Script script = PostgresParser.parse(written);
    for (Script.Item item : script.items()) {
      switch (item) {
        case Script.Parsed parsed -> {
          flow = sql(parsed.statement(), span);
          if (flow != Flow.NEXT) {
            return flow;
          }
        }
        case Script.SyntaxError error -> {
          if (error.limit()) {
            host.unknown("the text of EXECUTE at " + text.place(span) + ": " + error.reason());
            return Flow.NEXT;
          }
          return failed(
              new Failure(
                  "42601", "the text of EXECUTE at " + text.place(span) + ": " + error.reason()),
              span);
        }
        case Script.PsqlCommand ignored -> {}
        case Script.CopyData ignored -> {}
      }
    }
    return Flow.NEXT;
  }
}
