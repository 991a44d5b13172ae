package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ExpressionVolatility;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.Volatility;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A CHECK whose expression gives another answer later. */
public final class VolatileCheck implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewConstraints.Of<TableConstraint.Check> added :
        NewConstraints.added(checked, TableConstraint.Check.class)) {
      ExpressionVolatility found =
          ExpressionVolatility.of(
              added.constraint().expression(),
              checked.after().table(added.table()).orElse(null),
              checked.after(),
              checked.setting().postgres());
      if (found.least() != Volatility.IMMUTABLE) {
        findings.add(
            finding(
                Risk.LOW,
                added.constraint().name()
                    + " of "
                    + added.table()
                    + " may give another answer for the same row later, when nobody checks; a"
                    + " dump may then fail to restore.",
                null));
      }
    }
    return findings;
  }
}
