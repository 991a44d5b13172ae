package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.SessionSettings;
import java.util.ArrayList;
import java.util.List;

/** No limit to the time of a statement or transaction. */
public final class TimeLimitMissing implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  private static final int TRANSACTION_TIMEOUT = 17;

  @Override
  public List<Finding> check(CheckedMigration checked) {
    CheckedStatement first = KeptOut.first(checked);
    if (first == null) {
      return List.of();
    }
    SessionSettings session = first.setting().session();
    List<String> missing = new ArrayList<>();
    if (session.limit("statement_timeout").isEmpty()) {
      missing.add("statement_timeout");
    }
    if (first.setting().inTransactionBlock()) {
      if (session.limit("idle_in_transaction_session_timeout").isEmpty()) {
        missing.add("idle_in_transaction_session_timeout");
      }
      if (first.setting().postgres() >= TRANSACTION_TIMEOUT
          && session.limit("transaction_timeout").isEmpty()) {
        missing.add("transaction_timeout");
      }
    }
    return missing.isEmpty()
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Others wait for this migration's locks, and nothing limits how long it may keep"
                    + " them: "
                    + String.join(", ", missing)
                    + (missing.size() == 1 ? " is not set." : " are not set."),
                null));
  }
}
