package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import java.util.List;

/** SET LOCAL where no transaction is open. */
public final class SetLocalOutsideTransaction implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof VariableSetStmt set)
        || !set.isLocal()
        || set.name() == null
        || checked.setting().inTransactionBlock()) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            "Sets nothing, for no transaction is open: "
                + set.name()
                + " stays as it was for all that follows; write SET without LOCAL, or BEGIN first.",
            null));
  }
}
