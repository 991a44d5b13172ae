package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A constraint that is NOT ENFORCED. */
public final class NotEnforcedConstraint implements Rule {

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
      for (TableConstraint constraint :
          NewConstraints.added(checked, name, TableConstraint.class)) {
        boolean enforced =
            switch (constraint) {
              case TableConstraint.Check check -> check.enforced();
              case TableConstraint.ForeignKey key -> key.enforced();
              case TableConstraint.Key ignored -> true;
              case TableConstraint.Exclusion ignored -> true;
              case TableConstraint.NotNull ignored -> true;
            };
        if (!enforced) {
          findings.add(
              finding(
                  Risk.LOW,
                  constraint.name() + " of " + name + " is written down and never checked.",
                  null));
        }
      }
    }
    return findings;
  }
}
