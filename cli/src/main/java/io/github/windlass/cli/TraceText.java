package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Problem;
import io.github.windlass.tracer.Observed;
import io.github.windlass.tracer.Observed.Wait;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.TracedMigration;
import io.github.windlass.tracer.TracedStatement;
import io.github.windlass.tracer.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What servers did, beside what was predicted, for people. */
final class TraceText extends StatementTable {

  private static final int VERDICT = 11;
  private static final int TIME = 8;

  /** From here on there is room for a column with the time; below it has a line of its own. */
  private static final int WIDE = 72;

  private final boolean wide;
  private List<TracedStatement> statements = List.of();
  private @Nullable Wait longest;
  private String longestBehind = "";
  private boolean polled;

  TraceText(int width, boolean colours) {
    super(width, colours, VERDICT);
    this.wide = width >= WIDE;
  }

  /** The first server's in full; of the others, what is not as it was there. */
  String reports(List<TraceReport> reports) {
    for (int i = 0; i < reports.size(); i++) {
      if (reports.size() > 1) {
        line(paint(Paint.BOLD, "PostgreSQL " + Plain.oneLine(reports.get(i).server())));
        line("");
      }
      report(reports.get(i), i == 0 ? null : reports.get(0));
      if (i + 1 < reports.size()) {
        line("");
      }
    }
    return text();
  }

  private void report(TraceReport report, @Nullable TraceReport first) {
    longest = null;
    polled = false;
    for (int i = 0; i < report.migrations().size(); i++) {
      TracedMigration migration = report.migrations().get(i);
      if (first != null
          && i < first.migrations().size()
          && TraceWords.isAlike(migration, first.migrations().get(i))) {
        line(
            Plain.oneLine(migration.predicted().migration().path())
                + paint(Paint.DIM, ": as on PostgreSQL " + Plain.oneLine(first.server())));
        line("");
      } else {
        statements = migration.statements();
        migration(migration.predicted());
      }
    }
    if (!report.migrations().isEmpty()) {
      summary(report);
    }
  }

  @Override
  String titles() {
    return "  "
        + Plain.pad("VERDICT", VERDICT + 2)
        + " ".repeat(LINE - 4)
        + "LINE  "
        + Plain.pad("STATEMENT", statementWidth() + 2)
        + (wide ? " ".repeat(TIME - 4) + "TIME  " : "")
        + "WHO WAITS";
  }

  private int statementWidth() {
    return width() - statementAt() - 2 - WAITS - (wide ? TIME + 2 : 0);
  }

  @Override
  void statement(AnalyzedStatement predicted, int number, String path) {
    TracedStatement traced = statements.get(number);
    Observed observed = traced.observed();
    Effects effects = observed == null ? predicted.effects() : observed.effects();
    String label = TraceWords.label(traced.verdict());
    String time = observed == null ? "" : TraceWords.time(observed.time());
    int statementWidth = statementWidth();
    String row =
        paint(paint(traced.verdict()), label)
            + " ".repeat(VERDICT - label.length() + 2)
            + paint(Paint.DIM, number(predicted.origin().start().line()))
            + "  "
            + Plain.pad(Plain.beginning(predicted.sql(), statementWidth), statementWidth + 2);
    if (wide) {
      row += " ".repeat(Math.max(0, TIME - time.length())) + time + "  ";
    }
    line("  " + row + waits(effects.blocks(), predicted.risk()));
    if (predicted.risk() != Risk.SAFE) {
      String why = String.join("; ", predicted.riskReasons());
      detail(
          "risk",
          Paint.of(predicted.risk()),
          predicted.risk().name() + (why.isEmpty() ? "" : ": " + why));
    }
    if (!wide && !time.isEmpty()) {
      detail("took", Paint.PLAIN, time);
    }
    Lock strongest = strongest(effects.locks());
    if (strongest != null) {
      detail("lock", Paint.PLAIN, lock(strongest, effects.locks()));
    }
    work(predicted, effects, strongest, path);
    if (observed != null) {
      polled |= observed.polled();
      for (Wait wait : TraceWords.longest(observed.waits())) {
        waited(wait, path + ":" + predicted.origin().start().line());
      }
    }
    for (String difference : traced.differences()) {
      detail("differs", Paint.RED, difference);
    }
    for (String note : traced.notes()) {
      once("note", note);
    }
    if (observed == null) {
      assumptions(predicted.effects().assumptions());
    }
    predicted.findings().forEach(this::finding);
  }

  private void waited(Wait wait, String behind) {
    detail(
        "waited",
        Paint.YELLOW,
        TraceWords.who(wait.wanted())
            + " of "
            + name(wait.relation())
            + ", "
            + TraceWords.time(wait.time()));
    Duration most = longest == null ? Duration.ZERO : longest.time();
    if (wait.time().compareTo(most) > 0) {
      longest = wait;
      longestBehind = behind;
    }
  }

  private static Paint paint(Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED -> Paint.GREEN;
      case MISMATCH -> Paint.RED;
      case TRACE_ONLY -> Paint.CYAN;
      case STATIC_ONLY -> Paint.MAGENTA;
      case FAILED -> Paint.ALARM;
      case SKIPPED -> Paint.YELLOW;
    };
  }

  private void summary(TraceReport report) {
    Report analyzed = TraceWords.analyzed(report);
    line(
        paint(
                Paint.BOLD,
                count(report.migrations().size(), "migration")
                    + ", "
                    + count(analyzed.statements(), "statement"))
            + ", traced on PostgreSQL "
            + Plain.oneLine(report.server()));
    verdicts(report);
    List<AnalyzedMigration> migrations = analyzed.migrations();
    String risks = risks(migrations);
    if (!risks.isEmpty()) {
      line("Risks: " + risks);
    }
    Wait wait = longest;
    if (wait != null) {
      lines(
          "The longest wait: "
              + TraceWords.who(wait.wanted())
              + " of "
              + name(wait.relation())
              + " waited "
              + TraceWords.time(wait.time())
              + " behind "
              + longestBehind);
    }
    if (polled) {
      lines(
          "Statements that cannot run in a transaction were watched from beside: a short lock on"
              + " an index may be missing.");
    }
    coverage(analyzed.statements(), analyzed.gaps(), analyzed.coverage(), 0);
    if (analyzed.gaps() > 0) {
      String gaps = analyzed.gaps() == 1 ? "the gap was" : "the gaps were";
      lines("It was traced for what is known: " + gaps + " passed over.");
    }
    for (Problem problem : report.problems()) {
      for (String part : Plain.wrap(Credentials.masked(problem.toString()), width())) {
        line(paint(Paint.RED, part));
      }
    }
  }

  private void verdicts(TraceReport report) {
    StringBuilder line = new StringBuilder();
    int columns = 0;
    for (Verdict verdict : Verdict.values()) {
      int count = report.count(verdict);
      if (count > 0) {
        String words = count + " " + TraceWords.label(verdict);
        if (columns > 0 && columns + 2 + words.length() >= width()) {
          line(line.append(',').toString());
          line.setLength(0);
          columns = 0;
        }
        line.append(columns == 0 ? "" : ", ").append(paint(paint(verdict), words));
        columns += (columns == 0 ? 0 : 2) + words.length();
      }
    }
    if (columns > 0) {
      line(line.toString());
    }
  }

  private void lines(String text) {
    for (String part : Plain.wrap(text, width())) {
      line(part);
    }
  }
}
