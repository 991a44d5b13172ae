package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Position;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a source that a framework sends to the server as one string, without psql in
 * between.
 *
 * @param steps a step for each statement; one that does not parse is a gap
 * @param transaction in which the server runs it, where the framework opens none
 */
public record OneString(List<Step> steps, TransactionMode transaction) {

  public OneString {
    steps = List.copyOf(steps);
  }

  /** Reads a stretch of a source. */
  public static OneString of(SourceFile source, Span span, Dialect dialect) {
    return dialect == Dialect.POSTGRES ? postgres(source, span) : other(source, span, dialect);
  }

  private static OneString postgres(SourceFile source, Span stretch) {
    String text = source.text();
    boolean whole = stretch.length() == text.length();
    Script script =
        PostgresParser.parse(whole ? text : text.substring(stretch.start(), stretch.end()));
    List<Step> steps = new ArrayList<>(script.items().size());
    OwnTransactions transactions = new OwnTransactions();
    for (Script.Item item : script.items()) {
      Span span = moved(item.span(), stretch.start());
      transactions.note(item);
      switch (item) {
        case Script.Parsed ignored -> steps.add(Step.Sql.verbatim(source, span));
        case Script.SyntaxError error -> steps.add(gap(error, source, span, stretch.start()));
        case Script.PsqlCommand ignored ->
            steps.add(
                new Step.Gap(
                    GapCode.SYNTAX,
                    "a command of psql, which the server does not know",
                    source.origin(span)));
        case Script.CopyData ignored ->
            steps.add(
                new Step.Gap(
                    GapCode.SYNTAX,
                    "data for COPY, which only psql takes from the text",
                    source.origin(span)));
      }
    }
    return new OneString(steps, transactions.asOneString());
  }

  private static Step.Gap gap(Script.SyntaxError error, SourceFile source, Span span, int offset) {
    Position place = source.position(error.at().start() + offset);
    String where =
        place.line() == source.position(span.start()).line()
            ? ""
            : " (line " + place.line() + ", column " + place.column() + ")";
    GapCode code = error.limit() ? GapCode.LIMIT : GapCode.SYNTAX;
    return new Step.Gap(code, error.reason() + where, source.origin(span));
  }

  private static Span moved(io.github.windlass.sql.postgres.tree.Span span, int offset) {
    return new Span(span.start() + offset, span.end() + offset);
  }

  /**
   * The statements of another database are told apart, and not read. A string of several is no
   * transaction there.
   */
  private static OneString other(SourceFile source, Span stretch, Dialect dialect) {
    List<Step> steps = new ArrayList<>();
    boolean begins = false;
    for (Span span : StatementEnds.of(source.text(), stretch, dialect)) {
      steps.add(Step.Sql.verbatim(source, span));
      begins |= TransactionMode.opens(source.text(), span.start());
    }
    return new OneString(steps, begins ? TransactionMode.EXPLICIT : TransactionMode.NONE);
  }
}
