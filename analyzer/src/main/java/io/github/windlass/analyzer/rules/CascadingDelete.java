package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** ON DELETE CASCADE. */
public final class CascadingDelete implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    Set<RelationName> tables = new TreeSet<>(checked.before().changedIn(checked.after()));
    tables.addAll(checked.effects().created());
    for (RelationName name : tables) {
      for (TableConstraint.ForeignKey key :
          NewConstraints.added(checked, name, TableConstraint.ForeignKey.class)) {
        if (key.onDelete() == Action.CASCADE) {
          findings.add(
              finding(
                  Risk.LOW,
                  "A DELETE in "
                      + key.referenced()
                      + " deletes from "
                      + name
                      + " too, in the same transaction, however many rows that are.",
                  null));
        }
      }
    }
    return findings;
  }
}
