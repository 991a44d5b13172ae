package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A new column of json. */
public final class JsonColumn implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.TYPES;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewColumns.Of added : NewColumns.of(checked)) {
      ColumnType type = NewColumns.type(added.column()).orElse(null);
      if (type != null && type.name().equals("json")) {
        findings.add(
            finding(
                Risk.LOW,
                added.table()
                    + "."
                    + added.column().colname()
                    + ": json has no equality, so that SELECT DISTINCT, GROUP BY and UNION over the"
                    + " column fail; use jsonb",
                null));
      }
    }
    return findings;
  }
}
