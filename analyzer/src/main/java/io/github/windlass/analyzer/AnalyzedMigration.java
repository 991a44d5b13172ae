package io.github.windlass.analyzer;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one migration.
 *
 * @param statements in the order in which they run
 * @param findings about the migration as a whole
 * @param gaps what could not be recovered or read
 * @param allowed findings about the migration as a whole that a comment allows
 */
public record AnalyzedMigration(
    Migration migration,
    List<AnalyzedStatement> statements,
    List<Finding> findings,
    List<Step.Gap> gaps,
    List<Finding> allowed) {

  public AnalyzedMigration {
    statements = List.copyOf(statements);
    findings = List.copyOf(findings);
    gaps = List.copyOf(gaps);
    allowed = List.copyOf(allowed);
  }

  /** A migration of which nothing is allowed. */
  public AnalyzedMigration(
      Migration migration,
      List<AnalyzedStatement> statements,
      List<Finding> findings,
      List<Step.Gap> gaps) {
    this(migration, statements, findings, gaps, List.of());
  }

  /** All findings that comments allow, of the migration and of its statements. */
  public List<Finding> allAllowed() {
    List<Finding> all = new ArrayList<>();
    for (AnalyzedStatement statement : statements) {
      all.addAll(statement.allowed());
    }
    all.addAll(allowed);
    return all;
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
