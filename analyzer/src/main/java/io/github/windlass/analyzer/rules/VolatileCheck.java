package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ExpressionVolatility;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.Volatility;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A CHECK whose expression gives another answer later. */
public final class VolatileCheck implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    Set<RelationName> tables = new TreeSet<>(checked.before().changedIn(checked.after()));
    tables.addAll(checked.effects().created());
    List<Finding> findings = new ArrayList<>();
    for (RelationName name : tables) {
      Table table = checked.after().table(name).orElse(null);
      for (TableConstraint.Check check :
          NewConstraints.added(checked, name, TableConstraint.Check.class)) {
        ExpressionVolatility found =
            ExpressionVolatility.of(
                check.expression(), table, checked.after(), checked.setting().postgres());
        if (found.least() != Volatility.IMMUTABLE) {
          findings.add(
              finding(
                  Risk.LOW,
                  check.name()
                      + " of "
                      + name
                      + " may give another answer for the same row later, when nobody checks; a"
                      + " dump may then fail to restore.",
                  null));
        }
      }
    }
    return findings;
  }
}
