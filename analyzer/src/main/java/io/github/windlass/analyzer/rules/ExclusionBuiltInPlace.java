package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;

/** EXCLUDE, or a key WITHOUT OVERLAPS, on a table in use. */
public final class ExclusionBuiltInPlace implements Rule {

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
    boolean excludes =
        alter.cmds().stream()
            .anyMatch(cmd ->
                cmd instanceof AlterTableCmd.AddConstraint add
                    && add.constraint() instanceof Constraint.Exclusion);
    if (!excludes || !checked.worksOn().contains(table)) {
      return List.of();
    }
    return List.of(
        finding(
            checked.risk(),
            "Reads and writes of "
                + table
                + " wait while the index of the exclusion constraint is built, and there is no"
                + " other way to add one: it is never NOT VALID and takes no index that is there."
                + " Choose a quiet time, or fill a new table that has it from the start and"
                + " rename.",
            null));
  }
}
