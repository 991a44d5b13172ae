package io.github.windlass.tracer;

import io.github.windlass.extractor.Problem;
import java.util.List;

/**
 * What running migrations on one server showed.
 *
 * @param server the version as the server says it
 * @param problems inputs that could not be read, and what ended the run before its end
 */
public record TraceReport(
    int postgres, String server, List<TracedMigration> migrations, List<Problem> problems) {

  public TraceReport {
    migrations = List.copyOf(migrations);
    problems = List.copyOf(problems);
  }

  /** How many statements have a verdict. */
  public int count(Verdict verdict) {
    int count = 0;
    for (TracedMigration migration : migrations) {
      for (TracedStatement statement : migration.statements()) {
        count += statement.verdict() == verdict ? 1 : 0;
      }
    }
    return count;
  }
}
