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

/** DROP NOT NULL while the application counts on a value. */
public final class NullsAllowed implements Rule {

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
      if (cmd instanceof AlterTableCmd.DropNotNull drop && checked.isShared(table)) {
        findings.add(
            finding(
                Risk.LOW,
                "The application that runs now may count on "
                    + table
                    + "."
                    + drop.name()
                    + " having a value; write nulls only when no old process is left.",
                null));
      }
    }
    return findings;
  }
}
