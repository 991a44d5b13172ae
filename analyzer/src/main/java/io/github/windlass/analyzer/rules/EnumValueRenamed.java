package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import java.util.List;

/** ALTER TYPE … RENAME VALUE while the application writes the old one. */
public final class EnumValueRenamed implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof DefinitionStatement.AlterEnumStmt alter)
        || alter.oldVal() == null
        || checked.fails()) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.HIGH,
            "The application that runs now fails when it writes or compares with '"
                + alter.oldVal()
                + "'; add '"
                + alter.newVal()
                + "' as a new value, use it, change the rows in batches, and leave the old value"
                + " unused.",
            null));
  }
}
