package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A new column of timestamp without time zone. */
public final class TimeWithoutZone implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.TYPES;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewColumns.Of added : NewColumns.of(checked)) {
      ColumnType type = NewColumns.type(added.column()).orElse(null);
      if (type != null && (type.name().equals("timestamp") || type.name().equals("timetz"))) {
        findings.add(
            finding(
                Risk.LOW,
                added.table()
                    + "."
                    + added.column().colname()
                    + ": "
                    + (type.name().equals("timetz")
                        ? "a time of day with an offset knows no daylight saving time"
                        : "a timestamp without time zone is no point in time, and is read in"
                            + " whatever zone a session has")
                    + "; use timestamptz",
                null));
      }
    }
    return findings;
  }
}
