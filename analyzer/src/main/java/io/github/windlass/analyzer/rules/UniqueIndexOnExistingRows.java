package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;

/** CREATE UNIQUE INDEX on rows that may be no different. */
public final class UniqueIndexOnExistingRows implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof IndexStmt index)
        || !index.unique()
        || checked.fails()
        || checked.effects().indexBuilds().isEmpty()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(index.relation());
    if (!checked.isShared(table)) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            "Fails if "
                + table
                + " has duplicates"
                + (index.concurrent()
                    ? ", late, and leaves an invalid index that goes on refusing new ones"
                    : "")
                + "; look for duplicates before it is run, and keep the application from writing"
                + " more.",
            null));
  }
}
