package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.List;

/** ACCESS EXCLUSIVE on several tables in one transaction. */
public final class SeveralTablesLocked implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    for (Lock lock : checked.effects().locks()) {
      if (lock.existing()
          && lock.mode().blocksReads()
          && lock.kind() == RelationKind.TABLE
          && isNew(lock.relation(), checked)) {
        for (HeldLock held : checked.held()) {
          if (held.mode().blocksReads()
              && !held.relation().equals(lock.relation())
              && checked.before().index(held.relation()).isEmpty()) {
            return List.of(
                finding(
                    Risk.LOW,
                    "Reads and writes of "
                        + held.relation()
                        + " go on waiting while this statement waits for "
                        + lock.relation()
                        + ", and whoever uses both the other way round runs into a deadlock; use a"
                        + " transaction for each.",
                    null));
          }
        }
      }
    }
    return List.of();
  }

  /** Whether the transaction does not keep readers of the relation out already. */
  private static boolean isNew(RelationName relation, CheckedStatement checked) {
    return checked.held().stream()
        .noneMatch(held -> held.relation().equals(relation) && held.mode().blocksReads());
  }
}
