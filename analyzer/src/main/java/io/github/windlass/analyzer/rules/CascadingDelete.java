package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.TableConstraint.ForeignKey;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import java.util.ArrayList;
import java.util.List;

/** ON DELETE CASCADE. */
public final class CascadingDelete implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewConstraints.Of<ForeignKey> added : NewConstraints.added(checked, ForeignKey.class)) {
      if (added.constraint().onDelete() == Action.CASCADE) {
        findings.add(
            finding(
                Risk.LOW,
                "A DELETE in "
                    + added.constraint().referenced()
                    + " deletes from "
                    + added.table()
                    + " too, in the same transaction, however many rows that are.",
                null));
      }
    }
    return findings;
  }
}
