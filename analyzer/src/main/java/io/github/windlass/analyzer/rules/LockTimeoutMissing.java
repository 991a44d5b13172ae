package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import java.util.List;

/** No lock_timeout where a statement may make others queue. */
public final class LockTimeoutMissing implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  private static final String LIMIT = "lock_timeout";

  @Override
  public List<Finding> check(CheckedMigration checked) {
    boolean wasSet = false;
    for (CheckedStatement each : checked.statements()) {
      RelationName waiting = KeptOut.by(each);
      SessionSettings session = each.setting().session();
      if (waiting != null && session.limit(LIMIT).isEmpty()) {
        return List.of(
            finding(
                Risk.MEDIUM,
                "While a statement waits for its lock on "
                    + waiting
                    + ", everybody else queues up behind it, and no lock_timeout ends that: "
                    + why(checked, each, wasSet)
                    + ".",
                null));
      }
      wasSet |= session.limit(LIMIT).isPresent() || sets(each);
    }
    return List.of();
  }

  private static String why(CheckedMigration checked, CheckedStatement at, boolean wasSet) {
    if (at.setting().session().isOff(LIMIT)) {
      return "0 switches it off; SET lock_timeout = '2s' and try again when it strikes";
    }
    if (wasSet) {
      return "it was set, and is gone with the end of the transaction or with RESET; set it again";
    }
    for (CheckedStatement each : checked.statements()) {
      if (sets(each)) {
        return "it is set too late; set it before";
      }
    }
    return "SET lock_timeout = '2s' before, and try again when it strikes";
  }

  private static boolean sets(CheckedStatement checked) {
    return checked.statement() instanceof VariableSetStmt set
        && LIMIT.equals(set.name())
        && set.kind() == VariableSetStmt.Kind.SET_VALUE;
  }
}
