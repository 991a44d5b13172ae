package io.github.windlass.analyzer;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import java.util.List;

/**
 * What is known of one migration.
 *
 * @param statements in the order in which they run
 * @param findings about the migration as a whole
 * @param gaps what could not be recovered or read
 */
public record AnalyzedMigration(
    Migration migration,
    List<AnalyzedStatement> statements,
    List<Finding> findings,
    List<Step.Gap> gaps) {

  public AnalyzedMigration {
    statements = List.copyOf(statements);
    findings = List.copyOf(findings);
    gaps = List.copyOf(gaps);
  }

  /** The understood part of the statements and gaps, from 0 to 1; 1 where there are none. */
  public double coverage() {
    int all = statements.size() + gaps.size();
    return all == 0 ? 1 : (double) statements.size() / all;
  }

  /**
   * The highest risk of any statement or finding, less what comments allow; SAFE where there is
   * none.
   */
  public Risk maxRisk() {
    Risk max = Risk.SAFE;
    for (AnalyzedStatement statement : statements) {
      max = max.orHigher(statement.riskLeft());
    }
    for (Finding finding : findings) {
      max = max.orHigher(finding.risk());
    }
    return max;
  }
}
