package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.ClosePortalStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.CursorOption;
import io.github.windlass.sql.postgres.tree.SessionStatement.DeclareCursorStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.FetchStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.FetchStmt.Direction;
import java.util.EnumSet;
import java.util.Set;

/** Cursors: DECLARE, FETCH, MOVE, CLOSE. */
final class CursorGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  CursorGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code DeclareCursorStmt}; the cursor is at DECLARE. */
  DeclareCursorStmt declare() {
    int start = cursor.start();
    cursor.expect(Token.DECLARE);
    String name = grammar.names().colId();
    EnumSet<CursorOption> options = EnumSet.noneOf(CursorOption.class);
    while (!cursor.accept(Token.CURSOR)) {
      options.add(option());
    }
    if (cursor.accept(Token.WITH)) {
      cursor.expect(Token.HOLD);
      options.add(CursorOption.HOLD);
    } else if (cursor.accept(Token.WITHOUT)) {
      cursor.expect(Token.HOLD);
    }
    cursor.expect(Token.FOR);
    SelectStmt query = grammar.queries().selectStatement();
    return new DeclareCursorStmt(name, Set.copyOf(options), query, cursor.spanFrom(start));
  }

  private CursorOption option() {
    CursorOption option =
        switch (cursor.token()) {
          case BINARY -> CursorOption.BINARY;
          case SCROLL -> CursorOption.SCROLL;
          case ASENSITIVE -> CursorOption.ASENSITIVE;
          case INSENSITIVE -> CursorOption.INSENSITIVE;
          case NO -> {
            cursor.advance();
            if (!cursor.at(Token.SCROLL)) {
              throw cursor.error();
            }
            yield CursorOption.NO_SCROLL;
          }
          default -> throw cursor.error();
        };
    cursor.advance();
    return option;
  }

  /** {@code ClosePortalStmt}; the cursor is at CLOSE. */
  ClosePortalStmt close() {
    int start = cursor.start();
    cursor.expect(Token.CLOSE);
    String name = cursor.accept(Token.ALL) ? null : grammar.names().colId();
    return new ClosePortalStmt(name, cursor.spanFrom(start));
  }

  /** {@code FetchStmt}; the cursor is at FETCH or MOVE. */
  FetchStmt fetch() {
    int start = cursor.start();
    boolean move = cursor.at(Token.MOVE);
    cursor.advance();
    Token word = cursor.token();
    if (endsAt(1)) {
      // The words for directions are names of cursors when they stand alone.
      return fetch(Direction.FORWARD, 1, move, start);
    }
    switch (word) {
      case NEXT:
        cursor.advance();
        return fetch(Direction.FORWARD, 1, move, start);
      case PRIOR:
        cursor.advance();
        return fetch(Direction.BACKWARD, 1, move, start);
      case FIRST:
        cursor.advance();
        return fetch(Direction.ABSOLUTE, 1, move, start);
      case LAST:
        cursor.advance();
        return fetch(Direction.ABSOLUTE, -1, move, start);
      case ABSOLUTE:
        cursor.advance();
        return fetch(Direction.ABSOLUTE, grammar.options().signedInteger(), move, start);
      case RELATIVE:
        cursor.advance();
        return fetch(Direction.RELATIVE, grammar.options().signedInteger(), move, start);
      case FORWARD:
        cursor.advance();
        return fetch(Direction.FORWARD, count(), move, start);
      case BACKWARD:
        cursor.advance();
        return fetch(Direction.BACKWARD, count(), move, start);
      case FROM, IN, ALL, ICONST, PLUS, MINUS:
        return fetch(Direction.FORWARD, count(), move, start);
      default:
        throw cursor.error();
    }
  }

  private boolean endsAt(int ahead) {
    Token token = cursor.peek(ahead);
    return token == Token.SEMICOLON || token == Token.EOF;
  }

  private FetchStmt fetch(Direction direction, long howMany, boolean move, int start) {
    if (!cursor.accept(Token.FROM)) {
      cursor.accept(Token.IN);
    }
    String name = grammar.names().colId();
    return new FetchStmt(direction, howMany, name, move, cursor.spanFrom(start));
  }

  /** ALL, a number, or nothing for one row. */
  private long count() {
    return switch (cursor.token()) {
      case ALL -> {
        cursor.advance();
        yield FetchStmt.ALL;
      }
      case ICONST, PLUS, MINUS -> grammar.options().signedInteger();
      default -> 1;
    };
  }
}
