package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.Report;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is predicted of statements, and what migrations send, for people. */
final class TextReport extends StatementTable {

  private static final int RISK = 8;
  private static final int LOCK = 38;

  /** From here on there is room for a column with the lock; below it has a line of its own. */
  private static final int WIDE = 110;

  private final boolean wide;
  private final Rewrites rewrites;

  TextReport(int width, boolean colours) {
    this(width, colours, false);
  }

  /**
   * A report.
   *
   * @param showsFiles whether a safe way is shown as the migrations of its framework, where it has
   *     them, rather than as SQL
   */
  TextReport(int width, boolean colours, boolean showsFiles) {
    super(width, colours, RISK);
    this.rewrites = showsFiles ? Rewrites.FILES : Rewrites.SQL_WITH_HINT;
    this.wide = width >= WIDE;
  }

  // --- analyze -------------------------------------------------------------------------------

  String report(Report report) {
    for (AnalyzedMigration migration : report.migrations()) {
      migration(migration);
    }
    if (!report.migrations().isEmpty()) {
      summary(report);
    }
    return text();
  }

  @Override
  String titles() {
    return "  "
        + Plain.pad("RISK", RISK + 2)
        + " ".repeat(LINE - 4)
        + "LINE  "
        + Plain.pad("STATEMENT", statementWidth() + 2)
        + (wide ? Plain.pad("LOCK", LOCK + 2) : "")
        + "WHO WAITS";
  }

  private int statementWidth() {
    return width() - statementAt() - 2 - WAITS - (wide ? LOCK + 2 : 0);
  }

  @Override
  Rewrites rewrites() {
    return rewrites;
  }

  @Override
  void statement(AnalyzedStatement statement, int number, String path) {
    Effects effects = statement.effects();
    Lock strongest = strongest(effects.locks());
    String lock = strongest == null ? "" : lock(strongest, effects.locks());
    int statementWidth = statementWidth();
    StringBuilder row = new StringBuilder();
    row.append(paint(Paint.of(statement.risk()), statement.risk().name()))
        .append(" ".repeat(RISK - statement.risk().name().length()))
        .append("  ")
        .append(paint(Paint.DIM, number(statement.origin().start().line())))
        .append("  ")
        .append(Plain.pad(Plain.beginning(statement.sql(), statementWidth), statementWidth + 2));
    if (wide) {
      row.append(Plain.pad(Plain.shorten(lock.isEmpty() ? "–" : lock, LOCK), LOCK + 2));
    }
    row.append(waits(effects.blocks(), statement.risk()));
    line("  " + row);

    if (effects.fails() == null && !statement.riskReasons().isEmpty()) {
      detail("why", Paint.PLAIN, String.join("; ", statement.riskReasons()));
    }
    if (!lock.isEmpty() && !(wide && Plain.columns(lock) <= LOCK)) {
      detail("lock", Paint.PLAIN, lock);
    }
    work(statement, effects, strongest, path);
    assumptions(effects.assumptions());
    statement.findings().forEach(this::finding);
  }

  private void summary(Report report) {
    String risks = risks(report.migrations());
    line(
        paint(
                Paint.BOLD,
                count(report.migrations().size(), "migration")
                    + ", "
                    + count(report.statements(), "statement"))
            + " on PostgreSQL "
            + report.postgres());
    if (!risks.isEmpty()) {
      line(risks);
    }
    coverage(report.statements(), report.gaps(), report.coverage(), report.problems().size());
    allowed(report.allowed());
  }

  /** What comments allow, in one line: rule by rule, how often. */
  private void allowed(List<Finding> findings) {
    Map<String, Integer> byRule = new TreeMap<>();
    for (Finding finding : findings) {
      byRule.merge(finding.rule(), 1, Integer::sum);
    }
    StringBuilder rules = new StringBuilder();
    byRule.forEach((rule, count) ->
        rules
            .append(rules.isEmpty() ? ": " : ", ")
            .append(rule)
            .append(count > 1 ? " (" + count + ")" : ""));
    if (!findings.isEmpty()) {
      String allowed = count(findings.size(), "finding") + " allowed by comments" + rules;
      Plain.wrap(allowed, width()).forEach(part -> line(paint(Paint.DIM, part)));
    }
  }

  // --- extract -------------------------------------------------------------------------------

  String extraction(Extraction extraction) {
    for (Migration migration : extraction.migrations()) {
      header(migration);
      for (Step step : migration.steps()) {
        switch (step) {
          case Step.Sql sql -> extracted(sql, migration.path());
          case Step.Gap gap -> gap(gap, migration.path());
        }
      }
      line("");
    }
    if (!extraction.migrations().isEmpty()) {
      line(
          paint(
              Paint.BOLD,
              count(extraction.migrations().size(), "migration")
                  + ", "
                  + count(extraction.statements(), "statement")));
      coverage(
          extraction.statements(),
          extraction.gaps(),
          extraction.coverage(),
          extraction.problems().size());
    }
    return text();
  }

  private void extracted(Step.Sql sql, String path) {
    Origin origin = sql.origin();
    line(
        "  "
            + Plain.pad("sql", RISK + 2)
            + paint(Paint.DIM, number(origin.start().line()))
            + "  "
            + Plain.beginning(sql.text(), width() - statementAt()));
    circumstances(origin, path, sql.condition(), sql.repeats(), sql.connection());
    for (Step.Hole hole : sql.holes()) {
      detail("unknown", Paint.MAGENTA, hole.reason());
    }
  }
}
