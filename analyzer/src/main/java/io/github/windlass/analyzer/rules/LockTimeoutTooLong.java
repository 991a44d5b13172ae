package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.SessionSettings;
import java.time.Duration;
import java.util.List;

/** A lock_timeout that lets others queue for long. */
public final class LockTimeoutTooLong implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    for (CheckedStatement each : checked.statements()) {
      RelationName waiting = KeptOut.by(each);
      Duration most = each.setting().options().longestLockTimeout();
      SessionSettings session = each.setting().session();
      if (waiting != null
          && session.limit("lock_timeout").filter(limit -> limit.compareTo(most) > 0).isPresent()) {
        return List.of(
            finding(
                Risk.LOW,
                "With lock_timeout = "
                    + session.value("lock_timeout").orElse("")
                    + " everybody else may queue for that long behind a statement that waits for "
                    + waiting
                    + "; take at most "
                    + most.toSeconds()
                    + " s, and try again when it strikes.",
                null));
      }
    }
    return List.of();
  }
}
