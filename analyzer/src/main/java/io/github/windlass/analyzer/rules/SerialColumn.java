package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A new column of serial. */
public final class SerialColumn implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.TYPES;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewColumns.Of added : NewColumns.of(checked)) {
      ColumnType type = NewColumns.type(added.column()).orElse(null);
      if (type != null && type.isSerial()) {
        findings.add(
            finding(
                Risk.LOW,
                added.table()
                    + "."
                    + added.column().colname()
                    + ": the sequence behind serial has rights and an owner of its own, and anyone"
                    + " may change the default; use GENERATED ALWAYS AS IDENTITY",
                null));
      }
    }
    return findings;
  }
}
