package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.UtilityStatement.LockStmt;
import java.util.List;

/** LOCK TABLE. */
public final class TableLockedByHand implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof LockStmt) || checked.fails()) {
      return List.of();
    }
    for (Lock lock : checked.effects().locks()) {
      if (lock.existing() && lock.mode().blocksWrites()) {
        return List.of(
            finding(
                checked.risk(),
                (lock.mode().blocksReads() ? "Reads and writes of " : "Writes to ")
                    + lock.relation()
                    + " wait until the transaction ends; most statements take the lock that they"
                    + " need by themselves, so leave it out, or take a weaker one.",
                null));
      }
    }
    return List.of();
  }
}
