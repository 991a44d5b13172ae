package io.github.windlass.sql.postgres.plpgsql;

import io.github.windlass.sql.postgres.parser.PlpgsqlReader;

/**
 * Reads PL/pgSQL as PostgreSQL 18 does when {@code check_function_bodies} is on: the grammar of
 * {@code pl_gram.y}, and every piece of SQL in it by the SQL grammar.
 *
 * <p>Any text gives a {@link PlpgsqlBody}. Time and memory are linear in the text's length; nesting
 * is bounded.
 */
public final class PlpgsqlParser {

  private PlpgsqlParser() {}

  /**
   * Reads a whole body.
   *
   * @param frame what the routine around it gives
   */
  public static PlpgsqlBody parse(String body, RoutineFrame frame) {
    return PlpgsqlReader.read(body, frame);
  }
}
