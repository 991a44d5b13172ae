package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DROP INDEX on a table in use. */
public final class IndexDroppedWithoutConcurrently implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!(checked.statement() instanceof DropStmt drop)
        || drop.removeType() != ObjectType.INDEX
        || drop.concurrent()
        || checked.fails()) {
      return List.of();
    }
    List<Lock> tables =
        checked.effects().locks().stream()
            .filter(lock ->
                lock.existing()
                    && lock.kind() != RelationKind.INDEX
                    && !moment.holds(lock.relation()))
            .toList();
    if (tables.isEmpty()) {
      return List.of();
    }
    return List.of(
        finding(
            checked.risk(),
            "Takes ACCESS EXCLUSIVE on "
                + named(checked, drop, tables.get(0).relation())
                + ": it waits for every query on the table, and all others wait behind it; drop"
                + " the index CONCURRENTLY, outside a transaction.",
            rewrite(drop, tables)));
  }

  /** The table, or whose it is where the index is not known. */
  private static String named(CheckedStatement checked, DropStmt drop, RelationName locked) {
    for (ObjectReference object : drop.objects()) {
      if (object instanceof QualifiedName name
          && checked.before().resolve(name.names()).equals(locked)) {
        return "the table of index " + locked + " (which is not known here)";
      }
    }
    return locked.toString();
  }

  /** DROP INDEX CONCURRENTLY takes one index, without CASCADE, and none of a partitioned table. */
  private static @Nullable SafeRewrite rewrite(DropStmt drop, List<Lock> tables) {
    if (drop.behavior() == DropBehavior.CASCADE
        || tables.stream().anyMatch(lock -> lock.kind() == RelationKind.PARTITIONED_TABLE)) {
      return null;
    }
    SafeSteps steps = new SafeSteps();
    for (ObjectReference index : drop.objects()) {
      steps.concurrently(
          SqlPrinter.print(
              new DropStmt(
                  List.of(index),
                  drop.removeType(),
                  drop.behavior(),
                  drop.missingOk(),
                  true,
                  drop.span())),
          "Reads and writes go on.");
    }
    return steps.build();
  }
}
