package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A constraint that is NOT VALID and that nothing validates later. */
public final class ConstraintNeverValidated implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    List<Finding> findings = new ArrayList<>();
    Set<RelationName> tables = new TreeSet<>();
    for (CheckedStatement statement : checked.statements()) {
      if (statement.statement() instanceof AlterTableStmt alter) {
        tables.add(statement.before().resolve(alter.relation()));
      }
    }
    for (RelationName name : tables) {
      Table before = checked.statements().get(0).before().table(name).orElse(null);
      Table end = checked.run().end().table(name).orElse(null);
      if (end != null) {
        for (TableConstraint constraint : end.constraints()) {
          boolean isNew = before == null || before.constraint(constraint.name()).isEmpty();
          if (isNew && isToBeValidated(constraint) && isAddedHere(checked, name, constraint)) {
            findings.add(
                finding(
                    Risk.LOW,
                    constraint.name()
                        + " of "
                        + name
                        + " is NOT VALID, and no later migration validates it: the planner cannot"
                        + " use it, and old rows may break it.",
                    null));
          }
        }
      }
    }
    return findings;
  }

  private static boolean isToBeValidated(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Check check -> !check.valid() && check.enforced();
      case TableConstraint.ForeignKey key -> !key.valid() && key.enforced();
      case TableConstraint.NotNull notNull -> !notNull.valid();
      case TableConstraint.Key ignored -> false;
      case TableConstraint.Exclusion ignored -> false;
    };
  }

  private static boolean isAddedHere(
      CheckedMigration checked, RelationName name, TableConstraint constraint) {
    CheckedStatement last = checked.statements().get(checked.statements().size() - 1);
    return last.after()
        .table(name)
        .filter(table -> table.constraint(constraint.name()).isPresent())
        .isPresent();
  }
}
