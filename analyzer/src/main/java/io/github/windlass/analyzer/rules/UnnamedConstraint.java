package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.ArrayList;
import java.util.List;

/** A constraint to which the server gives a name. */
public final class UnnamedConstraint implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    int unnamed = 0;
    for (Constraint constraint : tableConstraints(checked.statement())) {
      if (constraint.conname() == null && isNamed(constraint)) {
        unnamed++;
      }
    }
    return unnamed == 0
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "The server chooses the name of "
                    + (unnamed == 1 ? "a constraint" : unnamed + " constraints")
                    + ", and another one where that is taken, so that a later migration cannot be"
                    + " sure of it; write CONSTRAINT name.",
                null));
  }

  private static List<Constraint> tableConstraints(Statement statement) {
    return switch (statement) {
      case CreateStmt create -> create.constraints();
      case AlterTableStmt alter -> {
        List<Constraint> constraints = new ArrayList<>();
        for (AlterTableCmd cmd : alter.cmds()) {
          if (cmd instanceof AlterTableCmd.AddConstraint add) {
            constraints.add(add.constraint());
          }
        }
        yield constraints;
      }
      default -> List.of();
    };
  }

  /** Whether it is one that has a name people use. */
  private static boolean isNamed(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check ignored -> true;
      case Constraint.ForeignKey ignored -> true;
      case Constraint.Unique unique -> unique.indexname() == null;
      case Constraint.Exclusion ignored -> true;
      case Constraint.PrimaryKey ignored -> false;
      case Constraint.NotNull ignored -> false;
      case Constraint.Null ignored -> false;
      case Constraint.Default ignored -> false;
      case Constraint.Generated ignored -> false;
      case Constraint.Identity ignored -> false;
      case Constraint.Attribute ignored -> false;
    };
  }
}
