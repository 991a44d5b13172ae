package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement.AlterEventTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateEventTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerTiming;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerTransition;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value.ListValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Triggers of tables and of events. */
final class TriggerGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TriggerGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- CREATE TRIGGER ------------------------------------------------------------------------

  /** {@code CreateTrigStmt} without CONSTRAINT; the cursor is at TRIGGER. */
  RoutineStatement create(int start, boolean replace) {
    cursor.expect(Token.TRIGGER);
    String name = grammar.names().colId();
    TriggerTiming timing = timing();
    List<String> columns = new ArrayList<>(2);
    List<TriggerEvent> events = events(columns);
    cursor.expect(Token.ON);
    RangeVar relation = grammar.names().qualifiedName();
    List<TriggerTransition> transitions = transitions();
    boolean row = forEachRow();
    Expression when = when();
    List<String> function = executedFunction();
    List<StringValue> args = arguments();
    return new CreateTrigStmt(
        replace,
        false,
        name,
        relation,
        function,
        args,
        row,
        timing,
        events,
        List.copyOf(columns),
        when,
        transitions,
        false,
        false,
        null,
        cursor.spanFrom(start));
  }

  /** {@code CreateTrigStmt} with CONSTRAINT, where the cursor is. */
  RoutineStatement createConstraint(int start, boolean replace) {
    cursor.expect(Token.CONSTRAINT, Token.TRIGGER);
    String name = grammar.names().colId();
    cursor.expect(Token.AFTER);
    List<String> columns = new ArrayList<>(2);
    List<TriggerEvent> events = events(columns);
    cursor.expect(Token.ON);
    RangeVar relation = grammar.names().qualifiedName();
    RangeVar from = cursor.accept(Token.FROM) ? grammar.names().qualifiedName() : null;
    ConstraintGrammar.Deferrability attributes = grammar.tables().constraints.triggerAttributes();
    cursor.expect(Token.FOR, Token.EACH);
    cursor.expect(Token.ROW);
    Expression when = when();
    List<String> function = executedFunction();
    List<StringValue> args = arguments();
    Span span = cursor.spanFrom(start);
    if (replace) {
      throw cursor.error("CREATE OR REPLACE CONSTRAINT TRIGGER is not supported", span);
    }
    return new CreateTrigStmt(
        false,
        true,
        name,
        relation,
        function,
        args,
        true,
        TriggerTiming.AFTER,
        events,
        List.copyOf(columns),
        when,
        List.of(),
        attributes.deferrable(),
        attributes.initdeferred(),
        from,
        span);
  }

  /** {@code TriggerActionTime}. */
  private TriggerTiming timing() {
    if (cursor.accept(Token.BEFORE)) {
      return TriggerTiming.BEFORE;
    }
    if (cursor.accept(Token.AFTER)) {
      return TriggerTiming.AFTER;
    }
    cursor.expect(Token.INSTEAD, Token.OF);
    return TriggerTiming.INSTEAD;
  }

  /** {@code TriggerEvents}; no event may stand twice. */
  private List<TriggerEvent> events(List<String> columns) {
    List<TriggerEvent> events = new ArrayList<>(3);
    do {
      TriggerEvent event =
          switch (cursor.token()) {
            case INSERT -> TriggerEvent.INSERT;
            case DELETE -> TriggerEvent.DELETE;
            case UPDATE -> TriggerEvent.UPDATE;
            case TRUNCATE -> TriggerEvent.TRUNCATE;
            default -> throw cursor.error();
          };
      if (events.contains(event)) {
        throw cursor.error("duplicate trigger events specified");
      }
      events.add(event);
      cursor.advance();
      if (event == TriggerEvent.UPDATE && cursor.accept(Token.OF)) {
        columns.addAll(grammar.names().nameList());
      }
    } while (cursor.accept(Token.OR));
    return List.copyOf(events);
  }

  /** {@code TriggerReferencing}. */
  private List<TriggerTransition> transitions() {
    if (!cursor.accept(Token.REFERENCING)) {
      return List.of();
    }
    List<TriggerTransition> transitions = new ArrayList<>(2);
    do {
      int start = cursor.start();
      boolean isNew = cursor.accept(Token.NEW);
      if (!isNew) {
        cursor.expect(Token.OLD);
      }
      boolean isTable = cursor.accept(Token.TABLE);
      if (!isTable) {
        cursor.expect(Token.ROW);
      }
      cursor.accept(Token.AS);
      String name = grammar.names().colId();
      transitions.add(new TriggerTransition(name, isNew, isTable, cursor.spanFrom(start)));
    } while (cursor.at(Token.NEW) || cursor.at(Token.OLD));
    return List.copyOf(transitions);
  }

  /** {@code TriggerForSpec}: by default for each statement. */
  private boolean forEachRow() {
    if (!cursor.accept(Token.FOR)) {
      return false;
    }
    cursor.accept(Token.EACH);
    if (cursor.accept(Token.ROW)) {
      return true;
    }
    cursor.expect(Token.STATEMENT);
    return false;
  }

  /** {@code TriggerWhen}. */
  private @Nullable Expression when() {
    if (!cursor.accept(Token.WHEN)) {
      return null;
    }
    cursor.expect(Token.LEFT_PAREN);
    Expression condition = grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return condition;
  }

  /** {@code EXECUTE FUNCTION_or_PROCEDURE func_name}. */
  private List<String> executedFunction() {
    cursor.expect(Token.EXECUTE);
    if (!cursor.accept(Token.FUNCTION)) {
      cursor.expect(Token.PROCEDURE);
    }
    return grammar.names().functionName();
  }

  /** {@code '(' TriggerFuncArgs ')'}; the grammar lets a comma stand before the first. */
  private List<StringValue> arguments() {
    cursor.expect(Token.LEFT_PAREN);
    List<StringValue> args = new ArrayList<>(2);
    if (!cursor.at(Token.RIGHT_PAREN)) {
      cursor.accept(Token.COMMA);
      do {
        args.add(argument());
      } while (cursor.accept(Token.COMMA));
    }
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(args);
  }

  /** {@code TriggerFuncArg}. */
  private StringValue argument() {
    int start = cursor.start();
    String text =
        switch (cursor.token()) {
          case ICONST -> Integer.toString(cursor.integer());
          case FCONST -> cursor.spelling();
          case SCONST -> cursor.string();
          default -> null;
        };
    if (text == null) {
      text = grammar.names().colLabel();
    } else {
      cursor.advance();
    }
    return new StringValue(text, cursor.spanFrom(start));
  }

  /** {@code ALTER TRIGGER}; the cursor is at TRIGGER. */
  Statement alter(int start) {
    cursor.expect(Token.TRIGGER);
    return grammar.alterTails().onRelation(start, ObjectType.TRIGGER);
  }

  // --- event triggers ------------------------------------------------------------------------

  /** {@code CreateEventTrigStmt}; the cursor is at EVENT. */
  RoutineStatement createEvent(int start) {
    cursor.expect(Token.EVENT, Token.TRIGGER);
    String name = grammar.names().colId();
    cursor.expect(Token.ON);
    String event = grammar.names().colLabel();
    List<DefElem> conditions = new ArrayList<>(1);
    if (cursor.accept(Token.WHEN)) {
      do {
        conditions.add(eventCondition());
      } while (cursor.accept(Token.AND));
    }
    List<String> function = executedFunction();
    cursor.expect(Token.LEFT_PAREN, Token.RIGHT_PAREN);
    return new CreateEventTrigStmt(
        name, event, List.copyOf(conditions), function, cursor.spanFrom(start));
  }

  /** {@code event_trigger_when_item}. */
  private DefElem eventCondition() {
    int start = cursor.start();
    String variable = grammar.names().colId();
    cursor.expect(Token.IN);
    int list = cursor.start();
    cursor.expect(Token.LEFT_PAREN);
    List<StringValue> values = new ArrayList<>(4);
    do {
      values.add(grammar.options().stringValue());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    ListValue value = new ListValue(List.copyOf(values), cursor.spanFrom(list));
    return grammar.options().option(variable, value, start);
  }

  /** {@code ALTER EVENT TRIGGER}; the cursor is at EVENT. */
  Statement alterEvent(int start) {
    cursor.expect(Token.EVENT, Token.TRIGGER);
    QualifiedName name = grammar.names().name();
    Statement tail = grammar.alterTails().of(start, ObjectType.EVENT_TRIGGER, name);
    if (tail != null) {
      return tail;
    }
    TriggerFires fires;
    if (cursor.accept(Token.DISABLE)) {
      fires = TriggerFires.DISABLED;
    } else {
      cursor.expect(Token.ENABLE);
      if (cursor.accept(Token.REPLICA)) {
        fires = TriggerFires.ON_REPLICA;
      } else {
        fires = cursor.accept(Token.ALWAYS) ? TriggerFires.ALWAYS : TriggerFires.ON_ORIGIN;
      }
    }
    return new AlterEventTrigStmt(name.last(), fires, cursor.spanFrom(start));
  }
}
