package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A new table without a primary key. */
public final class TableWithoutPrimaryKey implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    if (checked.statements().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    CheckedStatement last = checked.statements().get(checked.statements().size() - 1);
    Set<RelationName> seen = new HashSet<>();
    for (CheckedStatement statement : checked.statements()) {
      for (RelationName created : statement.effects().created()) {
        Table table = last.after().table(created).orElse(null);
        if (table != null && seen.add(created) && lacksKey(table)) {
          findings.add(
              finding(
                  Risk.LOW,
                  created
                      + " has no primary key: logical replication cannot say which row changed, and"
                      + " doubled rows cannot be told apart.",
                  null));
        }
      }
    }
    return findings;
  }

  private static boolean lacksKey(Table table) {
    return (table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED_TABLE)
        && !table.temporary()
        && table.columnsKnown()
        && table.parents().isEmpty()
        && table.primaryKey().isEmpty();
  }
}
