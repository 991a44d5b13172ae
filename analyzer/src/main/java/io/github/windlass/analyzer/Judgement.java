package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SuppressionUse;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What rules say of migrations whose effects are known. */
final class Judgement {

  /**
   * A migration whose effects are known.
   *
   * @param statements without findings
   * @param checked what rules see of each of them
   * @param comments what may allow findings
   */
  record Walked(
      Migration migration,
      List<AnalyzedStatement> statements,
      List<CheckedStatement> checked,
      List<Step.Gap> gaps,
      List<Comment> comments) {}

  private final Rules rules;
  private final RuleOptions options;

  Judgement(Rules rules, RuleOptions options) {
    this.rules = rules;
    this.options = options;
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
    CheckedMigration checked =
        new CheckedMigration(walked.migration(), walked.checked(), run, index);
    Allowances allowances = new Allowances(walked.comments(), walked.checked(), options);
    List<AnalyzedStatement> statements = new ArrayList<>();
    for (int i = 0; i < walked.statements().size(); i++) {
      Moment moment = new Moment(checked, i);
      List<Finding> findings = new ArrayList<>();
      List<Finding> allowed = new ArrayList<>();
      for (Rule rule : rules.all()) {
        for (Finding found : rule.check(moment)) {
          // What stands for the unknown would be in the steps as if it were meant.
          Finding finding =
              moment.statement().hasHole()
                  ? found.withoutRewrite().saying(asWritten(found, moment.statement()))
                  : found;
          (allowances.allow(finding.rule(), moment.statement()) ? allowed : findings).add(finding);
        }
      }
      statements.add(walked.statements().get(i).judged(findings, allowed));
    }
    List<Finding> findings = new ArrayList<>();
    List<Finding> allowedAsAWhole = new ArrayList<>();
    for (Rule rule : rules.all()) {
      for (Finding finding : rule.check(checked)) {
        (allowances.allow(finding.rule()) ? allowedAsAWhole : findings).add(finding);
      }
    }
    if (!allowances.areNone()) {
      SuppressionUse use = allowances.use(ids());
      for (Rule rule : rules.all()) {
        findings.addAll(rule.check(use));
      }
    }
    return new AnalyzedMigration(
        walked.migration(), statements, findings, walked.gaps(), allowedAsAWhole);
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules.all()) {
      ids.add(rule.id());
    }
    return ids;
  }

  /** A finding's message with the holes themselves in place of the names that stand for them. */
  private static String asWritten(Finding finding, CheckedStatement statement) {
    String message = finding.message();
    for (String hole : statement.holes()) {
      message = message.replace(HoleReading.identifier(hole), hole);
    }
    return message;
  }
}
