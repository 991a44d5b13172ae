package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Shape;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code stmt_loop}, {@code stmt_while}, {@code stmt_for}, {@code stmt_foreach_a}. */
final class PlpgsqlLoops {

  private static final String ROWS =
      "loop variable of loop over rows must be a record variable or list of scalar variables";

  private final PlpgsqlCursor cursor;
  private final PlpgsqlGrammar grammar;

  PlpgsqlLoops(PlpgsqlCursor cursor, PlpgsqlGrammar grammar) {
    this.cursor = cursor;
    this.grammar = grammar;
  }

  /** A loop, its label read. */
  PlpgsqlStatement loop(@Nullable String label) {
    int start = cursor.start();
    cursor.enter();
    cursor.names.push(label, PlpgsqlNames.Label.LOOP);
    PlpgsqlStatement loop;
    if (cursor.accept(PlpgsqlWord.LOOP)) {
      List<PlpgsqlStatement> body = body(label);
      loop = new PlpgsqlStatement.Loop(label, body, cursor.spanFrom(start));
    } else if (cursor.accept(PlpgsqlWord.WHILE)) {
      PlpgsqlExpression condition = cursor.expressionUpTo("LOOP", PlpgsqlWord.LOOP);
      cursor.advance();
      List<PlpgsqlStatement> body = body(label);
      loop = new PlpgsqlStatement.While(label, condition, body, cursor.spanFrom(start));
    } else if (cursor.accept(PlpgsqlWord.FOR)) {
      loop = forLoop(label, start);
    } else {
      cursor.advance();
      loop = foreach(label, start);
    }
    cursor.names.pop();
    cursor.leave();
    cursor.expect(Token.SEMICOLON);
    return loop;
  }

  /** {@code loop_body}, without its semicolon. */
  private List<PlpgsqlStatement> body(@Nullable String label) {
    List<PlpgsqlStatement> statements = grammar.statements();
    cursor.expect(PlpgsqlWord.END);
    cursor.expect(PlpgsqlWord.LOOP);
    grammar.endLabel(label);
    return statements;
  }

  /**
   * {@code for_variable}.
   *
   * @param name as a variable of the loop's own would be called
   * @param known whether all targets are variables that were there before
   */
  private record LoopVariable(String name, List<Target> targets, boolean known) {

    boolean isList() {
      return targets.size() > 1;
    }
  }

  private LoopVariable variable() {
    PlpgsqlCursor.Datum datum = cursor.datum();
    if (datum == null) {
      // Keywords are no names here, nor is a name with a schema.
      if (!cursor.isName(0)) {
        throw cursor.error();
      }
      if (cursor.word() != null) {
        throw cursor.error();
      }
      if (cursor.peek(1) == Token.COMMA || cursor.peek(1) == Token.DOT) {
        throw cursor.notVariable();
      }
      int start = cursor.start();
      String name = cursor.name();
      return new LoopVariable(
          name, List.of(new Target(List.of(name), cursor.spanFrom(start))), false);
    }
    String name = datum.names().get(datum.names().size() - 1);
    List<Target> targets = new ArrayList<>(1);
    targets.add(cursor.target(datum));
    if (!datum.isRow()) {
      moreScalars(targets);
    }
    return new LoopVariable(name, List.copyOf(targets), true);
  }

  /** {@code read_into_scalar_list}, behind its first variable. */
  private void moreScalars(List<Target> targets) {
    while (cursor.accept(Token.COMMA)) {
      PlpgsqlCursor.Datum datum = cursor.expectDatum();
      if (datum.isRow()) {
        throw cursor.error("\"" + String.join(".", datum.names()) + "\" is not a scalar variable");
      }
      targets.add(cursor.target(datum));
    }
  }

  private PlpgsqlStatement forLoop(@Nullable String label, int start) {
    LoopVariable variable = variable();
    cursor.expect(PlpgsqlWord.IN);
    if (cursor.accept(PlpgsqlWord.EXECUTE)) {
      return executed(label, variable, start);
    }
    PlpgsqlCursor.Datum datum = cursor.datum();
    if (datum != null && !datum.isField() && datum.found().variable().shape() == Shape.REFCURSOR) {
      return overCursor(label, variable, datum, start);
    }
    boolean reverse = cursor.accept(PlpgsqlWord.REVERSE);
    PlpgsqlCursor.Piece piece =
        cursor.somethingUpTo(true, "LOOP", PlpgsqlWord.DOT_DOT, PlpgsqlWord.LOOP);
    if (cursor.at(PlpgsqlWord.DOT_DOT)) {
      return overIntegers(label, variable, reverse, piece, start);
    }
    if (reverse) {
      throw cursor.error("cannot specify REVERSE in query FOR loop");
    }
    Statement query = cursor.statement(piece);
    rows(variable, "42601");
    cursor.advance();
    List<PlpgsqlStatement> body = body(label);
    return new PlpgsqlStatement.ForQuery(
        label, variable.targets(), query, body, cursor.spanFrom(start));
  }

  private void rows(LoopVariable variable, String sqlstate) {
    if (!variable.known()) {
      throw cursor.error(sqlstate, ROWS);
    }
  }

  private PlpgsqlStatement overIntegers(
      @Nullable String label,
      LoopVariable variable,
      boolean reverse,
      PlpgsqlCursor.Piece first,
      int start) {
    PlpgsqlExpression lower = cursor.expression(first);
    cursor.advance();
    PlpgsqlExpression upper = cursor.expressionUpTo("LOOP", PlpgsqlWord.LOOP, PlpgsqlWord.BY);
    PlpgsqlExpression step = null;
    if (cursor.accept(PlpgsqlWord.BY)) {
      step = cursor.expressionUpTo("LOOP", PlpgsqlWord.LOOP);
    }
    if (variable.isList()) {
      throw cursor.error("integer FOR loop must have only one target variable");
    }
    cursor.names.add(variable.name(), PlpgsqlNames.Variable.of(Shape.SCALAR));
    cursor.advance();
    List<PlpgsqlStatement> body = body(label);
    return new PlpgsqlStatement.ForInteger(
        label, variable.name(), reverse, lower, upper, step, body, cursor.spanFrom(start));
  }

  private PlpgsqlStatement executed(@Nullable String label, LoopVariable variable, int start) {
    PlpgsqlExpression text =
        cursor.expressionUpTo("LOOP or USING", PlpgsqlWord.LOOP, PlpgsqlWord.USING);
    rows(variable, "42804");
    List<PlpgsqlExpression> parameters = new ArrayList<>(0);
    if (cursor.accept(PlpgsqlWord.USING)) {
      do {
        parameters.add(cursor.expressionUpTo(", or LOOP", PlpgsqlWord.COMMA, PlpgsqlWord.LOOP));
      } while (cursor.accept(PlpgsqlWord.COMMA));
    }
    cursor.advance();
    List<PlpgsqlStatement> body = body(label);
    return new PlpgsqlStatement.ForExecute(
        label, variable.targets(), text, List.copyOf(parameters), body, cursor.spanFrom(start));
  }

  private PlpgsqlStatement overCursor(
      @Nullable String label, LoopVariable variable, PlpgsqlCursor.Datum datum, int start) {
    Target target = cursor.read(datum);
    if (variable.isList()) {
      throw cursor.error("cursor FOR loop must have only one target variable");
    }
    if (!datum.found().variable().isBoundCursor()) {
      throw cursor.error("cursor FOR loop must use a bound cursor variable");
    }
    List<PlpgsqlExpression> arguments =
        PlpgsqlCursorStatements.arguments(cursor, datum, PlpgsqlWord.LOOP);
    cursor.names.add(variable.name(), PlpgsqlNames.Variable.of(Shape.RECORD));
    cursor.advance();
    List<PlpgsqlStatement> body = body(label);
    return new PlpgsqlStatement.ForCursor(
        label, variable.name(), target, arguments, body, cursor.spanFrom(start));
  }

  private PlpgsqlStatement foreach(@Nullable String label, int start) {
    LoopVariable variable = variable();
    int slice = 0;
    if (cursor.accept(PlpgsqlWord.SLICE)) {
      slice = cursor.integer();
    }
    cursor.expect(PlpgsqlWord.IN);
    cursor.expect(PlpgsqlWord.ARRAY);
    PlpgsqlExpression array = cursor.expressionUpTo("LOOP", PlpgsqlWord.LOOP);
    cursor.advance();
    if (!variable.known()) {
      throw cursor.error("loop variable of FOREACH must be a known variable or list of variables");
    }
    List<PlpgsqlStatement> body = body(label);
    return new PlpgsqlStatement.Foreach(
        label, variable.targets(), slice, array, body, cursor.spanFrom(start));
  }
}
