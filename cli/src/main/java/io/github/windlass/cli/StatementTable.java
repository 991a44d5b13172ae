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
import io.github.windlass.analyzer.RewriteFiles;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.WrittenMigrations;
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
 * A table of statements for people: a row for each, and below a row only what there is to know
 * about it.
 */
abstract sealed class StatementTable permits TextReport, TraceText {

  static final int LINE = 5;
  static final int WAITS = 16;
  private static final int LABEL = 8;

  private final int width;
  private final boolean colours;
  private final StringBuilder out = new StringBuilder();
  private final int first;
  private final int statementAt;

  /** The rewrites of the migration that is written. */
  private RewriteFiles files = RewriteFiles.NONE;

  /** The statements of the transaction that is written, which {@link HeldLock#since} counts. */
  private final List<AnalyzedStatement> transaction = new ArrayList<>();

  /** What holds for several of the migration's statements and is said already. */
  private final Set<String> said = new HashSet<>();

  /**
   * An empty table.
   *
   * @param first how wide its first column is
   */
  StatementTable(int width, boolean colours, int first) {
    this.width = width;
    this.colours = colours;
    this.first = first;
    this.statementAt = 2 + first + 2 + LINE + 2;
  }

  int width() {
    return width;
  }

  /** Where the statements begin: two blanks, the first column, two blanks, line, two blanks. */
  int statementAt() {
    return statementAt;
  }

  /** What was written. */
  String text() {
    return out.toString();
  }

  /** Titles of the columns. */
  abstract String titles();

  /** How safe ways are shown that are migrations of their framework, too. */
  Rewrites rewrites() {
    return Rewrites.SQL;
  }

  /** How safe ways are shown that are migrations of their framework, too. */
  enum Rewrites {
    SQL,
    /** With a line that says how to see the migrations. */
    SQL_WITH_HINT,
    FILES
  }

  /** A statement's row, and what is below it. */
  abstract void statement(AnalyzedStatement statement, int number, String path);

  /** A migration: its statements and gaps in their order, and what rules say of it. */
  void migration(AnalyzedMigration analyzed) {
    header(analyzed.migration());
    files = RewriteFiles.of(analyzed);
    said.clear();
    if (analyzed.migration().transaction() != TransactionMode.ALL_PENDING) {
      transaction.clear();
    }
    transaction.addAll(analyzed.statements());
    if (!analyzed.statements().isEmpty() || !analyzed.gaps().isEmpty()) {
      line(paint(Paint.DIM, titles()));
    }
    String path = analyzed.migration().path();
    List<Step.Gap> gaps = analyzed.gaps();
    int gap = 0;
    for (int i = 0; i < analyzed.statements().size(); i++) {
      AnalyzedStatement statement = analyzed.statements().get(i);
      while (gap < gaps.size() && isBefore(gaps.get(gap).origin(), statement.origin())) {
        gap(gaps.get(gap++), path);
      }
      statement(statement, i, path);
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

  /** What effects do besides the strongest lock. */
  void work(AnalyzedStatement statement, Effects effects, @Nullable Lock strongest, String path) {
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
  }

  /** What was taken for granted and is not said yet. */
  void assumptions(List<String> assumptions) {
    for (String assumption : assumptions) {
      once("assumes", assumption);
    }
  }

  /** A detail that is said of a migration once. */
  void once(String label, String text) {
    if (said.add(text)) {
      detail(label, Paint.DIM, text);
    }
  }

  static boolean isBefore(Origin gap, Origin statement) {
    return gap.path().equals(statement.path()) && gap.span().start() < statement.span().start();
  }

  /** The strongest lock that others can meet; a table's rather than an index's. */
  static @Nullable Lock strongest(List<Lock> locks) {
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

  static String lock(Lock strongest, List<Lock> all) {
    long others = all.stream().filter(lock -> lock.existing() && !lock.equals(strongest)).count();
    return lock(strongest) + (others == 0 ? "" : ", +" + others + " more");
  }

  static String lock(Lock lock) {
    return lock.mode().manualName() + " on " + kind(lock) + name(lock.relation());
  }

  /** What a relation is, unless it is the kind of thing that everyone expects. */
  static String kind(Lock lock) {
    return switch (lock.kind()) {
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "";
      case INDEX, SEQUENCE, COMPOSITE_TYPE -> lock.kind().label() + " ";
    };
  }

  /** The further relations on which others wait, those of one mode and kind together. */
  void others(List<Lock> locks, @Nullable Lock strongest) {
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
  static String name(RelationName relation) {
    return Plain.oneLine(
        relation.schema().equals("public") ? relation.name() : relation.toString());
  }

  String waits(Blocks blocks, Risk risk) {
    if (!blocks.reads() && !blocks.writes()) {
      return paint(Paint.DIM, "nobody");
    }
    // A lock for a moment is no reason for an alarm.
    Paint paint =
        risk.isAtLeast(Risk.HIGH) ? (blocks.reads() ? Paint.RED : Paint.YELLOW) : Paint.PLAIN;
    return paint(paint, blocks.reads() ? "reads and writes" : "writes");
  }

  static String waiting(LockMode mode) {
    if (mode.blocksReads()) {
      return "reads and writes wait";
    }
    return mode.blocksWrites() ? "writes wait" : "nobody waits";
  }

  static String time(Effects effects) {
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

  static String names(List<RelationName> relations) {
    StringBuilder names = new StringBuilder();
    for (RelationName relation : relations) {
      names.append(names.isEmpty() ? "" : ", ").append(name(relation));
    }
    return names.toString();
  }

  void held(List<HeldLock> held, String path) {
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

  String since(int statement, String path) {
    if (statement < 1 || statement > transaction.size()) {
      return "statement " + statement;
    }
    Origin origin = transaction.get(statement - 1).origin();
    return origin.path().equals(path)
        ? "line " + origin.start().line()
        : origin.path() + ":" + origin.start().line();
  }

  void finding(Finding finding) {
    String label = finding.risk().name().toLowerCase(Locale.ROOT);
    detail(label, Paint.of(finding.risk()), finding.rule() + ": " + finding.message());
    safer(finding.rewrite());
  }

  /** The steps as a script to paste: a comment says of each what it does. */
  void safer(Finding.@Nullable SafeRewrite rewrite) {
    if (rewrite == null) {
      return;
    }
    WrittenMigrations written = files.of(rewrite);
    if (written != null && rewrites() == Rewrites.FILES) {
      written(written);
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
        for (String part : Plain.wrap(step.note(), width - statementAt - LABEL - 3)) {
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
    if (written != null && rewrites() == Rewrites.SQL_WITH_HINT) {
      detail(
          "files",
          Paint.DIM,
          "the same as "
              + count(written.files().size(), "migration")
              + " beside this one: --rewrites files");
    }
  }

  /** Files to copy, line by line: what is code is not wrapped. */
  private void written(WrittenMigrations written) {
    for (String note : written.notes()) {
      detail("safer", Paint.PLAIN, note);
    }
    for (SourceFile file : written.files()) {
      detail("file", Paint.BOLD, file.path());
      for (String each : file.text().stripTrailing().split("\n", -1)) {
        line(" ".repeat(statementAt + LABEL) + paint(Paint.GREEN, Plain.code(each)));
      }
    }
  }

  void header(Migration migration) {
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

  static String transaction(TransactionMode mode) {
    return switch (mode) {
      case PER_MIGRATION -> "one transaction for the file";
      case ALL_PENDING -> "one transaction for all pending migrations";
      case IMPLICIT -> "one string of statements, one implicit transaction";
      case NONE -> "each statement commits by itself";
      case EXPLICIT -> "opens its own transaction";
    };
  }

  void gap(Step.Gap gap, String path) {
    row(
        Paint.MAGENTA,
        "gap",
        Integer.toString(gap.origin().start().line()),
        gap.code().code() + ": " + gap.reason());
    circumstances(gap.origin(), path, null, false, 0);
  }

  /** A row whose text may take several lines. */
  void row(Paint paint, String risk, String number, String text) {
    String start =
        "  "
            + paint(paint, risk)
            + " ".repeat(first - risk.length() + 2)
            + paint(Paint.DIM, " ".repeat(Math.max(0, LINE - number.length())) + number)
            + "  ";
    for (String part : Plain.wrap(text, width - statementAt)) {
      line(start + (paint == Paint.MAGENTA ? paint(paint, part) : part));
      start = " ".repeat(statementAt);
    }
  }

  /** What is not plain about where and when a statement runs. */
  void circumstances(
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

  void coverage(int statements, int gaps, double coverage, int problems) {
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
      List<String> lines = Plain.wrap(percent + rest, width);
      line(paint(Paint.MAGENTA, percent) + lines.get(0).substring(percent.length()));
      lines.subList(1, lines.size()).forEach(this::line);
    }
    if (problems > 0) {
      line(paint(Paint.MAGENTA, count(problems, "input") + " could not be read"));
    }
  }

  static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  void detail(String label, Paint paint, String text) {
    int at = statementAt + LABEL;
    String start = " ".repeat(statementAt) + paint(Paint.DIM, Plain.pad(label + " ", LABEL));
    int over = Math.max(0, label.length() + 1 - LABEL);
    for (String part : Plain.wrap(text, width - at - over)) {
      line(start + paint(paint, part));
      start = " ".repeat(at);
    }
  }

  static String number(int line) {
    String digits = Integer.toString(line);
    return " ".repeat(Math.max(0, LINE - digits.length())) + digits;
  }

  String paint(Paint paint, String text) {
    return colours ? paint.on(text) : text;
  }

  void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  /** How many statements there are of each risk; empty if there are none. */
  String risks(List<AnalyzedMigration> migrations) {
    Map<Risk, Integer> byRisk = new LinkedHashMap<>();
    for (Risk risk : List.of(Risk.CRITICAL, Risk.HIGH, Risk.MEDIUM, Risk.LOW, Risk.SAFE)) {
      byRisk.put(risk, 0);
    }
    for (AnalyzedMigration migration : migrations) {
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
    return risks.toString();
  }
}
