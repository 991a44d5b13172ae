package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.analyzer.rule.SuppressionUse;
import java.util.ArrayList;
import java.util.List;

/** A comment that allows findings and does not say why, where a reason is asked for. */
public final class AllowWithoutReason implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(SuppressionUse use) {
    List<Finding> findings = new ArrayList<>();
    if (use.options().reasonRequired()) {
      for (SuppressionUse.Use each : use.uses()) {
        Suppression suppression = each.suppression();
        if (suppression.reason().isEmpty()
            && suppression.language() != Suppression.Language.STRONG_MIGRATIONS) {
          findings.add(
              finding(
                  Risk.LOW,
                  "The comment on line "
                      + suppression.comment().origin().start().line()
                      + " allows nothing, for it gives no reason; write one behind the rule's"
                      + " name.",
                  null));
        }
      }
    }
    return findings;
  }
}
