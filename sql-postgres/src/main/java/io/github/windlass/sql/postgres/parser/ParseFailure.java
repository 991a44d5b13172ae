package io.github.windlass.sql.postgres.parser;

/**
 * Ends the reading of one statement; caught where statements are read, never seen by callers. It
 * has no stack trace, so that a file of thousands of errors costs little.
 */
final class ParseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  final int start;
  final int end;
  final boolean limit;

  /** {@code syntax_error}, but for what PL/pgSQL refuses with another code. */
  final String sqlstate;

  ParseFailure(String message, int start, int end, boolean limit) {
    this("42601", message, start, end, limit);
  }

  ParseFailure(String sqlstate, String message, int start, int end, boolean limit) {
    super(message, null, false, false);
    this.sqlstate = sqlstate;
    this.start = start;
    this.end = end;
    this.limit = limit;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
