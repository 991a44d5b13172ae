package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** DROP COLUMN takes an index over further columns along. */
public final class IndexDroppedWithColumn implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)
        || checked.fails()
        || alter.cmds().stream().noneMatch(AlterTableCmd.DropColumn.class::isInstance)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (RelationName gone : checked.effects().dropped()) {
      Index index = checked.before().index(gone).orElse(null);
      if (index != null && index.columns().size() > 1 && checked.isShared(index.table())) {
        findings.add(
            finding(
                Risk.MEDIUM,
                "Index "
                    + gone.name()
                    + " over "
                    + String.join(", ", index.columns())
                    + " goes with the column, and what it enforces or speeds up with it; build the"
                    + " one that takes its place first.",
                null));
      }
    }
    return findings;
  }
}
