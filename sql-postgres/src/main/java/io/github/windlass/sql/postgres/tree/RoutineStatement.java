package io.github.windlass.sql.postgres.tree;

import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions, procedures, triggers, rules, and calls of them. */
public sealed interface RoutineStatement extends Statement {

  /**
   * {@code CREATE FUNCTION} or {@code CREATE PROCEDURE}.
   *
   * @param parameters the arguments, then the columns of {@code RETURNS TABLE} with mode TABLE
   * @param returnType null without RETURNS; for {@code RETURNS TABLE} as the server makes it: a set
   *     of the one column's type, or of {@code record}
   * @param options in the order they are written: {@code as} (a list of one or two strings), {@code
   *     language}, {@code transform} (a list of types), {@code window}, {@code strict}, {@code
   *     volatility}, {@code security}, {@code leakproof}, {@code cost}, {@code rows}, {@code
   *     support} (a name), {@code set} (a {@link SessionStatement}), {@code parallel}
   * @param sqlBody the body where it is SQL and not the string of {@code as}
   */
  record CreateFunctionStmt(
      boolean isProcedure,
      boolean replace,
      List<String> funcname,
      List<FunctionParameter> parameters,
      @Nullable TypeName returnType,
      List<DefElem> options,
      @Nullable RoutineBody sqlBody,
      Span span)
      implements RoutineStatement {}

  /** {@code RETURN returnval}: a function's body, or the end of one. */
  record ReturnStmt(Expression returnval, Span span) implements RoutineStatement, RoutineBody {}

  /**
   * {@code ALTER FUNCTION}, {@code PROCEDURE} or {@code ROUTINE}, as {@code objtype} says.
   *
   * @param actions as the options of {@link CreateFunctionStmt}
   */
  record AlterFunctionStmt(
      ObjectType objtype, ObjectWithArgs func, List<DefElem> actions, Span span)
      implements RoutineStatement {}

  /** {@code CALL funccall}. */
  record CallStmt(Expression.FuncCall funccall, Span span) implements RoutineStatement {}

  /**
   * {@code DO}: an anonymous block.
   *
   * @param args {@code as} (the block, a string) and {@code language}, in the order they are
   *     written
   */
  record DoStmt(List<DefElem> args, Span span) implements RoutineStatement {}

  /**
   * {@code CREATE TRIGGER}, {@code CREATE CONSTRAINT TRIGGER}.
   *
   * @param args what the function gets, as text
   * @param row for each row, rather than for each statement
   * @param columns those of {@code UPDATE OF}
   * @param constrrel the relation after FROM
   */
  record CreateTrigStmt(
      boolean replace,
      boolean isconstraint,
      String trigname,
      RangeVar relation,
      List<String> funcname,
      List<StringValue> args,
      boolean row,
      TriggerTiming timing,
      List<TriggerEvent> events,
      List<String> columns,
      @Nullable Expression whenClause,
      List<TriggerTransition> transitionRels,
      boolean deferrable,
      boolean initdeferred,
      @Nullable RangeVar constrrel,
      Span span)
      implements RoutineStatement {}

  /** {@code TRIGGER_TYPE_*}: when a trigger fires. */
  enum TriggerTiming {
    BEFORE,
    AFTER,
    INSTEAD
  }

  /** {@code TRIGGER_TYPE_*}: what fires a trigger. */
  enum TriggerEvent {
    INSERT,
    DELETE,
    UPDATE,
    TRUNCATE
  }

  /** {@code OLD | NEW ROW | TABLE AS name}, after REFERENCING. */
  record TriggerTransition(String name, boolean isNew, boolean isTable, Span span)
      implements Node {}

  /**
   * {@code CREATE EVENT TRIGGER}.
   *
   * @param whenclause for each variable the list of its values
   */
  record CreateEventTrigStmt(
      String trigname, String eventname, List<DefElem> whenclause, List<String> funcname, Span span)
      implements RoutineStatement {}

  /** {@code ALTER EVENT TRIGGER … ENABLE | DISABLE}. */
  record AlterEventTrigStmt(String trigname, TriggerFires tgenabled, Span span)
      implements RoutineStatement {}

  /** {@code TRIGGER_FIRES_*} and {@code TRIGGER_DISABLED}: in which sessions a trigger fires. */
  enum TriggerFires {
    ON_ORIGIN,
    ON_REPLICA,
    ALWAYS,
    DISABLED
  }

  /**
   * {@code CREATE RULE}.
   *
   * @param actions empty for {@code NOTHING}
   */
  record RuleStmt(
      boolean replace,
      String rulename,
      RangeVar relation,
      RuleEvent event,
      @Nullable Expression whereClause,
      boolean instead,
      List<Statement> actions,
      Span span)
      implements RoutineStatement {}

  /** {@code CMD_*}: the commands that a rule can be for. */
  enum RuleEvent {
    SELECT,
    UPDATE,
    INSERT,
    DELETE
  }

  /**
   * {@code CREATE LANGUAGE} with its handlers; without, it is a {@link
   * DefinitionStatement.CreateExtensionStmt}.
   *
   * @param plinline empty if there is none, as is {@code plvalidator}
   */
  record CreatePLangStmt(
      boolean replace,
      String plname,
      List<String> plhandler,
      List<String> plinline,
      List<String> plvalidator,
      boolean pltrusted,
      Span span)
      implements RoutineStatement {}
}
