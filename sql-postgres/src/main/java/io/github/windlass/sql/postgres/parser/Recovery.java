package io.github.windlass.sql.postgres.parser;

/**
 * Finds the end of a statement that could not be read: the next semicolon, unless that stands in
 * the body of a CREATE FUNCTION or CREATE RULE, which holds statements of its own.
 */
final class Recovery {

  private final TokenCursor cursor;

  Recovery(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Moves the cursor to the end of the statement.
   *
   * @param first the mark of the statement's first token
   */
  void skipStatement(int first) {
    skipToSemicolon();
    int end = cursor.mark();
    cursor.rewind(first);
    int body = bodyStart(end);
    if (body < 0) {
      cursor.rewind(end);
      return;
    }
    cursor.rewind(body);
    if (!skipBody()) {
      cursor.closeBodiesBeforeCreate();
      cursor.rewind(body);
    }
    skipToSemicolon();
  }

  private void skipToSemicolon() {
    while (!cursor.atEnd()) {
      cursor.advance();
    }
  }

  /** The mark of BEGIN in {@code BEGIN ATOMIC}, or of the parenthesis of a rule; else -1. */
  private int bodyStart(int limit) {
    if (!cursor.accept(Token.CREATE)) {
      return -1;
    }
    cursor.accept(Token.OR, Token.REPLACE);
    boolean rule = cursor.at(Token.RULE);
    if (!rule && !cursor.at(Token.FUNCTION) && !cursor.at(Token.PROCEDURE)) {
      return -1;
    }
    while (cursor.mark() < limit) {
      if (!rule && cursor.at(Token.BEGIN, Token.ATOMIC)) {
        return cursor.mark();
      }
      if (rule && cursor.accept(Token.DO)) {
        if (!cursor.accept(Token.INSTEAD)) {
          cursor.accept(Token.ALSO);
        }
        return cursor.at(Token.LEFT_PAREN) ? cursor.mark() : -1;
      }
      cursor.advance();
    }
    return -1;
  }

  /**
   * Goes behind the END or parenthesis that closes a body. No body holds a CREATE, so that one
   * behind a semicolon says that this body is not closed: then the answer is false.
   */
  private boolean skipBody() {
    int depth = 0;
    boolean name = false;
    while (!cursor.at(Token.EOF)) {
      Token token = cursor.token();
      if (token == Token.SEMICOLON && cursor.peek(1) == Token.CREATE) {
        return false;
      }
      boolean opens = token == Token.BEGIN || token == Token.CASE || token == Token.LEFT_PAREN;
      boolean closes = token == Token.END || token == Token.RIGHT_PAREN;
      if (!name && opens) {
        depth++;
      } else if (!name && closes && --depth == 0) {
        cursor.advance();
        return true;
      }
      // Behind AS or a dot, a keyword is a name.
      name = (token == Token.AS && cursor.peek(1) != Token.LEFT_PAREN) || token == Token.DOT;
      cursor.advance();
    }
    return false;
  }
}
