package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.ObjectStatement.RenameStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import java.util.List;

/** RENAME COLUMN while the application uses the old name. */
public final class ColumnRenamed implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof RenameStmt rename)
        || rename.renameType() != ObjectType.COLUMN
        || rename.relation() == null
        || checked.fails()) {
      return List.of();
    }
    RelationName relation = checked.before().resolve(rename.relation());
    if (!checked.isShared(relation)) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.HIGH,
            "The application that runs now knows "
                + relation
                + "."
                + rename.subname()
                + " under its old name and fails as soon as this commits; add "
                + rename.newname()
                + " as a new column, write both, copy the rows in batches, and drop the old one in"
                + " a later release.",
            null));
  }
}
