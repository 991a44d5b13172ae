package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A constraint that is NOT ENFORCED. */
public final class NotEnforcedConstraint implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewConstraints.Of<TableConstraint> added :
        NewConstraints.added(checked, TableConstraint.class)) {
      boolean enforced =
          switch (added.constraint()) {
            case TableConstraint.Check check -> check.enforced();
            case TableConstraint.ForeignKey key -> key.enforced();
            case TableConstraint.Key ignored -> true;
            case TableConstraint.Exclusion ignored -> true;
            case TableConstraint.NotNull ignored -> true;
          };
      if (!enforced) {
        findings.add(
            finding(
                Risk.LOW,
                added.constraint().name()
                    + " of "
                    + added.table()
                    + " is written down and never checked.",
                null));
      }
    }
    return findings;
  }
}
