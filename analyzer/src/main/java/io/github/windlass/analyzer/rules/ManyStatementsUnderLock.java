package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.List;

/** Many statements after one that keeps others out. */
public final class ManyStatementsUnderLock implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    int most = checked.setting().options().mostStatements();
    for (HeldLock held : checked.held()) {
      if (held.mode().blocksWrites()) {
        // Told once, at the first statement that is too many.
        return checked.number() - held.since() == most + 1
            ? List.of(
                finding(
                    Risk.LOW,
                    "The transaction has kept others out of "
                        + held.relation()
                        + " for "
                        + most
                        + " statements, each of which costs a round trip; split the migration.",
                    null))
            : List.of();
      }
    }
    return List.of();
  }
}
