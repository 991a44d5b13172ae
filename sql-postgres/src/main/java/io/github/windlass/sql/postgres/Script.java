package io.github.windlass.sql.postgres;

import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;

/**
 * A parsed text.
 *
 * @param items statements, errors and what else stands in the text, in order
 * @param comments all comments, in order, delimiters included
 */
public record Script(List<Item> items, List<Span> comments) {

  /** One thing in a script. Its span is without the semicolon, blanks and comments around it. */
  public sealed interface Item {
    Span span();
  }

  /** A statement that was read. */
  public record Parsed(Statement statement, Span span) implements Item {}

  /**
   * A statement that could not be read.
   *
   * @param reason what is wrong, worded as the server does where it has words for it
   * @param at the token or literal that is wrong
   * @param limit whether the statement may be right but passes a limit of this parser
   */
  public record SyntaxError(String reason, Span at, boolean limit, Span span) implements Item {}

  /** A backslash command of psql. */
  public record PsqlCommand(Span span) implements Item {}

  /** The lines after {@code COPY … FROM stdin}, with the {@code \.} that ends them. */
  public record CopyData(Span span) implements Item {}

  /** The statements that were read. */
  public List<Statement> statements() {
    return items.stream()
        .filter(Parsed.class::isInstance)
        .map(item -> ((Parsed) item).statement())
        .toList();
  }

  /** The statements that could not be read. */
  public List<SyntaxError> errors() {
    return items.stream()
        .filter(SyntaxError.class::isInstance)
        .map(SyntaxError.class::cast)
        .toList();
  }
}
