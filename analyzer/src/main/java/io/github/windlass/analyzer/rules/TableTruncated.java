package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.TruncateStmt;
import java.util.List;

/** TRUNCATE of tables in use. */
public final class TableTruncated implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.DATA_LOSS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof TruncateStmt) || checked.fails()) {
      return List.of();
    }
    List<String> emptied =
        checked.effects().locks().stream()
            .filter(lock -> lock.existing() && lock.mode() == LockMode.ACCESS_EXCLUSIVE)
            .filter(lock ->
                lock.kind() == RelationKind.TABLE || lock.kind() == RelationKind.PARTITIONED_TABLE)
            .map(lock -> lock.relation().toString())
            .toList();
    return emptied.isEmpty()
        ? List.of()
        : List.of(finding(Risk.HIGH, "All rows go of " + String.join(", ", emptied) + ".", null));
  }
}
