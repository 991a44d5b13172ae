package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Blocks;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.Step;
import io.github.windlass.tracer.Observed;
import io.github.windlass.tracer.Observed.Wait;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.TracedMigration;
import io.github.windlass.tracer.TracedStatement;
import io.github.windlass.tracer.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What servers did, as a comment on a pull request: a table of all statements with a column for
 * each server, and what there is to know of each, folded. Never longer than a comment may be.
 */
final class TraceMarkdown {

  /** GitHub takes 65,536 characters. */
  static final int LIMIT = 60_000;

  /** What the tables alone may take; the details have the rest. */
  private static final int TABLES = 40_000;

  private static final int STATEMENT = 60;
  private static final int SQL = 4_000;
  private static final int LOCKS = 50;

  private final List<TraceReport> reports;
  private final StringBuilder out = new StringBuilder();
  private int left;

  TraceMarkdown(List<TraceReport> reports) {
    this.reports = reports;
  }

  String text() {
    TraceReport first = reports.get(0);
    out.append("### Windlass: ").append(traced()).append("\n\n");
    for (TraceReport report : reports) {
      summary(report);
    }
    out.append('\n');
    for (int i = 0; i < first.migrations().size(); i++) {
      table(first, i);
    }
    for (int i = 0; i < first.migrations().size(); i++) {
      details(first, i);
    }
    if (left > 0) {
      out.append("\nThere was no room for ")
          .append(left)
          .append(left == 1 ? " more part.\n" : " more parts.\n");
    }
    return out.toString();
  }

  private String traced() {
    StringBuilder servers = new StringBuilder("traced on PostgreSQL ");
    for (int i = 0; i < reports.size(); i++) {
      servers
          .append(i == 0 ? "" : i + 1 < reports.size() ? ", " : " and ")
          .append(Markdown.text(reports.get(i).server()));
    }
    return servers.toString();
  }

  private void summary(TraceReport report) {
    Report analyzed = TraceWords.analyzed(report);
    if (reports.size() > 1) {
      out.append("- PostgreSQL ").append(Markdown.text(report.server())).append(": ");
    }
    List<String> counts = TraceWords.counts(report);
    out.append(counts.isEmpty() ? "no statements" : "**" + String.join(", ", counts) + "**");
    out.append("; the highest risk is ").append(analyzed.maxRisk().name()).append('.');
    if (analyzed.gaps() > 0) {
      out.append(" It was traced for what is known: ")
          .append(analyzed.gaps())
          .append(analyzed.gaps() == 1 ? " gap was passed over" : " gaps were passed over")
          .append(", and what is in ")
          .append(analyzed.gaps() == 1 ? "it" : "them")
          .append(" is unknown, not safe.");
    }
    out.append('\n');
    for (Problem problem : report.problems()) {
      block("- :warning: " + Markdown.text(Credentials.masked(problem.toString())) + "\n", LIMIT);
    }
  }

  // --- the table -----------------------------------------------------------------------------

  private void table(TraceReport first, int number) {
    TracedMigration migration = first.migrations().get(number);
    StringBuilder head = new StringBuilder();
    Migration source = migration.predicted().migration();
    head.append("#### ").append(Markdown.code(Plain.shorten(source.path(), 200))).append("\n\n");
    List<Step.Gap> gaps = migration.predicted().gaps();
    if (migration.statements().isEmpty() && gaps.isEmpty()) {
      block(head + "No statements.\n\n", TABLES);
      return;
    }
    head.append("| Line | Statement | Risk | Who waits |");
    for (TraceReport report : reports) {
      head.append(" PostgreSQL ").append(Markdown.text(report.server())).append(" |");
    }
    head.append("\n| ---: | --- | --- | --- |").append(" --- |".repeat(reports.size()));
    if (!block(head + "\n", TABLES)) {
      return;
    }
    int gap = 0;
    for (int i = 0; i < migration.statements().size(); i++) {
      Origin origin = migration.statements().get(i).predicted().origin();
      while (gap < gaps.size() && StatementTable.isBefore(gaps.get(gap).origin(), origin)) {
        block(row(gaps.get(gap++)), TABLES);
      }
      block(row(migration, number, i), TABLES);
    }
    while (gap < gaps.size()) {
      block(row(gaps.get(gap++)), TABLES);
    }
    out.append('\n');
  }

  private String row(Step.Gap gap) {
    return "| "
        + gap.origin().start().line()
        + " | *gap:* "
        + Markdown.text(Plain.shorten(gap.reason(), 200))
        + " | unknown | unknown |"
        + " – |".repeat(reports.size())
        + "\n";
  }

  private String row(TracedMigration migration, int number, int statement) {
    TracedStatement traced = migration.statements().get(statement);
    AnalyzedStatement predicted = traced.predicted();
    StringBuilder row = new StringBuilder();
    row.append("| ")
        .append(predicted.origin().start().line())
        .append(" | ")
        .append(Markdown.code(Plain.beginning(predicted.sql(), STATEMENT)))
        .append(" | ")
        .append(predicted.risk().name())
        .append(" | ")
        .append(waits(effects(traced).blocks()))
        .append(" |");
    for (TraceReport report : reports) {
      TracedStatement there = at(report, number, statement, predicted.sql());
      row.append(' ').append(there == null ? "–" : outcome(there)).append(" |");
    }
    return row.append('\n').toString();
  }

  /** The same statement on another server; null where that did not come to it. */
  private static @Nullable TracedStatement at(
      TraceReport report, int migration, int statement, String sql) {
    if (migration >= report.migrations().size()) {
      return null;
    }
    List<TracedStatement> statements = report.migrations().get(migration).statements();
    if (statement >= statements.size()) {
      return null;
    }
    TracedStatement there = statements.get(statement);
    return there.predicted().sql().equals(sql) ? there : null;
  }

  private static String outcome(TracedStatement traced) {
    Observed observed = traced.observed();
    return sign(traced.verdict())
        + " "
        + TraceWords.label(traced.verdict())
        + (observed == null ? "" : ", " + TraceWords.time(observed.time()));
  }

  private static String sign(Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED -> ":white_check_mark:";
      case MISMATCH, FAILED -> ":x:";
      case TRACE_ONLY -> ":eyes:";
      case STATIC_ONLY, SKIPPED -> ":grey_question:";
    };
  }

  private static String waits(Blocks blocks) {
    return blocks.reads() ? "reads and writes" : blocks.writes() ? "writes" : "nobody";
  }

  private static Effects effects(TracedStatement traced) {
    Observed observed = traced.observed();
    return observed == null ? traced.predicted().effects() : observed.effects();
  }

  // --- the details ---------------------------------------------------------------------------

  private void details(TraceReport first, int number) {
    TracedMigration migration = first.migrations().get(number);
    for (int i = 0; i < migration.statements().size(); i++) {
      TracedStatement traced = migration.statements().get(i);
      if (isWorthTelling(traced, number, i)) {
        block(details(migration, number, i), LIMIT);
      }
    }
    for (Finding finding : migration.predicted().findings()) {
      block(finding(finding), LIMIT);
    }
  }

  /** Nothing is to be said of a statement that does no more than was foreseen, and is safe. */
  private boolean isWorthTelling(TracedStatement traced, int number, int statement) {
    for (TraceReport report : reports) {
      TracedStatement there = at(report, number, statement, traced.predicted().sql());
      if (there != null && !there.differences().isEmpty()) {
        return true;
      }
    }
    Observed observed = traced.observed();
    return traced.predicted().risk() != Risk.SAFE
        || !traced.predicted().findings().isEmpty()
        || traced.verdict() != Verdict.CONFIRMED
        || (observed != null && !observed.waits().isEmpty());
  }

  private String details(TracedMigration migration, int number, int statement) {
    TracedStatement traced = migration.statements().get(statement);
    AnalyzedStatement predicted = traced.predicted();
    StringBuilder text = new StringBuilder();
    String place =
        migration.predicted().migration().path() + ":" + predicted.origin().start().line();
    text.append("<details><summary>")
        .append(Markdown.codeInHtml(Plain.shorten(place, 120)))
        .append(' ')
        .append(Markdown.codeInHtml(Plain.beginning(predicted.sql(), STATEMENT)))
        .append(" · ")
        .append(TraceWords.label(traced.verdict()))
        .append(", ")
        .append(predicted.risk().name())
        .append("</summary>\n\n");
    text.append(Markdown.block("sql", cut(predicted.sql(), SQL))).append('\n');
    for (String reason : predicted.riskReasons()) {
      item("**" + predicted.risk().name() + "**: " + Markdown.text(reason), text);
    }
    String condition = predicted.condition();
    if (condition != null) {
      item("only if " + Markdown.code(cut(condition, 500)), text);
    }
    for (Step.Hole hole : predicted.holes()) {
      item("unknown: " + Markdown.text(hole.reason()), text);
    }
    differences(predicted, number, statement, text);
    Effects effects = effects(traced);
    work(effects, text);
    Observed observed = traced.observed();
    if (observed != null) {
      for (Wait wait : TraceWords.longest(observed.waits())) {
        item(
            TraceWords.who(wait.wanted())
                + " of "
                + Markdown.code(wait.relation().toString())
                + " waited "
                + TraceWords.time(wait.time()),
            text);
      }
    }
    for (String note : traced.notes()) {
      item(Markdown.text(note), text);
    }
    locks(effects, observed != null, predicted.held(), text);
    for (Finding finding : predicted.findings()) {
      text.append('\n').append(finding(finding));
    }
    return text.append("\n</details>\n\n").toString();
  }

  private void differences(
      AnalyzedStatement predicted, int number, int statement, StringBuilder text) {
    for (TraceReport report : reports) {
      TracedStatement there = at(report, number, statement, predicted.sql());
      if (there != null) {
        String where =
            reports.size() == 1 ? "" : " on PostgreSQL " + Markdown.text(report.server());
        for (String difference : there.differences()) {
          item("**differs**" + where + ": " + Markdown.text(difference), text);
        }
      }
    }
  }

  private static void work(Effects effects, StringBuilder text) {
    Failure fails = effects.fails();
    if (fails != null) {
      item(
          "fails: " + Markdown.text(fails.reason() + " (SQLSTATE " + fails.sqlstate() + ")"), text);
    }
    relations("rewrites", effects.rewrites(), text);
    List<RelationName> scans = new ArrayList<>(effects.scans());
    scans.removeAll(effects.rewrites());
    relations("reads all of", scans, text);
    relations("builds", effects.indexBuilds(), text);
  }

  private static void relations(String what, List<RelationName> names, StringBuilder text) {
    if (!names.isEmpty()) {
      StringBuilder list = new StringBuilder();
      for (RelationName name : names.subList(0, Math.min(names.size(), LOCKS))) {
        list.append(list.isEmpty() ? "" : ", ").append(Markdown.code(name.toString()));
      }
      int more = names.size() - LOCKS;
      item(what + " " + list + (more > 0 ? " and " + more + " more" : ""), text);
    }
  }

  /** New locks, and those that the transaction holds since earlier statements. */
  private static void locks(
      Effects effects, boolean observed, List<HeldLock> held, StringBuilder text) {
    List<Lock> existing = effects.locks().stream().filter(Lock::existing).toList();
    if (existing.isEmpty() && held.isEmpty()) {
      return;
    }
    text.append("\n| Lock | Relation | Kind | |\n| --- | --- | --- | --- |\n");
    for (Lock lock : existing.subList(0, Math.min(existing.size(), LOCKS))) {
      lock(
          lock.mode().manualName(),
          lock.relation(),
          lock.kind().label(),
          observed ? "taken" : "predicted",
          text);
    }
    for (HeldLock lock : held.subList(0, Math.min(held.size(), LOCKS))) {
      lock(
          lock.mode().manualName(),
          lock.relation(),
          "",
          "held since statement " + lock.since(),
          text);
    }
    int more = Math.max(0, existing.size() - LOCKS) + Math.max(0, held.size() - LOCKS);
    if (more > 0) {
      text.append("\nand ").append(more).append(" more locks\n");
    }
  }

  private static void lock(
      String mode, RelationName relation, String kind, String how, StringBuilder text) {
    text.append("| ")
        .append(mode)
        .append(" | ")
        .append(Markdown.code(relation.toString()))
        .append(" | ")
        .append(kind)
        .append(" | ")
        .append(how)
        .append(" |\n");
  }

  private static String finding(Finding finding) {
    StringBuilder text = new StringBuilder();
    text.append("**")
        .append(finding.risk().name())
        .append("** ")
        .append(Markdown.code(finding.rule()))
        .append(": ")
        .append(Markdown.text(finding.message()))
        .append('\n');
    SafeRewrite rewrite = finding.rewrite();
    if (rewrite != null) {
      StringBuilder sql = new StringBuilder();
      for (RewriteStep step : rewrite.steps()) {
        sql.append(step.note().isEmpty() ? "" : "-- " + Plain.oneLine(step.note()) + "\n")
            .append(step.sql())
            .append(";\n");
      }
      text.append("\nSafer:\n\n").append(Markdown.block("sql", cut(sql.toString(), SQL)));
    }
    return text.append('\n').toString();
  }

  private static void item(String what, StringBuilder text) {
    text.append("- ").append(what).append('\n');
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "\n…";
  }

  /** Writes something if there is room for it. */
  private boolean block(String text, int limit) {
    if (out.length() + text.length() > limit) {
      left++;
      return false;
    }
    out.append(text);
    return true;
  }
}
