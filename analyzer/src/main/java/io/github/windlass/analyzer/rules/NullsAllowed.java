package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import java.util.ArrayList;
import java.util.List;

/** DROP NOT NULL while the application counts on a value. */
public final class NullsAllowed implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (Actions.Of action : Actions.onShared(checked)) {
      if (action.cmd() instanceof AlterTableCmd.DropNotNull drop) {
        findings.add(
            finding(
                Risk.LOW,
                "The application that runs now may count on "
                    + action.table()
                    + "."
                    + drop.name()
                    + " having a value; write nulls only when no old process is left.",
                null));
      }
    }
    return findings;
  }
}
