package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import java.util.List;

/** INSERT without a list of columns. */
public final class InsertWithoutColumns implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof InsertStmt insert)
        || !insert.cols().isEmpty()
        || insert.selectStmt() == null
        || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(insert.relation());
    return checked.isShared(table)
        ? List.of(
            finding(
                Risk.LOW,
                "Puts values into the columns of "
                    + table
                    + " as they happen to stand; name the columns.",
                null))
        : List.of();
  }
}
