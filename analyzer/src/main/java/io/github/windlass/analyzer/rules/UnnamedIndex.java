package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;

/** An index to which the server gives a name. */
public final class UnnamedIndex implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    return checked.statement() instanceof IndexStmt index && index.idxname() == null
        ? List.of(
            finding(
                Risk.LOW,
                "The server chooses the index's name, and a new one each time it is built again;"
                    + " name it.",
                null))
        : List.of();
  }
}
