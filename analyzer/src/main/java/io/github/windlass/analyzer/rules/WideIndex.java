package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;

/** An index over more than three columns that is not unique. */
public final class WideIndex implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  private static final int COLUMNS = 3;

  @Override
  public List<Finding> check(CheckedStatement checked) {
    return checked.statement() instanceof IndexStmt index
            && !index.unique()
            && index.indexParams().size() > COLUMNS
        ? List.of(
            finding(
                Risk.LOW,
                "An index over "
                    + index.indexParams().size()
                    + " columns is large, and the columns behind the third seldom narrow a search.",
                null))
        : List.of();
  }
}
