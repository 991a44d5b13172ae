package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import java.util.ArrayList;
import java.util.List;

/** DROP COLUMN while the application may still read it. */
public final class ColumnDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (Actions.Of action : Actions.onShared(checked)) {
      if (action.cmd() instanceof AlterTableCmd.DropColumn drop) {
        findings.add(
            finding(
                Risk.HIGH,
                "The application that runs now may still read "
                    + action.table()
                    + "."
                    + drop.name()
                    + ", and an ORM names every column that it knows; stop using the column in a"
                    + " release of its own, and drop it in a later one.",
                null));
      }
    }
    return findings;
  }
}
