package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlBody;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame;
import io.github.windlass.sql.postgres.tree.Span;

/** Reads a body of PL/pgSQL. */
public final class PlpgsqlReader {

  private PlpgsqlReader() {}

  /** Reads a whole body; the first error ends the reading, as on the server. */
  public static PlpgsqlBody read(String body, RoutineFrame frame) {
    PlpgsqlCursor cursor = new PlpgsqlCursor(Lexer.scanBody(body), new PlpgsqlNames(frame));
    try {
      return new PlpgsqlBody.Parsed(new PlpgsqlGrammar(cursor, frame.returns()).function());
    } catch (ParseFailure failure) {
      return new PlpgsqlBody.SyntaxError(
          failure.sqlstate, failure.reason(), new Span(failure.start, failure.end), failure.limit);
    } catch (StackOverflowError overflow) {
      // The bound on nesting fits a stack of 512 kB; the caller may have left less than that.
      Span at = new Span(cursor.start(), cursor.start());
      return new PlpgsqlBody.SyntaxError(
          "42601", "nested too deeply for the stack of this thread", at, true);
    }
  }
}
