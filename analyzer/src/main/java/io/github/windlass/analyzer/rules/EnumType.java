package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import java.util.List;

/** CREATE TYPE … AS ENUM. */
public final class EnumType implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    return checked.statement() instanceof DefinitionStatement.CreateEnumStmt create
        ? List.of(
            finding(
                Risk.LOW,
                "A value of "
                    + String.join(".", create.typeName())
                    + " can be added and renamed, but never removed or moved; a table of values"
                    + " with a foreign key, or text with a CHECK, can change.",
                null))
        : List.of();
  }
}
