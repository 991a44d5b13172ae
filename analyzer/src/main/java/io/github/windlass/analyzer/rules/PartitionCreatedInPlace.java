package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rewrite.Partitions;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.List;
import java.util.Optional;

/** CREATE TABLE … PARTITION OF a table in use. */
public final class PartitionCreatedInPlace implements Rule {

  /** ATTACH PARTITION lets reads and writes of the table go on from here on. */
  private static final int MILD_ATTACH = 12;

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof CreateStmt create)
        || create.partbound() == null
        || create.inhRelations().isEmpty()
        || checked.fails()) {
      return List.of();
    }
    RelationName parent = checked.before().resolve(create.inhRelations().get(0));
    if (checked.lockOn(parent).filter(LockMode::blocksReads).isEmpty()) {
      return List.of();
    }
    Optional<Table> fallback = checked.before().defaultPartitionOf(parent);
    boolean mild = checked.setting().postgres() >= MILD_ATTACH;
    String others =
        fallback
            .map(table ->
                " and of its default partition "
                    + table.name()
                    + (checked.effects().scans().contains(table.name())
                        ? ", all rows of which are read"
                        : ""))
            .orElse("");
    return List.of(
        finding(
            checked.risk(),
            "Takes ACCESS EXCLUSIVE on all of "
                + parent
                + ": reads and writes of it"
                + others
                + " wait; "
                + (mild
                    ? "create a table and attach it, which takes a lock that lets them go on."
                    : "set a short lock_timeout and try again when it is quiet."),
            mild && fallback.isEmpty() ? Partitions.create(create) : null));
  }
}
