package io.github.windlass.cli.fix;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.cli.fix.StepText.Form;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts safe ways in the place of statements, file by file. A changed file is read and judged again,
 * among all the others, and kept only if there are fewer findings of MEDIUM or more, or as many and
 * fewer in all; if none of these is of a rule that had fewer before; and if nothing more is unknown
 * or fails.
 */
public final class Fixes {

  /** What judges, reads and permits. */
  public interface Surroundings {

    /** The migrations judged, as one ordered history. */
    List<AnalyzedMigration> judged(List<Migration> migrations);

    /**
     * The migrations of a changed file.
     *
     * @throws UnreadableSourceException if nobody reads it any more
     */
    List<Migration> read(SourceFile changed, String format) throws UnreadableSourceException;

    /** Why a file must stay as it is; null: it need not. */
    @Nullable String keeps(SourceFile file);
  }

  /** A file that was changed, with how many findings its migrations had and have. */
  public record Fixed(SourceFile before, String after, int findings, int findingsLeft) {}

  /** A finding that has a safe way, which was not put into its file. */
  public record Left(Origin at, String rule, String reason) {}

  /** What became of the files. */
  public record Result(List<Fixed> fixed, List<Left> left, List<AnalyzedMigration> migrations) {

    public Result {
      fixed = List.copyOf(fixed);
      left = List.copyOf(left);
      migrations = List.copyOf(migrations);
    }
  }

  /** Rules whose statements fail as long as there are rows, for which nobody has values yet. */
  private static final List<String> FAILING =
      List.of("required-column-without-default", "certain-failure");

  private static final String LIMIT_RULE = "lock-timeout-missing";
  private static final String LIMIT = "lock_timeout = '2s'";

  /** A statement in whose place others come. */
  private record Chosen(AnalyzedStatement statement, Finding finding, SafeRewrite rewrite) {}

  /** A change of a file: the statements, each on its line, that come in the place of a stretch. */
  private record Edit(int start, int end, List<String> statements) {}

  /** What a change of a file comes to. */
  private record Attempt(String text, List<AnalyzedMigration> judged) {}

  private final Extractors extractors;
  private final Surroundings surroundings;
  private final List<Fixed> fixed = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private List<AnalyzedMigration> judged;

  private Fixes(
      Extractors extractors, Surroundings surroundings, List<AnalyzedMigration> migrations) {
    this.extractors = extractors;
    this.surroundings = surroundings;
    this.judged = migrations;
  }

  /** The changes that make migrations safer. */
  public static Result of(
      List<AnalyzedMigration> migrations, Extractors extractors, Surroundings surroundings) {
    Fixes fixes = new Fixes(extractors, surroundings, migrations);
    Map<String, Boolean> paths = new LinkedHashMap<>();
    for (AnalyzedMigration each : migrations) {
      paths.put(each.migration().path(), true);
    }
    paths.keySet().forEach(fixes::file);
    return new Result(fixes.fixed, fixes.left, fixes.judged);
  }

  private void file(String path) {
    List<AnalyzedMigration> own = own(path, judged);
    List<Chosen> wanted = new ArrayList<>();
    boolean unlimited = false;
    for (AnalyzedMigration migration : own) {
      for (AnalyzedStatement statement : migration.statements()) {
        for (Finding finding : statement.findings()) {
          SafeRewrite rewrite = finding.rewrite();
          if (rewrite != null) {
            wanted.add(new Chosen(statement, finding, rewrite));
            break;
          }
        }
      }
      unlimited |= isUnlimited(migration);
    }
    if (wanted.isEmpty() && !unlimited) {
      return;
    }
    SourceFile source = source(own);
    String kept =
        !path.toLowerCase(Locale.ROOT).endsWith(".sql")
            ? "its migration is code; --rewrites files shows what to write"
            : source == null ? "nothing is sent as it stands there" : surroundings.keeps(source);
    if (kept != null || source == null) {
      leave(wanted, kept == null ? "" : kept);
      return;
    }
    List<Chosen> chosen = new ArrayList<>();
    for (AnalyzedMigration migration : own) {
      chosen.addAll(chosen(migration, source, wanted));
    }
    change(source, own, chosen);
  }

  private void leave(List<Chosen> which, String reason) {
    for (Chosen each : which) {
      left.add(new Left(each.statement().origin(), each.finding().rule(), reason));
    }
  }

  private static boolean isUnlimited(AnalyzedMigration migration) {
    return migration.findings().stream().anyMatch(finding -> finding.rule().equals(LIMIT_RULE));
  }

  private static List<AnalyzedMigration> own(String path, List<AnalyzedMigration> of) {
    return of.stream().filter(each -> each.migration().path().equals(path)).toList();
  }

  /** The file, as steps that stand in it have it; null: none does. */
  private static @Nullable SourceFile source(List<AnalyzedMigration> own) {
    for (AnalyzedMigration analyzed : own) {
      for (Step.Sql step : analyzed.migration().statements()) {
        for (SourceMap.Segment segment : step.map().segments()) {
          if (segment.source().path().equals(analyzed.migration().path())) {
            return segment.source();
          }
        }
      }
    }
    return null;
  }

  // --- which statements ----------------------------------------------------------------------

  private List<Chosen> chosen(AnalyzedMigration migration, SourceFile source, List<Chosen> wanted) {
    List<Chosen> possible = new ArrayList<>();
    for (Chosen each : wanted) {
      if (migration.statements().contains(each.statement())) {
        String reason = unfit(each, migration, source);
        if (reason == null) {
          possible.add(each);
        } else {
          leave(List.of(each), reason);
        }
      }
    }
    String reason =
        switch (migration.migration().transaction()) {
          case NONE -> null;
          case ALL_PENDING -> "it runs in one transaction with all that are pending";
          case EXPLICIT -> "the file opens transactions itself";
          case PER_MIGRATION, IMPLICIT ->
              others(migration, possible)
                  ? "other statements share its transaction; put it into a file of its own"
                  : null;
        };
    if (reason == null) {
      return possible;
    }
    leave(possible, reason);
    return List.of();
  }

  /** Why a statement cannot be replaced where it stands; null: it can. */
  private static @Nullable String unfit(
      Chosen each, AnalyzedMigration migration, SourceFile source) {
    AnalyzedStatement statement = each.statement();
    Origin origin = statement.origin();
    if (!origin.path().equals(source.path())
        || origin.span().end() > source.text().length()
        || !source
            .text()
            .substring(origin.span().start(), origin.span().end())
            .equals(statement.sql())) {
      return "it does not stand there as it is sent";
    }
    if (migration.statements().stream().filter(other -> other.origin().equals(origin)).count()
        > 1) {
      return "what stands there is sent several times";
    }
    if (statement.condition() != null || statement.repeats()) {
      return "it runs only under a condition, or several times";
    }
    if (FAILING.contains(each.finding().rule())) {
      return "rows that are there need values, which nobody knows but you";
    }
    return StepText.isMechanical(each.rewrite())
        ? null
        : "its rows are filled step by step, which is for a person to run";
  }

  /** Whether other statements of a migration do anything. */
  private static boolean others(AnalyzedMigration migration, List<Chosen> possible) {
    for (AnalyzedStatement statement : migration.statements()) {
      boolean own =
          possible.stream().anyMatch(each -> each.statement().origin().equals(statement.origin()));
      if (!own && !isSetting(statement.sql())) {
        return true;
      }
    }
    return !migration.gaps().isEmpty();
  }

  private static boolean isSetting(String sql) {
    List<Statement> read = PostgresParser.parse(sql).statements();
    return read.size() == 1
        && (read.get(0) instanceof VariableSetStmt || read.get(0) instanceof TransactionStmt);
  }

  // --- changes -------------------------------------------------------------------------------

  private void change(SourceFile source, List<AnalyzedMigration> own, List<Chosen> chosen) {
    Attempt best = null;
    boolean replaced = false;
    Migration migration = own.get(0).migration();
    for (Form form : chosen.isEmpty() ? List.<Form>of() : forms(migration.format())) {
      for (boolean limited : new boolean[] {false, true}) {
        Attempt attempt = attempt(source, edited(source, own, chosen, form, limited), own, form);
        if (attempt != null && (best == null || weight(attempt.judged()) < weight(best.judged()))) {
          best = attempt;
          replaced = true;
        }
      }
    }
    if (best == null) {
      best = attempt(source, edited(source, own, List.of(), Form.SCRIPT, true), own, null);
    }
    if (!replaced) {
      leave(chosen, "the steps would not do better in this file, as it is run");
    }
    if (best != null) {
      fixed.add(
          new Fixed(source, best.text(), count(own), count(own(source.path(), best.judged()))));
      judged = best.judged();
    }
  }

  /** What psql runs may open transactions; what others run is best left one statement. */
  private static List<Form> forms(String format) {
    return format.equals("sql") || format.equals("sqitch")
        ? List.of(Form.SCRIPT)
        : List.of(Form.SINGLE, Form.STATEMENTS);
  }

  /** The file's text with statements replaced; null: they have no such form. */
  private @Nullable String edited(
      SourceFile source,
      List<AnalyzedMigration> own,
      List<Chosen> chosen,
      Form form,
      boolean limited) {
    List<Edit> edits = new ArrayList<>();
    boolean opensNone = false;
    for (Chosen each : chosen) {
      List<String> statements =
          StepText.of(
              each.rewrite(), form, limited ? "SET " + LIMIT : limitBefore(each.statement(), own));
      if (statements == null) {
        return null;
      }
      Origin origin = each.statement().origin();
      edits.add(new Edit(origin.span().start(), origin.span().end(), statements));
    }
    for (AnalyzedMigration migration : own) {
      TransactionMode mode = migration.migration().transaction();
      boolean inTransaction = mode != TransactionMode.NONE && mode != TransactionMode.EXPLICIT;
      opensNone |= inTransaction && !chosen.isEmpty();
      if (limited && isUnlimited(migration) && !migration.statements().isEmpty()) {
        Origin first = migration.statements().get(0).origin();
        if (!first.path().equals(source.path())) {
          return null;
        }
        boolean local = inTransaction && chosen.isEmpty();
        int at = first.span().start();
        edits.add(new Edit(at, at, List.of((local ? "SET LOCAL " : "SET ") + LIMIT, "")));
      }
    }
    if (edits.isEmpty()) {
      return null;
    }
    String text = applied(source, edits);
    if (opensNone) {
      MigrationExtractor extractor =
          extractors.forFormat(own.get(0).migration().format()).orElse(null);
      String without =
          extractor == null
              ? null
              : extractor.withoutTransaction(new SourceFile(source.path(), text));
      return without == null ? text : without;
    }
    return text;
  }

  /** The file's own {@code lock_timeout} for the session before a statement; null: it has none. */
  private static @Nullable String limitBefore(
      AnalyzedStatement statement, List<AnalyzedMigration> own) {
    String limit = null;
    for (AnalyzedMigration migration : own) {
      for (AnalyzedStatement each : migration.statements()) {
        if (each.origin().equals(statement.origin())) {
          return limit;
        }
        List<Statement> read = PostgresParser.parse(each.sql()).statements();
        if (read.size() == 1
            && read.get(0) instanceof VariableSetStmt set
            && !set.isLocal()
            && "lock_timeout".equals(set.name())) {
          limit = set.kind() == VariableSetStmt.Kind.SET_VALUE ? each.sql() : null;
        }
      }
    }
    return limit;
  }

  private static String applied(SourceFile source, List<Edit> edits) {
    String text = source.text();
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    List<Edit> last = new ArrayList<>(edits);
    // Of two at one place, what comes first in the text is put in last.
    last.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end).reversed());
    for (Edit edit : last) {
      // What is within a statement stays: its line may end in a literal.
      String put = String.join(";" + end + indent(text, edit.start()), edit.statements());
      text = text.substring(0, edit.start()) + put + text.substring(edit.end());
    }
    return text;
  }

  /** The blanks before a place, if nothing else stands before it on its line. */
  private static String indent(String text, int at) {
    int start = at;
    while (start > 0 && " \t".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    return start == 0 || text.charAt(start - 1) == '\n' ? text.substring(start, at) : "";
  }

  /**
   * What a text comes to; null: it cannot be read, or is no better.
   *
   * @param form that of the steps in it, each of which must commit by itself; null: there are none
   */
  private @Nullable Attempt attempt(
      SourceFile source, @Nullable String text, List<AnalyzedMigration> own, @Nullable Form form) {
    if (text == null || text.equals(source.text())) {
      return null;
    }
    List<Migration> changed;
    try {
      changed =
          surroundings.read(new SourceFile(source.path(), text), own.get(0).migration().format());
    } catch (UnreadableSourceException e) {
      return null;
    }
    for (Migration each : changed) {
      boolean commits =
          each.transaction() == TransactionMode.NONE
              || (each.transaction() == TransactionMode.EXPLICIT && form == Form.SCRIPT);
      if (form != null && !commits) {
        return null;
      }
    }
    List<Migration> all = new ArrayList<>();
    boolean put = false;
    for (AnalyzedMigration each : judged) {
      if (!each.migration().path().equals(source.path())) {
        all.add(each.migration());
      } else if (!put) {
        all.addAll(changed);
        put = true;
      }
    }
    List<AnalyzedMigration> now = surroundings.judged(all);
    return isBetter(now) ? new Attempt(text, now) : null;
  }

  /** Whether there is less to say of what matters, and nothing that was not said before. */
  private boolean isBetter(List<AnalyzedMigration> now) {
    Map<String, Integer> before = said(judged);
    Map<String, Integer> after = said(now);
    for (Map.Entry<String, Integer> each : after.entrySet()) {
      if (each.getValue() > before.getOrDefault(each.getKey(), 0)) {
        return false;
      }
    }
    return weight(now) < weight(judged);
  }

  private static boolean matters(Finding finding) {
    return finding.risk().isAtLeast(Risk.MEDIUM);
  }

  /** How often each rule speaks of what matters, and how much is unknown or fails. */
  private static Map<String, Integer> said(List<AnalyzedMigration> migrations) {
    Map<String, Integer> said = new HashMap<>();
    for (AnalyzedMigration migration : migrations) {
      findings(migration).stream()
          .filter(Fixes::matters)
          .forEach(finding -> said.merge(finding.rule(), 1, Integer::sum));
      migration.gaps().forEach(gap -> said.merge("gap", 1, Integer::sum));
      for (AnalyzedStatement statement : migration.statements()) {
        if (statement.effects().fails() != null) {
          said.merge("failure", 1, Integer::sum);
        }
      }
    }
    return said;
  }

  /** How much there is to say: first of what matters, then of all. */
  private static long weight(List<AnalyzedMigration> migrations) {
    long mattering = 0;
    for (AnalyzedMigration migration : migrations) {
      mattering += findings(migration).stream().filter(Fixes::matters).count();
    }
    return (mattering << 32) + count(migrations);
  }

  private static int count(List<AnalyzedMigration> migrations) {
    int count = 0;
    for (AnalyzedMigration migration : migrations) {
      count += findings(migration).size();
    }
    return count;
  }

  /** What is said of a migration and of its statements. */
  private static List<Finding> findings(AnalyzedMigration migration) {
    List<Finding> all = new ArrayList<>(migration.findings());
    migration.statements().forEach(statement -> all.addAll(statement.findings()));
    return all;
  }
}
