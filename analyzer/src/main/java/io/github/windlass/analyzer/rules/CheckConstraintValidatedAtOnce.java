package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.LaterValidation;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** ADD CHECK without NOT VALID on a table in use. */
public final class CheckConstraintValidatedAtOnce implements Rule {

  private static final String MESSAGE =
      " wait while every row is checked; add the constraint NOT VALID and validate it in another"
          + " transaction.";

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    if (!checked.worksOn().contains(table)) {
      return List.of();
    }
    int added = 0;
    List<LaterValidation.Change> changes = new ArrayList<>();
    List<Finding> ofColumns =
        InlineConstraints.findings(this, checked, alter, table, Constraint.Check.class, MESSAGE);
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddConstraint add
          && add.constraint() instanceof Constraint.Check check
          && !check.skipValidation()) {
        added++;
        String name = NewConstraints.name(checked, table, check, TableConstraint.Check.class);
        if (name != null) {
          changes.add(new LaterValidation.Change(cmd, AlterTables.notValid(check, name), name));
        }
      }
    }
    if (added == 0) {
      return ofColumns;
    }
    List<Finding> findings = new ArrayList<>(ofColumns);
    findings.add(
        finding(
            checked.risk(),
            "Reads and writes of " + table + MESSAGE,
            changes.size() < added ? null : LaterValidation.of(alter, changes)));
    return findings;
  }
}
