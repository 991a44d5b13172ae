package io.github.windlass.sql.postgres.plpgsql;

import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of PL/pgSQL, named as its {@code PLpgSQL_stmt_*} in {@code plpgsql.h}. */
public sealed interface PlpgsqlStatement {

  /** From the first token to the last, the semicolon left out. */
  Span span();

  /** A variable that is written to, by its parts: {@code record.field}. */
  record Target(List<String> names, Span span) {}

  /** {@code INTO [STRICT] targets}. */
  record Into(boolean strict, List<Target> targets, Span span) {}

  /** {@code [<<label>>] [DECLARE …] BEGIN … [EXCEPTION …] END}. */
  record Block(
      @Nullable String label,
      List<PlpgsqlDeclaration> declarations,
      List<PlpgsqlStatement> statements,
      List<Handler> handlers,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code WHEN conditions THEN statements}, in EXCEPTION. */
  record Handler(List<Condition> conditions, List<PlpgsqlStatement> statements, Span span) {}

  /**
   * What a handler is for.
   *
   * @param name as it is written; {@code sqlstate} where a code is
   * @param sqlstates the codes that it stands for; one that ends with 000 is for its whole class;
   *     empty for {@code others}
   */
  record Condition(String name, List<String> sqlstates) {

    /** Whether an error of this code is caught ({@code exception_matches_conditions}). */
    public boolean matches(String sqlstate) {
      if (sqlstates.isEmpty()) {
        // OTHERS leaves out query_canceled and assert_failure.
        return !sqlstate.equals("57014") && !sqlstate.equals("P0004");
      }
      for (String each : sqlstates) {
        if (each.equals(sqlstate)
            || (each.endsWith("000") && sqlstate.startsWith(each.substring(0, 2)))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * {@code target := value}.
   *
   * @param whole whether all of the variable is written, rather than a field or an element
   */
  record Assign(Target target, boolean whole, PlpgsqlExpression value, Span span)
      implements PlpgsqlStatement {}

  /** {@code IF … ELSIF … ELSE … END IF}: the arms in order, the last of them ELSE. */
  record If(List<Arm> arms, List<PlpgsqlStatement> otherwise, Span span)
      implements PlpgsqlStatement {}

  /** A condition, or a value of CASE, and what runs if it holds. */
  record Arm(PlpgsqlExpression condition, List<PlpgsqlStatement> statements) {}

  /**
   * {@code CASE}.
   *
   * @param subject null for the form with conditions
   * @param otherwise null without ELSE: then it fails where no arm holds
   */
  record Case(
      @Nullable PlpgsqlExpression subject,
      List<Arm> arms,
      @Nullable List<PlpgsqlStatement> otherwise,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code LOOP … END LOOP}. */
  record Loop(@Nullable String label, List<PlpgsqlStatement> body, Span span)
      implements PlpgsqlStatement {}

  /** {@code WHILE condition LOOP}. */
  record While(
      @Nullable String label, PlpgsqlExpression condition, List<PlpgsqlStatement> body, Span span)
      implements PlpgsqlStatement {}

  /** {@code FOR variable IN [REVERSE] lower .. upper [BY step] LOOP}. */
  record ForInteger(
      @Nullable String label,
      String variable,
      boolean reverse,
      PlpgsqlExpression lower,
      PlpgsqlExpression upper,
      @Nullable PlpgsqlExpression step,
      List<PlpgsqlStatement> body,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code FOR targets IN query LOOP}. */
  record ForQuery(
      @Nullable String label,
      List<Target> targets,
      Statement query,
      List<PlpgsqlStatement> body,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code FOR variable IN cursor(arguments) LOOP}. */
  record ForCursor(
      @Nullable String label,
      String variable,
      Target cursor,
      List<PlpgsqlExpression> arguments,
      List<PlpgsqlStatement> body,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code FOR targets IN EXECUTE text USING parameters LOOP}. */
  record ForExecute(
      @Nullable String label,
      List<Target> targets,
      PlpgsqlExpression text,
      List<PlpgsqlExpression> parameters,
      List<PlpgsqlStatement> body,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code FOREACH targets [SLICE slice] IN ARRAY array LOOP}. */
  record Foreach(
      @Nullable String label,
      List<Target> targets,
      int slice,
      PlpgsqlExpression array,
      List<PlpgsqlStatement> body,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code EXIT} or {@code CONTINUE}, with its label and condition. */
  record Exit(
      boolean isContinue, @Nullable String label, @Nullable PlpgsqlExpression condition, Span span)
      implements PlpgsqlStatement {}

  /** {@code RETURN}. */
  record Return(@Nullable PlpgsqlExpression value, Span span) implements PlpgsqlStatement {}

  /** {@code RETURN NEXT}. */
  record ReturnNext(@Nullable PlpgsqlExpression value, Span span) implements PlpgsqlStatement {}

  /** {@code RETURN QUERY query}. */
  record ReturnQuery(Statement query, Span span) implements PlpgsqlStatement {}

  /** {@code RETURN QUERY EXECUTE text USING parameters}. */
  record ReturnExecute(PlpgsqlExpression text, List<PlpgsqlExpression> parameters, Span span)
      implements PlpgsqlStatement {}

  /**
   * {@code RAISE}.
   *
   * @param level {@code exception}, {@code notice} …; {@code exception} where none is given
   * @param condition a name or code; null without
   * @param message null without
   * @param parameters for the places in the message
   * @param options of USING, in order
   */
  record Raise(
      String level,
      @Nullable String condition,
      @Nullable String message,
      List<PlpgsqlExpression> parameters,
      List<RaiseOption> options,
      Span span)
      implements PlpgsqlStatement {}

  /** {@code name = value} of RAISE … USING. */
  record RaiseOption(String name, PlpgsqlExpression value) {}

  /** {@code ASSERT condition, message}. */
  record Assert(PlpgsqlExpression condition, @Nullable PlpgsqlExpression message, Span span)
      implements PlpgsqlStatement {}

  /** A statement of SQL, INTO cut out of it. */
  record ExecSql(Statement statement, @Nullable Into into, Span span) implements PlpgsqlStatement {}

  /** {@code EXECUTE text INTO … USING parameters}. */
  record DynExecute(
      PlpgsqlExpression text, @Nullable Into into, List<PlpgsqlExpression> parameters, Span span)
      implements PlpgsqlStatement {}

  /** {@code PERFORM}, as the SELECT that it is. */
  record Perform(Statement query, Span span) implements PlpgsqlStatement {}

  /** {@code CALL} and {@code DO}. */
  record Call(Statement statement, Span span) implements PlpgsqlStatement {}

  /** {@code GET [STACKED] DIAGNOSTICS}: each target and the name of its item. */
  record GetDiagnostics(boolean stacked, List<Diagnostic> items, Span span)
      implements PlpgsqlStatement {}

  /** {@code target = item}. */
  record Diagnostic(Target target, String item) {}

  /** {@code OPEN cursor} of a bound cursor, with its arguments. */
  record OpenBound(Target cursor, List<PlpgsqlExpression> arguments, Span span)
      implements PlpgsqlStatement {}

  /** {@code OPEN cursor FOR query}. */
  record OpenQuery(Target cursor, Statement query, Span span) implements PlpgsqlStatement {}

  /** {@code OPEN cursor FOR EXECUTE text USING parameters}. */
  record OpenExecute(
      Target cursor, PlpgsqlExpression text, List<PlpgsqlExpression> parameters, Span span)
      implements PlpgsqlStatement {}

  /** {@code FETCH … INTO}, or {@code MOVE} without INTO. */
  record Fetch(Target cursor, @Nullable Into into, Span span) implements PlpgsqlStatement {}

  /** {@code CLOSE cursor}. */
  record Close(Target cursor, Span span) implements PlpgsqlStatement {}

  /** {@code COMMIT [AND CHAIN]}. */
  record Commit(boolean chain, Span span) implements PlpgsqlStatement {}

  /** {@code ROLLBACK [AND CHAIN]}. */
  record Rollback(boolean chain, Span span) implements PlpgsqlStatement {}

  /** {@code NULL}. */
  record Null(Span span) implements PlpgsqlStatement {}
}
