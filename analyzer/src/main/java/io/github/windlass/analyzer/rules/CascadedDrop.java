package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** CASCADE takes more than the statement names. */
public final class CascadedDrop implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.DATA_LOSS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails() || !cascades(checked.statement())) {
      return List.of();
    }
    Set<String> also = new TreeSet<>();
    Set<RelationName> named = named(checked);
    for (RelationName gone : checked.effects().dropped()) {
      if (!named.contains(gone) && checked.isShared(gone)) {
        also.add(gone.toString());
      }
    }
    for (Lock lock : checked.effects().locks()) {
      lostParts(checked, lock, also);
    }
    return also.isEmpty()
        ? List.of()
        : List.of(
            finding(
                Risk.HIGH,
                "CASCADE drops without a question: "
                    + String.join(", ", also)
                    + "; drop what has to go by name.",
                null));
  }

  private static boolean cascades(Statement statement) {
    return switch (statement) {
      case DropStmt drop -> drop.behavior() == DropBehavior.CASCADE;
      case AlterTableStmt alter ->
          alter.cmds().stream()
              .anyMatch(cmd ->
                  (cmd instanceof AlterTableCmd.DropColumn column
                          && column.behavior() == DropBehavior.CASCADE)
                      || (cmd instanceof AlterTableCmd.DropConstraint constraint
                          && constraint.behavior() == DropBehavior.CASCADE));
      default -> false;
    };
  }

  private static Set<RelationName> named(CheckedStatement checked) {
    Set<RelationName> named = new HashSet<>();
    if (checked.statement() instanceof DropStmt drop) {
      for (ObjectReference object : drop.objects()) {
        if (object instanceof QualifiedName relation) {
          named.add(checked.before().resolve(relation.names()));
        }
      }
      // The indexes and sequences of a table go with it.
      for (RelationName table : List.copyOf(named)) {
        checked.before().indexesOf(table).forEach(index -> named.add(index.name()));
        checked.before().sequencesOf(table).forEach(sequence -> named.add(sequence.name()));
      }
    }
    return named;
  }

  /** The columns and foreign keys of tables that stay. */
  private static void lostParts(CheckedStatement checked, Lock lock, Set<String> also) {
    Table before = checked.before().table(lock.relation()).orElse(null);
    Table after = checked.after().table(lock.relation()).orElse(null);
    if (before == null || after == null || !lock.existing()) {
      return;
    }
    boolean itself =
        checked.statement() instanceof AlterTableStmt alter
            && checked.before().resolve(alter.relation()).equals(lock.relation());
    for (Column column : before.columns()) {
      if (!itself && after.column(column.name()).isEmpty()) {
        also.add("column " + before.name() + "." + column.name());
      }
    }
    for (TableConstraint.ForeignKey key : before.foreignKeys()) {
      if (after.constraint(key.name()).isEmpty() && !itself) {
        also.add("foreign key " + key.name() + " of " + before.name());
      }
    }
  }
}
