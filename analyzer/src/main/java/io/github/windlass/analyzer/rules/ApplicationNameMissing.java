package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.List;

/** A session that does not say who it is. */
public final class ApplicationNameMissing implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    CheckedStatement first = KeptOut.first(checked);
    return first == null || first.setting().session().value("application_name").isPresent()
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Whoever looks for what holds a lock cannot see that it is this migration; SET"
                    + " application_name.",
                null));
  }
}
