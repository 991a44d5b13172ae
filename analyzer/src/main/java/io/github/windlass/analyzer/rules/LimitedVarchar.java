package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A new column of varchar(n). */
public final class LimitedVarchar implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.TYPES;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewColumns.Of added : NewColumns.of(checked)) {
      ColumnType type = NewColumns.type(added.column()).orElse(null);
      if (type != null && type.name().equals("varchar") && !type.typmods().isEmpty()) {
        findings.add(
            finding(
                Risk.LOW,
                added.table()
                    + "."
                    + added.column().colname()
                    + ": a limit in the type is changed under ACCESS EXCLUSIVE later; text with a"
                    + " CHECK constraint is as fast, and its limit can be changed without reading"
                    + " the table",
                null));
      }
    }
    return findings;
  }
}
