package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.analyzer.rule.SuppressionUse;
import java.util.ArrayList;
import java.util.List;

/** {@code windlass:allow} of a rule that says nothing there. */
public final class AllowWithoutEffect implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(SuppressionUse use) {
    List<Finding> findings = new ArrayList<>();
    for (SuppressionUse.Use each : use.uses()) {
      Suppression suppression = each.suppression();
      if (suppression.language() == Suppression.Language.WINDLASS
          && !(use.options().reasonRequired() && suppression.reason().isEmpty())) {
        for (String name : suppression.names()) {
          if (use.judging().contains(name) && !each.allowed().contains(name)) {
            findings.add(
                finding(
                    Risk.LOW,
                    AllowOfUnknownRule.at(suppression)
                        + " allows "
                        + name
                        + ", which has nothing to say there; take it away.",
                    null));
          }
        }
      }
    }
    return findings;
  }
}
