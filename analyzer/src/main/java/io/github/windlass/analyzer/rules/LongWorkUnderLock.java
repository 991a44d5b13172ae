package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;
import java.util.Optional;

/** Work that grows with a table while an earlier lock of the transaction keeps others out. */
public final class LongWorkUnderLock implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (checked.fails() || checked.held().isEmpty() || checked.worksOn().isEmpty()) {
      return List.of();
    }
    for (HeldLock held : checked.held()) {
      if (isWorse(held, checked)) {
        return List.of(finding(checked.risk(), message(moment, held), null));
      }
    }
    return List.of();
  }

  /** Whether a lock that is held keeps out whom the statement by itself would not. */
  private static boolean isWorse(HeldLock held, CheckedStatement checked) {
    Optional<LockMode> own = checked.lockOn(held.relation());
    return (held.mode().blocksReads() && !own.filter(LockMode::blocksReads).isPresent())
        || (held.mode().blocksWrites() && !own.filter(LockMode::blocksWrites).isPresent());
  }

  private static String message(Moment moment, HeldLock held) {
    CheckedStatement checked = moment.statement();
    boolean across = moment.index() < checked.number() - held.since();
    String who =
        (held.mode().blocksReads() ? "Reads and writes of " : "Writes to ") + held.relation();
    String since =
        across
            ? "since a migration before, for all of them run in one transaction"
            : "since statement " + held.since() + " of the transaction";
    return who
        + " wait "
        + since
        + ", and go on waiting while this one works on "
        + checked.worksOn().get(0)
        + "; "
        + (validates(checked)
            ? "validate in another transaction, or NOT VALID gains nothing."
            : across ? "deploy it by itself." : "run it in a transaction of its own.");
  }

  private static boolean validates(CheckedStatement checked) {
    return checked.statement() instanceof AlterTableStmt alter
        && alter.cmds().stream().allMatch(AlterTableCmd.ValidateConstraint.class::isInstance);
  }
}
