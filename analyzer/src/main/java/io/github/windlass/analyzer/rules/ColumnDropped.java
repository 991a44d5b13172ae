package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** DROP COLUMN while the application may still read it. */
public final class ColumnDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.DropColumn drop && checked.isShared(table)) {
        findings.add(
            finding(
                Risk.HIGH,
                "The application that runs now may still read "
                    + table
                    + "."
                    + drop.name()
                    + ", and an ORM names every column that it knows; stop using the column in a"
                    + " release of its own, and drop it in a later one.",
                null));
      }
    }
    return findings;
  }
}
