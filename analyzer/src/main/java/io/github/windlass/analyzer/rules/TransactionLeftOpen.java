package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import java.util.List;

/** BEGIN without an end. */
public final class TransactionLeftOpen implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!(checked.statement() instanceof TransactionStmt control)
        || !begins(control)
        || ofRunner(checked)) {
      return List.of();
    }
    List<CheckedStatement> all = moment.migration().statements();
    for (int i = moment.index() + 1; i < all.size(); i++) {
      if (all.get(i).statement() instanceof TransactionStmt later
          && (ends(later) || begins(later))) {
        // A BEGIN within is told of by itself, if nothing ends that one.
        return List.of();
      }
    }
    return List.of(
        finding(
            Risk.HIGH,
            "Nothing ends this transaction: what follows is rolled back when the session closes,"
                + " and its locks are held until then; COMMIT at the end.",
            null));
  }

  static boolean begins(TransactionStmt control) {
    return switch (control.kind()) {
      case BEGIN, START -> true;
      case COMMIT, ROLLBACK, PREPARE, COMMIT_PREPARED, ROLLBACK_PREPARED -> false;
      case SAVEPOINT, RELEASE, ROLLBACK_TO -> false;
    };
  }

  static boolean ends(TransactionStmt control) {
    return switch (control.kind()) {
      case COMMIT, ROLLBACK, PREPARE -> true;
      case BEGIN, START, COMMIT_PREPARED, ROLLBACK_PREPARED -> false;
      case SAVEPOINT, RELEASE, ROLLBACK_TO -> false;
    };
  }

  /** Whether the runner opens and ends a transaction around the migration. */
  static boolean ofRunner(CheckedStatement checked) {
    return switch (checked.setting().transaction()) {
      case PER_MIGRATION, ALL_PENDING -> true;
      case IMPLICIT, NONE, EXPLICIT -> false;
    };
  }
}
