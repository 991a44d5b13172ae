package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A new foreign key whose columns no index begins with. */
public final class ForeignKeyWithoutIndex implements Rule {

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
    Set<RelationName> tables = new TreeSet<>();
    for (CheckedStatement statement : checked.statements()) {
      tables.addAll(statement.before().changedIn(statement.after()));
      tables.addAll(statement.effects().created());
    }
    for (RelationName name : tables) {
      Table after = last.after().table(name).orElse(null);
      Table before = checked.statements().get(0).before().table(name).orElse(null);
      if (after == null || !after.columnsKnown()) {
        continue;
      }
      for (TableConstraint.ForeignKey key : after.foreignKeys()) {
        boolean isNew = before == null || before.constraint(key.name()).isEmpty();
        if (isNew && !isIndexed(last, after, key.columns())) {
          findings.add(
              finding(
                  Risk.LOW,
                  "Every DELETE in "
                      + key.referenced()
                      + ", and every change of its key, reads all of "
                      + name
                      + ": no index begins with "
                      + String.join(", ", key.columns())
                      + ".",
                  null));
        }
      }
    }
    return findings;
  }

  /** Whether the columns, in any order, are the first of an index of all rows. */
  private static boolean isIndexed(CheckedStatement last, Table table, List<String> columns) {
    for (Index index : last.after().indexesOf(table.name())) {
      List<String> keys = index.columns();
      if (index.valid()
          && index.definition().where() == null
          && keys.size() >= columns.size()
          && new HashSet<>(keys.subList(0, columns.size())).containsAll(columns)) {
        return true;
      }
    }
    return false;
  }
}
