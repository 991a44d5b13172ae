package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import java.util.List;

/** SET of a time limit that the session keeps. */
public final class SettingLeftBehind implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!(checked.statement() instanceof VariableSetStmt set)
        || set.isLocal()
        || set.kind() != VariableSetStmt.Kind.SET_VALUE
        || set.name() == null
        || !set.name().endsWith("_timeout")
        || checked.setting().format().equals("sql")
        || isPutBack(moment, set.name())) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            set.name()
                + " stays set for whatever the session does next, other migrations or, through a"
                + " pool, the application; use SET LOCAL in a transaction, or RESET it at the end.",
            null));
  }

  private static boolean isPutBack(Moment moment, String name) {
    List<CheckedStatement> all = moment.migration().statements();
    for (int i = moment.index() + 1; i < all.size(); i++) {
      if (all.get(i).statement() instanceof VariableSetStmt later
          && !later.isLocal()
          && (later.kind() == VariableSetStmt.Kind.RESET_ALL || name.equals(later.name()))) {
        return true;
      }
    }
    return false;
  }
}
