package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;

/** DROP DATABASE and DROP TABLESPACE in a migration. */
public final class DatabaseDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.DATA_LOSS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    return switch (checked.statement()) {
      case UtilityStatement.DropdbStmt drop ->
          List.of(
              finding(Risk.CRITICAL, "All of database " + drop.dbname() + " goes for good.", null));
      case UtilityStatement.DropTableSpaceStmt drop ->
          List.of(
              finding(
                  Risk.HIGH,
                  "Tablespace " + drop.tablespacename() + " belongs to the whole cluster.",
                  null));
      default -> List.of();
    };
  }
}
