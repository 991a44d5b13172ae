package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import java.util.ArrayList;
import java.util.List;

/** A column becomes NOT NULL, or a new one is, while the application may write nulls. */
public final class NullsRefused implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (Actions.Of action : Actions.onShared(checked)) {
      if (action.cmd() instanceof AlterTableCmd.SetNotNull set
          && !hasDefault(checked, action.table(), set.name())) {
        findings.add(
            finding(
                Risk.MEDIUM,
                "The application that runs now may leave "
                    + action.table()
                    + "."
                    + set.name()
                    + " out of an INSERT, which fails from here on; give the column a default, or"
                    + " release a version that always writes it first.",
                null));
      }
    }
    return findings;
  }

  private static boolean hasDefault(CheckedStatement checked, RelationName table, String column) {
    return checked
        .after()
        .table(table)
        .flatMap(known -> known.column(column))
        .filter(known -> known.defaultExpression() != null || known.sequence() != null)
        .isPresent();
  }
}
