package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Into;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Shape;
import java.util.ArrayList;
import java.util.List;

/** {@code stmt_open}, {@code stmt_fetch}, {@code stmt_move}, {@code stmt_close}. */
final class PlpgsqlCursorStatements {

  private final PlpgsqlCursor cursor;
  private final PlpgsqlSimpleStatements simple;

  PlpgsqlCursorStatements(PlpgsqlCursor cursor, PlpgsqlSimpleStatements simple) {
    this.cursor = cursor;
    this.simple = simple;
  }

  /** {@code cursor_variable}. */
  private PlpgsqlCursor.Datum cursorVariable() {
    PlpgsqlCursor.Datum datum = cursor.expectDatum();
    Shape shape = datum.found().variable().shape();
    if (datum.isField() || datum.isRow()) {
      throw cursor.error("42804", "cursor variable must be a simple variable");
    }
    if (shape == Shape.SCALAR) {
      throw cursor.error(
          "42804", "variable \"" + datum.names().get(0) + "\" must be of type cursor or refcursor");
    }
    return datum;
  }

  PlpgsqlStatement open() {
    int start = cursor.start();
    cursor.advance();
    PlpgsqlCursor.Datum datum = cursorVariable();
    Target target = cursor.read(datum);
    if (datum.found().variable().isBoundCursor()) {
      List<PlpgsqlExpression> arguments = arguments(cursor, datum, PlpgsqlWord.SEMICOLON);
      cursor.advance();
      return new PlpgsqlStatement.OpenBound(target, arguments, cursor.spanFrom(start));
    }
    if (cursor.accept(PlpgsqlWord.NO)) {
      cursor.expect(PlpgsqlWord.SCROLL);
    } else {
      cursor.accept(PlpgsqlWord.SCROLL);
    }
    cursor.expect(PlpgsqlWord.FOR);
    if (!cursor.accept(PlpgsqlWord.EXECUTE)) {
      return new PlpgsqlStatement.OpenQuery(
          target, cursor.statementToEnd(), cursor.spanFrom(start));
    }
    PlpgsqlExpression text =
        cursor.expressionUpTo("USING or ;", PlpgsqlWord.USING, PlpgsqlWord.SEMICOLON);
    List<PlpgsqlExpression> parameters = List.of();
    if (cursor.accept(PlpgsqlWord.USING)) {
      parameters = simple.parametersToEnd();
    } else {
      cursor.advance();
    }
    return new PlpgsqlStatement.OpenExecute(target, text, parameters, cursor.spanFrom(start));
  }

  /** {@code read_cursor_args}: up to a word, which is not read over. */
  static List<PlpgsqlExpression> arguments(
      PlpgsqlCursor cursor, PlpgsqlCursor.Datum datum, PlpgsqlWord until) {
    int expected = datum.found().variable().cursorParameters();
    String name = datum.names().get(0);
    if (expected == 0) {
      if (cursor.at(Token.LEFT_PAREN)) {
        throw cursor.error("cursor \"" + name + "\" has no arguments");
      }
      if (!cursor.at(until)) {
        throw cursor.error();
      }
      return List.of();
    }
    if (!cursor.at(Token.LEFT_PAREN)) {
      throw cursor.error("cursor \"" + name + "\" has arguments");
    }
    cursor.advance();
    List<PlpgsqlExpression> arguments = new ArrayList<>(expected);
    do {
      if (cursor.isName(0)
          && (cursor.peek(1) == Token.COLON_EQUALS || cursor.peek(1) == Token.EQUALS_GREATER)) {
        cursor.advance();
        cursor.advance();
      }
      arguments.add(
          cursor.expressionUpTo(",\" or \")", PlpgsqlWord.COMMA, PlpgsqlWord.RIGHT_PAREN));
    } while (cursor.accept(PlpgsqlWord.COMMA));
    if (arguments.size() != expected) {
      throw cursor.error(
          (arguments.size() < expected ? "not enough" : "too many")
              + " arguments for cursor \""
              + name
              + "\"");
    }
    cursor.advance();
    if (!cursor.at(until)) {
      throw cursor.error();
    }
    return List.copyOf(arguments);
  }

  PlpgsqlStatement fetch() {
    int start = cursor.start();
    cursor.advance();
    boolean many = direction();
    PlpgsqlCursor.Datum datum = cursorVariable();
    Target target = cursor.read(datum);
    if (!cursor.at(PlpgsqlWord.INTO)) {
      throw cursor.error();
    }
    Into into = simple.into(false);
    cursor.expect(Token.SEMICOLON);
    if (many) {
      throw cursor.error("0A000", "FETCH statement cannot return multiple rows");
    }
    return new PlpgsqlStatement.Fetch(target, into, cursor.spanFrom(start));
  }

  PlpgsqlStatement move() {
    int start = cursor.start();
    cursor.advance();
    direction();
    Target target = cursor.read(cursorVariable());
    cursor.expect(Token.SEMICOLON);
    return new PlpgsqlStatement.Fetch(target, null, cursor.spanFrom(start));
  }

  PlpgsqlStatement close() {
    int start = cursor.start();
    cursor.advance();
    Target target = cursor.read(cursorVariable());
    cursor.expect(Token.SEMICOLON);
    return new PlpgsqlStatement.Close(target, cursor.spanFrom(start));
  }

  /**
   * {@code read_fetch_direction}.
   *
   * @return whether it may give several rows
   */
  private boolean direction() {
    PlpgsqlWord word = cursor.word();
    switch (word) {
      case NEXT, PRIOR, FIRST, LAST -> {
        cursor.advance();
        from();
        return false;
      }
      case ABSOLUTE, RELATIVE -> {
        cursor.advance();
        count();
        return false;
      }
      case ALL -> {
        cursor.advance();
        from();
        return true;
      }
      case FORWARD, BACKWARD -> {
        cursor.advance();
        if (cursor.at(PlpgsqlWord.FROM) || cursor.at(PlpgsqlWord.IN)) {
          cursor.advance();
          return false;
        }
        if (cursor.accept(PlpgsqlWord.ALL)) {
          from();
        } else {
          count();
        }
        return true;
      }
      case FROM, IN -> {
        cursor.advance();
        return false;
      }
      case null, default -> {
        if (cursor.datum() != null) {
          return false;
        }
        count();
        return true;
      }
    }
  }

  private void count() {
    cursor.expressionUpTo("FROM or IN", PlpgsqlWord.FROM, PlpgsqlWord.IN);
    cursor.advance();
  }

  private void from() {
    if (!cursor.accept(PlpgsqlWord.FROM) && !cursor.accept(PlpgsqlWord.IN)) {
      throw cursor.error("expected FROM or IN");
    }
  }
}
