package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.List;

/** A stronger lock on what the transaction has a weaker one on. */
public final class LockUpgraded implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    for (LockUpgrade upgrade : checked.upgrades()) {
      if (upgrade.from().compareTo(LockMode.ROW_EXCLUSIVE) >= 0 && upgrade.to().blocksWrites()) {
        return List.of(
            finding(
                Risk.LOW,
                "Takes "
                    + upgrade.to().manualName()
                    + " on "
                    + upgrade.relation()
                    + ", of which the transaction has had "
                    + upgrade.from().manualName()
                    + " since statement "
                    + upgrade.since()
                    + ": a transaction that waits for that and has used the table before makes it a"
                    + " deadlock; take the strongest lock first, or use two transactions.",
                null));
      }
    }
    return List.of();
  }
}
