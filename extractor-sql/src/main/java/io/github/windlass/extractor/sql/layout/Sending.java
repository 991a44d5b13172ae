package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.OwnTransactions;
import io.github.windlass.extractor.sql.StatementEnds;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runner sends for one migration. It sends text to the server, so what only psql understands
 * is a gap.
 */
final class Sending {

  private final String runner;
  private final Dialect dialect;
  private final List<Step> steps = new ArrayList<>();
  private @Nullable String condition;
  private boolean copies;
  private final OwnTransactions transactions = new OwnTransactions();

  Sending(String runner) {
    this(runner, Dialect.POSTGRES);
  }

  /**
   * What is sent to a server of another kind.
   *
   * @param dialect what does not parse as PostgreSQL's is no gap where it is another
   */
  Sending(String runner, Dialect dialect) {
    this.runner = runner;
    this.dialect = dialect;
  }

  /** The runner sends the data that follow COPY … FROM stdin. */
  Sending copying() {
    copies = true;
    return this;
  }

  Dialect dialect() {
    return dialect;
  }

  /** What was added, in order. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** What follows runs under a condition; null: always. */
  void under(@Nullable String condition) {
    this.condition = condition;
  }

  /** Adds what was read elsewhere. */
  void add(Step step) {
    steps.add(step);
  }

  void gap(GapCode code, String reason, SourceFile source, int start, int end) {
    steps.add(new Step.Gap(code, reason, source.origin(new Span(start, end))));
  }

  /** A gap in the place of a stretch of a text. */
  void gapAt(GapCode code, String reason, SentText text, int start, int end) {
    gap(code, reason, text.origin(start, end));
  }

  private void gap(GapCode code, String reason, Origin origin) {
    steps.add(new Step.Gap(code, reason, origin));
  }

  // --- text ----------------------------------------------------------------------------------

  /** What stands before the first mark of a file is not sent. */
  void before(String mark, SourceFile source, int start, int end) {
    SentText text = SentText.of(source, start, end);
    for (Script.Item item : PostgresParser.parse(text.text()).items()) {
      gapAt(
          GapCode.SYNTAX,
          "it stands before the first " + mark + ", so " + runner + " does not send it",
          text,
          item.span().start(),
          item.span().end());
    }
  }

  /** Each statement of a text is a step. */
  void statements(SentText text) {
    if (dialect != Dialect.POSTGRES) {
      ofAnother(text);
      return;
    }
    for (Script.Item item : PostgresParser.parse(text.readable()).items()) {
      item(text, item);
    }
  }

  /** One string: a step, be it of several statements. */
  void string(SentText text) {
    if (dialect != Dialect.POSTGRES) {
      ofAnother(text);
      return;
    }
    Script script = PostgresParser.parse(text.readable());
    if (script.items().size() < 2 || script.statements().size() < script.items().size()) {
      for (Script.Item item : script.items()) {
        item(text, item);
      }
      return;
    }
    for (Script.Item item : script.items()) {
      transactions.note(item);
    }
    int start = script.items().get(0).span().start();
    int end = script.items().get(script.items().size() - 1).span().end();
    steps.add(text.step(start, end, condition));
  }

  /** The statements of another database are told apart, and not read. */
  private void ofAnother(SentText text) {
    String readable = text.readable();
    for (Span span : StatementEnds.of(readable, new Span(0, readable.length()), dialect)) {
      steps.add(text.step(span.start(), span.end(), condition));
      transactions.unread();
    }
  }

  /** One thing that stands in a text, as the parser cut it. */
  void item(SentText text, Script.Item item) {
    int start = item.span().start();
    int end = item.span().end();
    switch (item) {
      case Script.Parsed parsed -> {
        steps.add(text.step(start, end, condition));
        transactions.note(parsed);
      }
      case Script.SyntaxError error -> error(text, error);
      case Script.PsqlCommand command ->
          gap(
              GapCode.SYNTAX,
              "a command of psql, which " + runner + " does not run",
              text.origin(start, end));
      case Script.CopyData data -> {
        if (!copies) {
          gap(
              GapCode.UNSUPPORTED,
              runner + " sends no data after COPY … FROM stdin",
              text.origin(start, end));
        }
      }
    }
  }

  private void error(SentText text, Script.SyntaxError error) {
    int start = error.span().start();
    int end = error.span().end();
    List<Step.Hole> holes = text.holes(start, end);
    if (!holes.isEmpty() && holes.get(0).start() == 0 && holes.get(0).end() == end - start) {
      gap(GapCode.DYNAMIC, "depends on " + holes.get(0).reason(), text.origin(start, end));
      transactions.unread();
      return;
    }
    if (!holes.isEmpty()) {
      // What the values make of it is not known here.
      steps.add(text.step(start, end, condition));
      transactions.unread();
      return;
    }
    Origin origin = text.origin(start, end);
    Origin at = text.origin(error.at().start(), Math.max(error.at().end(), error.at().start() + 1));
    String where =
        at.start().line() == origin.start().line() || error.at().start() >= text.text().length()
            ? ""
            : " (line " + at.start().line() + ", column " + at.start().column() + ")";
    gap(error.limit() ? GapCode.LIMIT : GapCode.SYNTAX, error.reason() + where, origin);
    transactions.unread();
  }

  // --- transactions --------------------------------------------------------------------------

  /** The mode where the runner opens no transaction, and sends each step by itself. */
  TransactionMode byStatement() {
    return transactions.byStatement();
  }

  /** The mode where the runner opens no transaction, and sends all steps as one string. */
  TransactionMode asOneString() {
    return transactions.asOneString();
  }
}
