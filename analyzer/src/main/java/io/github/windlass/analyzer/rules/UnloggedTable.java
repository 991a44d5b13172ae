package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.List;

/** A table without WAL. */
public final class UnloggedTable implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    boolean unlogged =
        switch (checked.statement()) {
          case CreateStmt create ->
              create.relation().relpersistence() == RangeVar.Persistence.UNLOGGED;
          case AlterTableStmt alter ->
              alter.cmds().stream().anyMatch(AlterTableCmd.SetUnLogged.class::isInstance);
          default -> false;
        };
    return unlogged
        ? List.of(
            finding(
                Risk.MEDIUM,
                "An unlogged table is empty after a crash, and has no rows on a standby.",
                null))
        : List.of();
  }
}
