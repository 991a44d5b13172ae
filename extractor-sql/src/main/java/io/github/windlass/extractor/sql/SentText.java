package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Position;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of a source that a framework sends to the server as one string, without psql in
 * between.
 *
 * @param steps a step for each statement; one that does not parse is a gap
 * @param controlsTransaction whether one of the statements opens or ends a transaction
 */
public record SentText(List<Step> steps, boolean controlsTransaction) {

  public SentText {
    steps = List.copyOf(steps);
  }

  /** Reads a stretch of a source. */
  public static SentText of(SourceFile source, Span span, Dialect dialect) {
    return dialect == Dialect.POSTGRES ? postgres(source, span) : other(source, span, dialect);
  }

  private static SentText postgres(SourceFile source, Span stretch) {
    String text = source.text();
    boolean whole = stretch.length() == text.length();
    Script script =
        PostgresParser.parse(whole ? text : text.substring(stretch.start(), stretch.end()));
    List<Step> steps = new ArrayList<>(script.items().size());
    boolean controls = false;
    for (Script.Item item : script.items()) {
      Span span = moved(item.span(), stretch.start());
      switch (item) {
        case Script.Parsed(Statement statement, var ignored) -> {
          steps.add(Step.Sql.verbatim(source, span));
          controls |= controls(statement);
        }
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
    return new SentText(steps, controls);
  }

  private static boolean controls(Statement statement) {
    return statement instanceof TransactionStmt control
        && switch (control.kind()) {
          case BEGIN, START, COMMIT, ROLLBACK, PREPARE -> true;
          case SAVEPOINT, RELEASE, ROLLBACK_TO, COMMIT_PREPARED, ROLLBACK_PREPARED -> false;
        };
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

  /** The statements of another database are told apart, and not read. */
  private static SentText other(SourceFile source, Span stretch, Dialect dialect) {
    List<Step> steps = new ArrayList<>();
    boolean controls = false;
    for (Span span : StatementEnds.of(source.text(), stretch, dialect)) {
      steps.add(Step.Sql.verbatim(source, span));
      controls |= controls(source.text(), span);
    }
    return new SentText(steps, controls);
  }

  private static boolean controls(String text, Span span) {
    String start =
        text.substring(span.start(), Math.min(span.end(), span.start() + 20))
            .toUpperCase(Locale.ROOT);
    return start.startsWith("BEGIN")
        || start.startsWith("START TRANSACTION")
        || start.startsWith("COMMIT");
  }
}
