package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.TableConstraint.ForeignKey;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A new foreign key locks the table that it refers to. */
public final class ReferencedTableLocked implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    Set<String> locked = new TreeSet<>();
    for (NewConstraints.Of<ForeignKey> added : NewConstraints.added(checked, ForeignKey.class)) {
      RelationName referenced = added.constraint().referenced();
      boolean blocks = checked.lockOn(referenced).filter(LockMode::blocksWrites).isPresent();
      if (blocks && !referenced.equals(added.table())) {
        locked.add(referenced.toString());
      }
    }
    return locked.isEmpty()
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Writes to "
                    + String.join(", ", locked)
                    + " wait too, from when the lock is asked for to the end of the transaction;"
                    + " add foreign keys to busy tables one at a time, with a short lock_timeout.",
                null));
  }
}
