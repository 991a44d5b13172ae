package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rewrite.Partitions;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;

/** DETACH PARTITION of a table in use. */
public final class PartitionDetachedWithoutConcurrently implements Rule {

  static final int CONCURRENTLY = 14;

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)
        || checked.fails()
        || alter.cmds().size() != 1
        || !(alter.cmds().get(0) instanceof AlterTableCmd.DetachPartition detach)
        || detach.concurrent()) {
      return List.of();
    }
    RelationName parent = checked.before().resolve(alter.relation());
    if (checked.lockOn(parent).filter(LockMode::blocksReads).isEmpty()) {
      return List.of();
    }
    boolean hasDefault = checked.before().defaultPartitionOf(parent).isPresent();
    boolean possible = checked.setting().postgres() >= CONCURRENTLY && !hasDefault;
    return List.of(
        finding(
            checked.risk(),
            "Takes ACCESS EXCLUSIVE on all of "
                + parent
                + (hasDefault ? " and on its default partition" : "")
                + ": reads and writes of it wait; "
                + (possible
                    ? "detach it CONCURRENTLY, outside a transaction."
                    : "set a short lock_timeout and try again when it is quiet, for "
                        + (hasDefault
                            ? "beside a default partition it cannot be done CONCURRENTLY."
                            : "before PostgreSQL 14 it cannot be done CONCURRENTLY.")),
            possible
                ? Partitions.detach(
                        new SafeSteps(),
                        SqlPrinter.print(alter.relation()),
                        SqlPrinter.print(detach.name()))
                    .build()
                : null));
  }
}
