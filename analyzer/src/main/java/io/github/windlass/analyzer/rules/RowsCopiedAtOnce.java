package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CopyStmt;
import java.util.List;

/** INSERT … SELECT from a table in use, and COPY. */
public final class RowsCopiedAtOnce implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    return switch (checked.statement()) {
      case InsertStmt insert when insert.selectStmt() != null && !checked.worksOn().isEmpty() ->
          List.of(
              finding(
                  Risk.LOW,
                  "Copies from "
                      + checked.worksOn().get(0)
                      + " in one transaction, and VACUUM cannot clean up anywhere until it ends;"
                      + " copy in batches along a key.",
                  null));
      case CopyStmt copy when copy.isFrom() ->
          List.of(
              finding(
                  Risk.LOW,
                  "Loads data in the migration's transaction, with its locks held for as long as"
                      + " that takes; load data in a job of its own.",
                  null));
      default -> List.of();
    };
  }
}
