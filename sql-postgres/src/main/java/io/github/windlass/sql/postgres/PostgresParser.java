package io.github.windlass.sql.postgres;

import io.github.windlass.sql.postgres.parser.ScriptReader;

/**
 * Reads the SQL of PostgreSQL 10 to 18 as the server's own grammar does.
 *
 * <p>Any text gives a {@link Script}; what is wrong in it is a {@link Script.SyntaxError} in its
 * place, and the statements after it are read. Time and memory are linear in the text's length;
 * nesting is bounded.
 */
public final class PostgresParser {

  private PostgresParser() {}

  /** Reads a whole text: one statement, or a script as psql takes it. */
  public static Script parse(String sql) {
    return ScriptReader.read(sql);
  }
}
