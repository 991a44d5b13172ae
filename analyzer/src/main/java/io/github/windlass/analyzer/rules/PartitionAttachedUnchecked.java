package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rewrite.Partitions;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** ATTACH PARTITION where nothing proves that the rows belong there. */
public final class PartitionAttachedUnchecked implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)
        || checked.fails()
        || checked.worksOn().isEmpty()) {
      return List.of();
    }
    RelationName parent = checked.before().resolve(alter.relation());
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AttachPartition attach && attach.bound() != null) {
        RelationName part = checked.before().resolve(attach.name());
        RelationName fallback =
            checked.before().defaultPartitionOf(parent).map(Table::name).orElse(null);
        boolean readsPart = checked.worksOn().contains(part);
        boolean readsFallback = fallback != null && checked.worksOn().contains(fallback);
        if (readsPart || readsFallback) {
          List<String> key =
              checked.before().table(parent).map(Table::partitionKey).orElse(List.of());
          findings.add(
              finding(
                  checked.risk(),
                  "Reads and writes of "
                      + (readsPart ? part : "the default partition " + fallback)
                      + (readsPart && readsFallback
                          ? " and of the default partition " + fallback
                          : "")
                      + " wait while every row is checked against the bound; "
                      + (readsPart
                          ? "add a CHECK of the same condition before, NOT VALID, and validate it"
                              + " in another transaction."
                          : "add a CHECK to the default partition before that excludes the new"
                              + " bound, NOT VALID, and validate it in another transaction."),
                  readsFallback ? null : Partitions.attach(alter, attach, key)));
        }
      }
    }
    return findings;
  }
}
