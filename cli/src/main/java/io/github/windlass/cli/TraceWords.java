package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.Report;
import io.github.windlass.tracer.Observed;
import io.github.windlass.tracer.Observed.Wait;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.TracedMigration;
import io.github.windlass.tracer.TracedStatement;
import io.github.windlass.tracer.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words of trace reports. */
final class TraceWords {

  private TraceWords() {}

  static String label(Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED -> "confirmed";
      case MISMATCH -> "mismatch";
      case TRACE_ONLY -> "trace-only";
      case STATIC_ONLY -> "static-only";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
    };
  }

  /** In three digits: {@code 0.4 ms}, {@code 12 ms}, {@code 3.21 s}, {@code 4 min 10 s}. */
  static String time(Duration time) {
    double milliseconds = time.toNanos() / 1e6;
    if (milliseconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", milliseconds);
    }
    if (milliseconds < 999.5) {
      return Math.round(milliseconds) + " ms";
    }
    if (milliseconds < 9_995) {
      return String.format(Locale.ROOT, "%.2f s", milliseconds / 1000);
    }
    long seconds = Math.round(milliseconds / 1000);
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** {@code 3 confirmed, 1 failed}, of the verdicts that there are. */
  static List<String> counts(TraceReport report) {
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      int count = report.count(verdict);
      if (count > 0) {
        counts.add(count + " " + label(verdict));
      }
    }
    return counts;
  }

  /** The longest wait of each kind: who waited for what. */
  static List<Wait> longest(List<Wait> waits) {
    Map<String, Wait> longest = new LinkedHashMap<>();
    for (Wait wait : waits) {
      longest.merge(
          wait.relation() + " " + wait.wanted(),
          wait,
          (one, other) -> one.time().compareTo(other.time()) >= 0 ? one : other);
    }
    return List.copyOf(longest.values());
  }

  /** Who asks for a lock. */
  static String who(LockMode wanted) {
    return switch (wanted) {
      case ACCESS_SHARE -> "readers";
      case ROW_EXCLUSIVE -> "writers";
      case ROW_SHARE,
          SHARE_UPDATE_EXCLUSIVE,
          SHARE,
          SHARE_ROW_EXCLUSIVE,
          EXCLUSIVE,
          ACCESS_EXCLUSIVE ->
          "those who lock in " + wanted.manualName();
    };
  }

  /** What was predicted, as {@code analyze} reports it. */
  static Report analyzed(TraceReport report) {
    List<AnalyzedMigration> migrations = new ArrayList<>();
    report.migrations().forEach(migration -> migrations.add(migration.predicted()));
    return new Report(report.postgres(), migrations, report.problems());
  }

  /** Whether two servers did the same, apart from the time that it took. */
  static boolean isAlike(TracedMigration one, TracedMigration other) {
    if (one.statements().size() != other.statements().size()) {
      return false;
    }
    for (int i = 0; i < one.statements().size(); i++) {
      if (!isAlike(one.statements().get(i), other.statements().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether two servers did the same, apart from the time that it took. */
  static boolean isAlike(TracedStatement one, TracedStatement other) {
    return one.predicted().sql().equals(other.predicted().sql())
        && one.verdict() == other.verdict()
        && one.differences().equals(other.differences())
        && Objects.equals(effects(one), effects(other));
  }

  private static @Nullable Effects effects(TracedStatement statement) {
    Observed observed = statement.observed();
    return observed == null ? null : observed.effects();
  }
}
