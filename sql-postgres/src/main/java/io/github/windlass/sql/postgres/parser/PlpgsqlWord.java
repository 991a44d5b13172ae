package io.github.windlass.sql.postgres.parser;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of PL/pgSQL 18 ({@code pl_reserved_kwlist.h}, {@code pl_unreserved_kwlist.h}), and
 * the signs that end a piece of SQL in it.
 */
enum PlpgsqlWord {
  COMMA,
  DOT_DOT,
  RIGHT_PAREN,
  SEMICOLON,

  ALL,
  BEGIN,
  BY,
  CASE,
  DECLARE,
  ELSE,
  END,
  EXECUTE,
  FOR,
  FOREACH,
  FROM,
  IF,
  IN,
  INTO,
  LOOP,
  NOT,
  NULL,
  OR,
  STRICT,
  THEN,
  TO,
  USING,
  WHEN,
  WHILE,

  ABSOLUTE,
  ALIAS,
  AND,
  ARRAY,
  ASSERT,
  BACKWARD,
  CALL,
  CHAIN,
  CLOSE,
  COLLATE,
  COLUMN,
  COLUMN_NAME,
  COMMIT,
  CONSTANT,
  CONSTRAINT,
  CONSTRAINT_NAME,
  CONTINUE,
  CURRENT,
  CURSOR,
  DATATYPE,
  DEBUG,
  DEFAULT,
  DETAIL,
  DIAGNOSTICS,
  DO,
  DUMP,
  ELSEIF,
  ELSIF,
  ERRCODE,
  ERROR,
  EXCEPTION,
  EXIT,
  FETCH,
  FIRST,
  FORWARD,
  GET,
  HINT,
  IMPORT,
  INFO,
  INSERT,
  IS,
  LAST,
  LOG,
  MERGE,
  MESSAGE,
  MESSAGE_TEXT,
  MOVE,
  NEXT,
  NO,
  NOTICE,
  OPEN,
  OPTION,
  PERFORM,
  PG_CONTEXT,
  PG_DATATYPE_NAME,
  PG_EXCEPTION_CONTEXT,
  PG_EXCEPTION_DETAIL,
  PG_EXCEPTION_HINT,
  PG_ROUTINE_OID,
  PRINT_STRICT_PARAMS,
  PRIOR,
  QUERY,
  RAISE,
  RELATIVE,
  RETURN,
  RETURNED_SQLSTATE,
  REVERSE,
  ROLLBACK,
  ROW_COUNT,
  ROWTYPE,
  SCHEMA,
  SCHEMA_NAME,
  SCROLL,
  SLICE,
  SQLSTATE,
  STACKED,
  TABLE,
  TABLE_NAME,
  TYPE,
  USE_COLUMN,
  USE_VARIABLE,
  VARIABLE_CONFLICT,
  WARNING;

  private static final int LONGEST = 20;

  private static final Map<String, PlpgsqlWord> BY_SPELLING = new HashMap<>(256);

  static {
    for (PlpgsqlWord word : values()) {
      if (!word.isSign()) {
        BY_SPELLING.put(word.spelling(), word);
      }
    }
  }

  /** What a token is to PL/pgSQL; null: nothing that it knows. */
  static @Nullable PlpgsqlWord of(Tokens tokens, int index) {
    Token token = Token.of(tokens.kind(index));
    return switch (token) {
      case COMMA -> COMMA;
      case DOT_DOT -> DOT_DOT;
      case RIGHT_PAREN -> RIGHT_PAREN;
      case SEMICOLON -> SEMICOLON;
      default -> {
        int start = tokens.start(index);
        int length = tokens.end(index) - start;
        boolean word = token == Token.IDENT || token.isKeyword() || isLookAhead(token);
        if (!word || length < 2 || length > LONGEST) {
          yield null;
        }
        yield BY_SPELLING.get(new String(tokens.text, start, length).toLowerCase(Locale.ROOT));
      }
    };
  }

  private static boolean isLookAhead(Token token) {
    return token == Token.FORMAT_LA || token == Token.NULLS_LA || token == Token.WITHOUT_LA;
  }

  private boolean isSign() {
    return ordinal() <= SEMICOLON.ordinal();
  }

  /** Whether it can be no name. */
  boolean isReserved() {
    return !isSign() && ordinal() <= WHILE.ordinal();
  }

  /** The keyword as an identifier is spelled, or the sign. */
  String spelling() {
    return switch (this) {
      case COMMA -> ",";
      case DOT_DOT -> "..";
      case RIGHT_PAREN -> ")";
      case SEMICOLON -> ";";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
