package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import java.util.List;

/** BEGIN or COMMIT within the transaction of the migration runner. */
public final class TransactionOfRunnerEnded implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!controls(checked) || !TransactionLeftOpen.ofRunner(checked)) {
      return List.of();
    }
    for (int i = moment.index() - 1; i >= 0; i--) {
      if (controls(moment.migration().statements().get(i))) {
        return List.of();
      }
    }
    boolean begins =
        checked.statement() instanceof TransactionStmt control
            && TransactionLeftOpen.begins(control);
    return List.of(
        finding(
            Risk.MEDIUM,
            begins
                ? "The runner has opened a transaction already: BEGIN does nothing, and the COMMIT"
                    + " that follows ends the runner's, so that a failure after it leaves half of"
                    + " the migration applied; leave transactions to the runner."
                : "Ends the transaction that the runner opened: what follows commits statement by"
                    + " statement, and a failure leaves half of the migration applied; leave"
                    + " transactions to the runner.",
            null));
  }

  private static boolean controls(CheckedStatement checked) {
    return checked.statement() instanceof TransactionStmt control
        && (TransactionLeftOpen.begins(control) || TransactionLeftOpen.ends(control));
  }
}
