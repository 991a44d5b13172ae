package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A new name that has to be written in quotes. */
public final class QuotedName implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    Set<String> names = new TreeSet<>();
    for (RelationName created : checked.effects().created()) {
      names.add(created.name());
    }
    NewColumns.of(checked).forEach(added -> names.add(added.column().colname()));
    names.removeIf(name -> SqlPrinter.printName(name).equals(name));
    return names.isEmpty()
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Has to be quoted wherever it is written: " + String.join(", ", names) + ".",
                null));
  }
}
