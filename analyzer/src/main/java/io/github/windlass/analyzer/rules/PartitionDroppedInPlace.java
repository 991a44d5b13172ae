package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rewrite.Partitions;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** DROP TABLE of a partition that is attached. */
public final class PartitionDroppedInPlace implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof DropStmt drop)
        || drop.removeType() != ObjectType.TABLE
        || checked.fails()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (ObjectReference object : drop.objects()) {
      Table part =
          object instanceof QualifiedName name
              ? checked.before().table(checked.before().resolve(name.names())).orElse(null)
              : null;
      if (part != null && part.partition() == Table.Partition.BOUNDED) {
        RelationName parent = part.parents().get(0);
        boolean waits =
            checked.lockOn(parent).filter(LockMode::blocksReads).isPresent()
                && !checked.effects().dropped().contains(parent);
        if (waits) {
          findings.add(finding(checked, drop, part, parent));
        }
      }
    }
    return findings;
  }

  private Finding finding(
      CheckedStatement checked, DropStmt drop, Table part, RelationName parent) {
    boolean possible =
        checked.setting().postgres() >= PartitionDetachedWithoutConcurrently.CONCURRENTLY
            && checked.before().defaultPartitionOf(parent).isEmpty()
            && drop.objects().size() == 1;
    return finding(
        checked.risk(),
        "Takes ACCESS EXCLUSIVE on all of "
            + parent
            + ", of which "
            + part.name()
            + " is a partition: reads and writes of it wait; "
            + (possible
                ? "detach it CONCURRENTLY first, then drop it."
                : "set a short lock_timeout and try again when it is quiet."),
        possible ? rewrite(drop, part, parent) : null);
  }

  private static SafeRewrite rewrite(DropStmt drop, Table part, RelationName parent) {
    SafeSteps steps = new SafeSteps();
    Partitions.detach(steps, printed(parent), printed(part.name()));
    return steps.brief(SqlPrinter.print(drop), "Nobody sees it any longer.").build();
  }

  private static String printed(RelationName name) {
    return SqlPrinter.printName(name.schema(), name.name());
  }
}
