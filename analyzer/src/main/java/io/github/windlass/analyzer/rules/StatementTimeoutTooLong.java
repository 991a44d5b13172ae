package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.SessionSettings;
import java.time.Duration;
import java.util.List;

/** A statement_timeout that limits nothing. */
public final class StatementTimeoutTooLong implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    for (CheckedStatement each : checked.statements()) {
      Duration most = each.setting().options().longestStatementTimeout();
      SessionSettings session = each.setting().session();
      if (KeptOut.by(each) != null
          && session
              .limit("statement_timeout")
              .filter(limit -> limit.compareTo(most) > 0)
              .isPresent()) {
        return List.of(
            finding(
                Risk.LOW,
                "Others wait for as long as statement_timeout = "
                    + session.value("statement_timeout").orElse("")
                    + " allows; take at most "
                    + most.toSeconds()
                    + " s for statements that keep others out.",
                null));
      }
    }
    return List.of();
  }
}
