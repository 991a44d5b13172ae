package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** DROP of what holds rows: tables, columns, materialized views, schemas. */
public final class DataDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.DATA_LOSS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    Set<String> lost = new TreeSet<>();
    for (RelationName gone : checked.effects().dropped()) {
      if (checked.isShared(gone) && holdsRows(checked, gone)) {
        lost.add("all rows of " + gone);
      }
    }
    lostColumns(checked, lost);
    if (lost.isEmpty() && dropsUnknown(checked)) {
      lost.add("what is dropped");
    }
    return lost.isEmpty()
        ? List.of()
        : List.of(
            finding(
                Risk.HIGH,
                "Cannot be had back but from a backup: " + String.join(", ", lost) + ".",
                null));
  }

  private static boolean holdsRows(CheckedStatement checked, RelationName name) {
    return checked
        .before()
        .relation(name)
        .filter(known ->
            switch (known.kind()) {
              case TABLE, PARTITIONED_TABLE, SEQUENCE -> true;
              case MATERIALIZED_VIEW, VIEW, FOREIGN_TABLE, INDEX, COMPOSITE_TYPE -> false;
            })
        .isPresent();
  }

  private static void lostColumns(CheckedStatement checked, Set<String> lost) {
    if (checked.statement() instanceof AlterTableStmt alter) {
      RelationName table = checked.before().resolve(alter.relation());
      for (AlterTableCmd cmd : alter.cmds()) {
        if (cmd instanceof AlterTableCmd.DropColumn drop && checked.isShared(table)) {
          lost.add("column " + table + "." + drop.name());
        }
      }
    }
  }

  /** Whether a table goes of which nothing is known. */
  private static boolean dropsUnknown(CheckedStatement checked) {
    return checked.statement() instanceof DropStmt drop
        && (drop.removeType() == ObjectType.TABLE || drop.removeType() == ObjectType.SCHEMA)
        && checked.effects().dropped().isEmpty()
        && checked.effects().locks().stream().anyMatch(Lock::existing);
  }
}
