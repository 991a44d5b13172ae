package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.catalog.BuiltInFunctions;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Completeness;
import io.github.windlass.analyzer.catalog.Function;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Overloads;
import io.github.windlass.analyzer.catalog.Volatility;
import io.github.windlass.analyzer.routine.RoutineHost.Outcome;
import io.github.windlass.analyzer.routine.RoutineHost.Reach;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlBody;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlSource;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.RoutineBody;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a statement runs besides itself: the block of DO, procedures, functions in queries,
 * triggers.
 */
public final class Routines {

  private final int version;
  private final boolean mayCommit;
  private final CallStack stack;
  private final RoutineHost host;
  private Catalog catalog;
  private boolean followed;
  private @Nullable Failure failure;

  private Routines(
      Catalog catalog, int version, boolean mayCommit, CallStack stack, RoutineHost host) {
    this.catalog = catalog;
    this.version = version;
    this.mayCommit = mayCommit;
    this.stack = stack;
    this.host = host;
  }

  /**
   * Follows the routines of a statement.
   *
   * @param catalog after the statement itself
   * @param mayCommit whether the statement is a transaction of its own
   * @return null if it runs none that is known
   */
  public static @Nullable Outcome follow(
      Statement statement,
      Catalog catalog,
      int version,
      boolean mayCommit,
      CallStack stack,
      RoutineHost host) {
    NotingHost noting = new NotingHost(host);
    Routines routines = new Routines(catalog, version, mayCommit, stack, noting);
    routines.statement(statement);
    if (catalog.hasFunctions()) {
      for (FiredTriggers.Fired fired : FiredTriggers.by(statement, catalog)) {
        routines.trigger(fired);
      }
    }
    if (!routines.followed) {
      return null;
    }
    // What is not known may have made relations.
    Catalog after = noting.sawUnknown() ? routines.catalog.incomplete() : routines.catalog;
    return new Outcome(after, routines.failure);
  }

  private void statement(Statement statement) {
    switch (statement) {
      case RoutineStatement.DoStmt block -> block(block);
      case RoutineStatement.CallStmt call ->
          call(call.funccall(), "procedure", Reach.CERTAIN, true);
      case SelectStmt.Select select when select.fromClause().isEmpty() -> {
        for (ResTarget target : select.targetList()) {
          if (target.val() instanceof Expression.FuncCall call) {
            call(call, "function", Reach.CERTAIN, true);
          } else if (target.val() != null) {
            calls(Mentions.of(target.val()).calls());
          }
        }
      }
      case TableStatement.CreateTableAsStmt create -> {
        if (!create.into().skipData()) {
          statement(create.query());
        }
      }
      case QueryStatement query -> {
        if (catalog.hasFunctions() || !catalog.completeness().equals(Completeness.NONE)) {
          calls(Mentions.of(query).calls());
        }
      }
      default -> {
        // Runs no routine, or none that is followed.
      }
    }
  }

  /** Functions that run for each row, so perhaps not at all. */
  private void calls(List<Expression.FuncCall> calls) {
    for (Expression.FuncCall call : calls) {
      call(call, "function", Reach.PERHAPS, false);
    }
  }

  private void block(RoutineStatement.DoStmt statement) {
    followed = true;
    PlpgsqlSource source = PlpgsqlSource.of(statement);
    if (source == null || !source.isPlpgsql()) {
      host.unknown("what a block of another language than plpgsql does is not known");
      return;
    }
    if (stack.isFull()) {
      host.unknown(
          "blocks and calls nested deeper than " + CallStack.DEEPEST + " are not followed");
      return;
    }
    plpgsql(source.parse(), source, "block", Reach.CERTAIN, stack.into("DO"), run -> {});
  }

  // --- calls ---------------------------------------------------------------------------------

  /**
   * @param says whether it is to be said that a routine is not known
   */
  private void call(Expression.FuncCall call, String kind, Reach reach, boolean says) {
    List<String> names = call.funcname();
    String name = names.get(names.size() - 1);
    Function function =
        names.get(0).equals("pg_catalog")
            ? null
            : Overloads.chosen(catalog.functions(name), call.args(), catalog, version);
    RoutineCode code = function == null ? null : function.code();
    if (function == null || code == null) {
      if (!BuiltInFunctions.isKnown(name, version)
          && (says || !catalog.completeness().equals(Completeness.NONE))) {
        followed = true;
        host.unknown("what " + kind + " " + String.join(".", names) + " does is not known");
      }
      return;
    }
    if (function.volatility() == Volatility.IMMUTABLE || stack.contains(name)) {
      return;
    }
    run(function, code, kind, reach, run -> bind(run, code, call));
  }

  /** Its function runs for each row, so perhaps not at all, or once. */
  private void trigger(FiredTriggers.Fired fired) {
    String name = fired.trigger().function().name();
    Function function = Overloads.chosen(catalog.functions(name), List.of(), catalog, version);
    if (function == null || function.code() == null || stack.contains(name)) {
      return;
    }
    run(
        function,
        function.code(),
        "trigger function",
        fired.isCertain() ? Reach.CERTAIN : Reach.PERHAPS,
        run -> {
          run.bind("tg_op", new Known.Text(fired.event().name()));
          run.bind("tg_name", new Known.Text(fired.name()));
          run.bind("tg_table_name", new Known.Text(fired.table().name()));
          run.bind("tg_table_schema", new Known.Text(fired.table().schema()));
          run.bind("tg_when", new Known.Text(fired.trigger().timing().name()));
          run.bind("tg_level", new Known.Text(fired.trigger().row() ? "ROW" : "STATEMENT"));
        });
  }

  private void run(
      Function function, RoutineCode code, String kind, Reach reach, Consumer<RoutineRun> bind) {
    followed = true;
    String where = kind + " " + function.name();
    if (stack.isFull()) {
      host.unknown("calls nested deeper than " + CallStack.DEEPEST + " are not followed: " + where);
      return;
    }
    CallStack inner = stack.into(function.name());
    RoutineBody body = code.statement().sqlBody();
    PlpgsqlSource source = code.source();
    if (body != null) {
      standardBody(body, reach, inner);
    } else if (source == null) {
      host.unknown("what " + where + " does is not known");
    } else if (source.isPlpgsql()) {
      plpgsql(code.plpgsql(source), source, where, reach, inner, bind);
    } else if (source.language().equals("sql")) {
      Script script = code.sql(source);
      if (!script.errors().isEmpty()) {
        host.unknown("the body of " + where + " cannot be read");
      }
      statements(script.statements(), reach, inner);
    } else {
      host.unknown("what " + where + " does is not known: it is in " + source.language());
    }
  }

  private void standardBody(RoutineBody body, Reach reach, CallStack inner) {
    switch (body) {
      case RoutineBody.Atomic atomic -> statements(atomic.statements(), reach, inner);
      case RoutineStatement.ReturnStmt returned ->
          statements(List.of(query(returned)), reach, inner);
    }
  }

  /** What {@code RETURN expression} means: {@code SELECT expression}. */
  public static SelectStmt query(RoutineStatement.ReturnStmt returned) {
    return new SelectStmt.Select(
        null,
        List.of(new ResTarget(null, List.of(), returned.returnval(), returned.span())),
        null,
        List.of(),
        null,
        List.of(),
        false,
        null,
        List.of(),
        SelectStmt.Tail.NONE,
        returned.span());
  }

  private void statements(List<Statement> statements, Reach reach, CallStack inner) {
    for (Statement statement : statements) {
      if (!inner.take()) {
        host.unknown("too many statements to follow them all");
        return;
      }
      Outcome outcome = host.run(statement, catalog, reach, inner);
      if (outcome.fails() != null && reach == Reach.CERTAIN) {
        failure = outcome.fails();
        return;
      }
      catalog = outcome.after();
    }
  }

  private void plpgsql(
      PlpgsqlBody body,
      PlpgsqlSource source,
      String where,
      Reach reach,
      CallStack inner,
      Consumer<RoutineRun> bind) {
    switch (body) {
      case PlpgsqlBody.Parsed parsed -> {
        boolean commits =
            mayCommit
                && stack.isEmpty()
                && (where.equals("block") || where.startsWith("procedure"));
        RoutineRun run =
            new RoutineRun(
                host, version, inner, catalog, reach, new BodyText(source.text(), where), commits);
        bind.accept(run);
        Outcome outcome = run.run(parsed.block());
        catalog = outcome.after();
        failure = outcome.fails();
      }
      case PlpgsqlBody.SyntaxError error -> {
        Failure refusal = RoutineCode.refusal(body, source);
        if (refusal == null) {
          host.unknown("the body of the " + where + " is not read: " + error.reason());
        } else {
          failure = refusal;
        }
      }
    }
  }

  /** Gives the parameters the arguments that are known. */
  private void bind(RoutineRun run, RoutineCode code, Expression.FuncCall call) {
    KnownExpression values = new KnownExpression(stack.variables(), catalog);
    int position = 0;
    int number = 0;
    for (FunctionParameter parameter : code.statement().parameters()) {
      number++;
      if (parameter.mode() == FunctionParameterMode.OUT
          || parameter.mode() == FunctionParameterMode.TABLE) {
        continue;
      }
      Known value = null;
      if (parameter.mode() != FunctionParameterMode.VARIADIC) {
        Expression argument = argument(call, position, parameter.name());
        value = values.value(argument == null ? parameter.defexpr() : argument);
      }
      position++;
      run.bind("$" + number, value);
      if (parameter.name() != null) {
        run.bind(parameter.name(), value);
      }
    }
  }

  private static @Nullable Expression argument(
      Expression.FuncCall call, int position, @Nullable String name) {
    for (Expression each : call.args()) {
      if (each instanceof Expression.NamedArgExpr named && named.name().equals(name)) {
        return named.arg();
      }
    }
    return position < call.args().size()
            && !(call.args().get(position) instanceof Expression.NamedArgExpr)
        ? call.args().get(position)
        : null;
  }
}
