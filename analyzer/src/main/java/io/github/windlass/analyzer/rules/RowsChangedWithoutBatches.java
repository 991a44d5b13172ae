package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.List;

/** UPDATE or DELETE that looks at all rows of a table in use. */
public final class RowsChangedWithoutBatches implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    RangeVar target = RowChanges.target(checked.statement());
    if (target == null || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(target);
    if (!checked.worksOn().contains(table) || EveryRowChangedAtOnce.isOfAll(moment, table)) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            "Looks at every row of "
                + table
                + " and keeps those that it changes locked until the transaction ends; if there may"
                + " be many of them, go in batches.",
            RowChanges.inBatches(checked, table)));
  }
}
