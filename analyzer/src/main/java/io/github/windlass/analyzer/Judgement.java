package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.List;

/** What rules say of migrations whose effects are known. */
final class Judgement {

  /**
   * A migration whose effects are known.
   *
   * @param statements without findings
   * @param checked what rules see of each of them
   */
  record Walked(
      Migration migration,
      List<AnalyzedStatement> statements,
      List<CheckedStatement> checked,
      List<Step.Gap> gaps) {}

  private final Rules rules;

  Judgement(Rules rules) {
    this.rules = rules;
  }

  List<AnalyzedMigration> of(List<Walked> walked, Catalog end) {
    List<List<CheckedStatement>> all = new ArrayList<>();
    for (Walked migration : walked) {
      all.add(migration.checked());
    }
    CheckedMigration.Run run = new CheckedMigration.Run(all, end);
    List<AnalyzedMigration> judged = new ArrayList<>();
    for (int i = 0; i < walked.size(); i++) {
      judged.add(of(walked.get(i), run, i));
    }
    return judged;
  }

  private AnalyzedMigration of(Walked walked, CheckedMigration.Run run, int index) {
    List<AnalyzedStatement> statements = new ArrayList<>();
    for (int i = 0; i < walked.statements().size(); i++) {
      List<Finding> findings = new ArrayList<>();
      for (Rule rule : rules.all()) {
        findings.addAll(rule.check(walked.checked().get(i)));
      }
      statements.add(walked.statements().get(i).judged(findings));
    }
    CheckedMigration checked =
        new CheckedMigration(walked.migration(), walked.checked(), run, index);
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules.all()) {
      findings.addAll(rule.check(checked));
    }
    return new AnalyzedMigration(walked.migration(), statements, findings, walked.gaps());
  }
}
