package io.github.windlass.cli;

import static io.github.windlass.analyzer.Finding.RewriteTransaction.SAME;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.DurationEstimate;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Blocks;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The report for people: a table for each migration, a row for each statement, and below a row only
 * what there is to know about it.
 */
final class TextReport {

  private static final int RISK = 8;
  private static final int LINE = 5;
  private static final int LOCK = 38;
  private static final int WAITS = 16;
  private static final int LABEL = 8;

  /** Where the statements begin: two blanks, risk, two blanks, line, two blanks. */
  private static final int STATEMENT_AT = 2 + RISK + 2 + LINE + 2;

  /** From here on there is room for a column with the lock; below it has a line of its own. */
  private static final int WIDE = 110;

  private final int width;
  private final boolean wide;
  private final boolean colours;
  private final StringBuilder out = new StringBuilder();

  /** The statements of the transaction that is written, which {@link HeldLock#since} counts. */
  private final List<AnalyzedStatement> transaction = new ArrayList<>();

  /** What was assumed of the migration's statements and is said already. */
  private final Set<String> assumed = new HashSet<>();

  TextReport(int width, boolean colours) {
    this.width = width;
    this.wide = width >= WIDE;
    this.colours = colours;
  }

  // --- analyze -------------------------------------------------------------------------------

  String report(Report report) {
    for (AnalyzedMigration migration : report.migrations()) {
      migration(migration);
    }
    if (!report.migrations().isEmpty()) {
      summary(report);
    }
    return out.toString();
  }

  private void migration(AnalyzedMigration analyzed) {
    header(analyzed.migration());
    assumed.clear();
    if (analyzed.migration().transaction() != TransactionMode.ALL_PENDING) {
      transaction.clear();
    }
    transaction.addAll(analyzed.statements());
    if (!analyzed.statements().isEmpty() || !analyzed.gaps().isEmpty()) {
      String titles =
          "  "
              + Plain.pad("RISK", RISK + 2)
              + " ".repeat(LINE - 4)
              + "LINE  "
              + Plain.pad("STATEMENT", statementWidth() + 2)
              + (wide ? Plain.pad("LOCK", LOCK + 2) : "")
              + "WHO WAITS";
      line(paint(Paint.DIM, titles));
    }
    String path = analyzed.migration().path();
    List<Step.Gap> gaps = analyzed.gaps();
    int gap = 0;
    for (AnalyzedStatement statement : analyzed.statements()) {
      while (gap < gaps.size() && isBefore(gaps.get(gap).origin(), statement.origin())) {
        gap(gaps.get(gap++), path);
      }
      statement(statement, path);
    }
    while (gap < gaps.size()) {
      gap(gaps.get(gap++), path);
    }
    for (Finding finding : analyzed.findings()) {
      row(
          Paint.of(finding.risk()),
          finding.risk().name(),
          "",
          finding.rule() + ": " + finding.message());
      safer(finding.rewrite());
    }
    line("");
  }

  private static boolean isBefore(Origin gap, Origin statement) {
    return gap.path().equals(statement.path()) && gap.span().start() < statement.span().start();
  }

  private int statementWidth() {
    return width - STATEMENT_AT - 2 - WAITS - (wide ? LOCK + 2 : 0);
  }

  private void statement(AnalyzedStatement statement, String path) {
    Effects effects = statement.effects();
    Lock strongest = strongest(effects.locks());
    String lock = strongest == null ? "" : lock(strongest, effects.locks());
    Blocks blocks = effects.blocks();
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
    row.append(waits(blocks, statement.risk()));
    line("  " + row);

    if (effects.fails() == null && !statement.riskReasons().isEmpty()) {
      detail("why", Paint.PLAIN, String.join("; ", statement.riskReasons()));
    }
    if (!lock.isEmpty() && !(wide && Plain.columns(lock) <= LOCK)) {
      detail("lock", Paint.PLAIN, lock);
    }
    others(effects.locks(), strongest);
    String time = time(effects);
    if (!time.isEmpty()) {
      detail("time", Paint.YELLOW, time);
    }
    DurationEstimate duration = statement.duration();
    if (duration != null) {
      detail("about", Paint.YELLOW, duration.basis());
    }
    held(statement.held(), path);
    Failure fails = effects.fails();
    if (fails != null) {
      detail("fails", Paint.RED, fails.reason() + " (SQLSTATE " + fails.sqlstate() + ")");
    }
    circumstances(
        statement.origin(),
        path,
        statement.condition(),
        statement.repeats(),
        statement.connection());
    for (Step.Hole hole : statement.holes()) {
      detail("unknown", Paint.MAGENTA, hole.reason());
    }
    for (String assumption : effects.assumptions()) {
      if (assumed.add(assumption)) {
        detail("assumes", Paint.DIM, assumption);
      }
    }
    statement.findings().forEach(this::finding);
  }

  /** The strongest lock that others can meet; a table's rather than an index's. */
  private static @Nullable Lock strongest(List<Lock> locks) {
    Lock best = null;
    for (Lock lock : locks) {
      if (lock.existing()
          && (best == null
              || lock.mode().compareTo(best.mode()) > 0
              || (lock.mode() == best.mode()
                  && best.kind() == RelationKind.INDEX
                  && lock.kind() != RelationKind.INDEX))) {
        best = lock;
      }
    }
    return best;
  }

  private static String lock(Lock strongest, List<Lock> all) {
    long others = all.stream().filter(lock -> lock.existing() && !lock.equals(strongest)).count();
    return lock(strongest) + (others == 0 ? "" : ", +" + others + " more");
  }

  private static String lock(Lock lock) {
    return lock.mode().manualName() + " on " + kind(lock) + name(lock.relation());
  }

  /** What a relation is, unless it is the kind of thing that everyone expects. */
  private static String kind(Lock lock) {
    return switch (lock.kind()) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "";
      case INDEX, SEQUENCE, COMPOSITE_TYPE -> lock.kind().label() + " ";
    };
  }

  /** The further relations on which others wait, those of one mode and kind together. */
  private void others(List<Lock> locks, @Nullable Lock strongest) {
    Map<String, String> together = new LinkedHashMap<>();
    Map<String, LockMode> modes = new HashMap<>();
    for (Lock lock : locks) {
      if (!lock.equals(strongest)
          && lock.existing()
          && lock.mode().compareTo(LockMode.SHARE) >= 0) {
        String key = lock.mode().manualName() + " on " + kind(lock);
        together.merge(key, name(lock.relation()), (names, name) -> names + ", " + name);
        modes.put(key, lock.mode());
      }
    }
    together.forEach((key, names) -> {
      LockMode mode = modes.getOrDefault(key, LockMode.SHARE);
      detail("and", Paint.PLAIN, key + names + ": " + waiting(mode));
    });
  }

  /** Without the schema that nearly everyone is in. */
  private static String name(RelationName relation) {
    return Plain.oneLine(
        relation.schema().equals("public") ? relation.name() : relation.toString());
  }

  private String waits(Blocks blocks, Risk risk) {
    if (!blocks.reads() && !blocks.writes()) {
      return paint(Paint.DIM, "nobody");
    }
    // A lock for a moment is no reason for an alarm.
    Paint paint =
        risk.isAtLeast(Risk.HIGH) ? (blocks.reads() ? Paint.RED : Paint.YELLOW) : Paint.PLAIN;
    return paint(paint, blocks.reads() ? "reads and writes" : "writes");
  }

  private static String waiting(LockMode mode) {
    if (mode.blocksReads()) {
      return "reads and writes wait";
    }
    return mode.blocksWrites() ? "writes wait" : "nobody waits";
  }

  private static String time(Effects effects) {
    List<String> parts = new ArrayList<>();
    if (!effects.rewrites().isEmpty()) {
      parts.add("rewrites " + names(effects.rewrites()));
    }
    // Who rewrites a table reads it, too.
    List<RelationName> scans = new ArrayList<>(effects.scans());
    scans.removeAll(effects.rewrites());
    if (!scans.isEmpty()) {
      parts.add("reads all of " + names(scans));
    }
    if (!effects.indexBuilds().isEmpty()) {
      parts.add("builds " + names(effects.indexBuilds()));
    }
    return String.join("; ", parts);
  }

  private static String names(List<RelationName> relations) {
    StringBuilder names = new StringBuilder();
    for (RelationName relation : relations) {
      names.append(names.isEmpty() ? "" : ", ").append(name(relation));
    }
    return names.toString();
  }

  private void held(List<HeldLock> held, String path) {
    Map<String, List<RelationName>> bySource = new LinkedHashMap<>();
    for (HeldLock lock : held) {
      // What blocks nobody's work is not worth a line.
      if (lock.mode().blocksWrites()) {
        String mode = lock.mode().manualName() + ", since " + since(lock.since(), path);
        bySource.computeIfAbsent(mode, key -> new ArrayList<>()).add(lock.relation());
      }
    }
    bySource.forEach((mode, relations) -> {
      int comma = mode.indexOf(',');
      detail(
          "held",
          Paint.PLAIN,
          mode.substring(0, comma) + " on " + names(relations) + mode.substring(comma));
    });
  }

  private String since(int statement, String path) {
    if (statement < 1 || statement > transaction.size()) {
      return "statement " + statement;
    }
    Origin origin = transaction.get(statement - 1).origin();
    return origin.path().equals(path)
        ? "line " + origin.start().line()
        : origin.path() + ":" + origin.start().line();
  }

  private void finding(Finding finding) {
    String label = finding.risk().name().toLowerCase(Locale.ROOT);
    detail(label, Paint.of(finding.risk()), finding.rule() + ": " + finding.message());
    safer(finding.rewrite());
  }

  /** The steps as a script to paste: a comment says of each what it does. */
  private void safer(Finding.@Nullable SafeRewrite rewrite) {
    if (rewrite == null) {
      return;
    }
    String label = "safer";
    List<RewriteStep> steps = rewrite.steps();
    boolean open = false;
    for (int i = 0; i < steps.size(); i++) {
      RewriteStep step = steps.get(i);
      boolean goesOn = i + 1 < steps.size() && steps.get(i + 1).transaction() == SAME;
      if (step.transaction() != SAME && goesOn) {
        detail(label, Paint.GREEN, "BEGIN;");
        label = "";
        open = true;
      }
      if (!step.note().isEmpty()) {
        for (String part : Plain.wrap(step.note(), width - STATEMENT_AT - LABEL - 3)) {
          detail(label, Paint.DIM, "-- " + part);
          label = "";
        }
      }
      detail(label, Paint.GREEN, step.sql() + ";");
      label = "";
      if (open && !goesOn) {
        detail(label, Paint.GREEN, "COMMIT;");
        open = false;
      }
    }
  }

  private void summary(Report report) {
    Map<Risk, Integer> byRisk = new LinkedHashMap<>();
    for (Risk risk : List.of(Risk.CRITICAL, Risk.HIGH, Risk.MEDIUM, Risk.LOW, Risk.SAFE)) {
      byRisk.put(risk, 0);
    }
    for (AnalyzedMigration migration : report.migrations()) {
      for (AnalyzedStatement statement : migration.statements()) {
        byRisk.merge(statement.risk(), 1, Integer::sum);
      }
    }
    StringBuilder risks = new StringBuilder();
    byRisk.forEach((risk, count) -> {
      if (count > 0) {
        risks
            .append(risks.isEmpty() ? "" : ", ")
            .append(paint(Paint.of(risk), count + " " + risk.name()));
      }
    });
    line(
        paint(
                Paint.BOLD,
                count(report.migrations().size(), "migration")
                    + ", "
                    + count(report.statements(), "statement"))
            + " on PostgreSQL "
            + report.postgres());
    if (!risks.isEmpty()) {
      line(risks.toString());
    }
    coverage(report.statements(), report.gaps(), report.coverage(), report.problems().size());
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
    return out.toString();
  }

  private void extracted(Step.Sql sql, String path) {
    Origin origin = sql.origin();
    line(
        "  "
            + Plain.pad("sql", RISK + 2)
            + paint(Paint.DIM, number(origin.start().line()))
            + "  "
            + Plain.beginning(sql.text(), width - STATEMENT_AT));
    circumstances(origin, path, sql.condition(), sql.repeats(), sql.connection());
    for (Step.Hole hole : sql.holes()) {
      detail("unknown", Paint.MAGENTA, hole.reason());
    }
  }

  // --- both ----------------------------------------------------------------------------------

  private void header(Migration migration) {
    String path = Plain.oneLine(migration.path());
    String transaction = transaction(migration.transaction());
    boolean fits = Plain.columns(path) + 3 + transaction.length() <= width;
    line(paint(Paint.BOLD, path) + (fits ? paint(Paint.DIM, " · " + transaction) : ""));
    if (!fits) {
      line(paint(Paint.DIM, "  " + transaction));
    }
    if (migration.steps().isEmpty()) {
      line(paint(Paint.DIM, "  no statements"));
    }
  }

  private static String transaction(TransactionMode mode) {
    return switch (mode) {
      case PER_MIGRATION -> "one transaction for the file";
      case ALL_PENDING -> "one transaction for all pending migrations";
      case IMPLICIT -> "one string of statements, one implicit transaction";
      case NONE -> "each statement commits by itself";
      case EXPLICIT -> "opens its own transaction";
    };
  }

  private void gap(Step.Gap gap, String path) {
    row(
        Paint.MAGENTA,
        "gap",
        Integer.toString(gap.origin().start().line()),
        gap.code().code() + ": " + gap.reason());
    circumstances(gap.origin(), path, null, false, 0);
  }

  /** A row whose text may take several lines. */
  private void row(Paint paint, String risk, String number, String text) {
    String start =
        "  "
            + paint(paint, risk)
            + " ".repeat(RISK - risk.length() + 2)
            + paint(Paint.DIM, " ".repeat(Math.max(0, LINE - number.length())) + number)
            + "  ";
    for (String part : Plain.wrap(text, width - STATEMENT_AT)) {
      line(start + (paint == Paint.MAGENTA ? paint(paint, part) : part));
      start = " ".repeat(STATEMENT_AT);
    }
  }

  /** What is not plain about where and when a statement runs. */
  private void circumstances(
      Origin origin, String path, @Nullable String condition, boolean repeats, int connection) {
    if (!origin.path().equals(path)) {
      detail("in", Paint.DIM, origin.path() + ":" + origin.start().line());
    }
    if (condition != null) {
      detail("only if", Paint.CYAN, condition);
    }
    if (repeats) {
      detail("loop", Paint.CYAN, "an unknown number of times");
    }
    if (connection != 0) {
      detail("over", Paint.CYAN, "another connection than the open transaction's");
    }
  }

  private void coverage(int statements, int gaps, double coverage, int problems) {
    // Rounded down: 100 % means all.
    String percent = "Coverage " + (int) Math.floor(coverage * 100) + " %";
    if (gaps == 0) {
      String all = problems == 0 ? "everything" : "all that could be read";
      line(paint(Paint.DIM, percent + ": " + all + " was understood"));
    } else {
      String rest =
          ": "
              + statements
              + " of "
              + (statements + gaps)
              + " understood; what is in the "
              + (gaps == 1 ? "gap" : gaps + " gaps")
              + " is unknown, not safe";
      line(paint(Paint.MAGENTA, percent) + rest);
    }
    if (problems > 0) {
      line(paint(Paint.MAGENTA, count(problems, "input") + " could not be read"));
    }
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void detail(String label, Paint paint, String text) {
    int at = STATEMENT_AT + LABEL;
    String start = " ".repeat(STATEMENT_AT) + paint(Paint.DIM, Plain.pad(label + " ", LABEL));
    int over = Math.max(0, label.length() + 1 - LABEL);
    for (String part : Plain.wrap(text, width - at - over)) {
      line(start + paint(paint, part));
      start = " ".repeat(at);
    }
  }

  private static String number(int line) {
    String digits = Integer.toString(line);
    return " ".repeat(Math.max(0, LINE - digits.length())) + digits;
  }

  private String paint(Paint paint, String text) {
    return colours ? paint.on(text) : text;
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
