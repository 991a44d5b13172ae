package io.github.windlass.sql.postgres.plpgsql;

import io.github.windlass.sql.postgres.tree.Span;

/** What a text is as a body of PL/pgSQL. All spans are places in that text. */
public sealed interface PlpgsqlBody {

  /** A body that the server accepts. */
  record Parsed(PlpgsqlStatement.Block block) implements PlpgsqlBody {}

  /**
   * A body that the server refuses.
   *
   * @param sqlstate 42601 but for a few errors that have a code of their own
   * @param reason worded as the server does where it has words for it
   * @param at the token that is wrong
   * @param limit whether the body may be right but passes a limit of this parser
   */
  record SyntaxError(String sqlstate, String reason, Span at, boolean limit)
      implements PlpgsqlBody {}
}
