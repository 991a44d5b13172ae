package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;

/** REFRESH VERSION without a rebuild of the indexes. */
public final class CollationVersionRefreshed implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    boolean refreshed =
        switch (checked.statement()) {
          case DefinitionStatement.AlterCollationStmt ignored -> true;
          case UtilityStatement.AlterDatabaseRefreshCollStmt ignored -> true;
          default -> false;
        };
    return refreshed
        ? List.of(
            finding(
                Risk.HIGH,
                "Says that all indexes are in the new order of the collation, and does nothing to"
                    + " make it so; REINDEX those over text of it first, or queries miss rows.",
                null))
        : List.of();
  }
}
