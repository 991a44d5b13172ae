package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A foreign key goes, with its constraint, column or table: the other table is locked as well. */
public final class DropLocksReferencedTable implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (checked.fails()) {
      return List.of();
    }
    Set<RelationName> named = named(checked);
    if (named.isEmpty()) {
      return List.of();
    }
    Catalog before = checked.before();
    Set<RelationName> ends = new HashSet<>();
    named.forEach(name ->
        before
            .table(name)
            .ifPresent(table -> table.foreignKeys().forEach(key -> ends.add(key.referenced()))));
    String others =
        checked.effects().locks().stream()
            .filter(lock ->
                lock.existing()
                    && lock.kind() != RelationKind.INDEX
                    && lock.mode().blocksReads()
                    && !moment.holds(lock.relation())
                    && ends.contains(lock.relation())
                    && !named.contains(lock.relation())
                    && !checked.effects().dropped().contains(lock.relation()))
            .map(Lock::relation)
            .map(RelationName::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    if (others.isEmpty()) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            "Takes ACCESS EXCLUSIVE on "
                + others
                + " too, to which a foreign key that goes refers: all reads and writes of it wait"
                + " while this waits for its turn; "
                + (isAlone(checked)
                    ? "give it a transaction of its own with a short lock_timeout, and try again"
                        + " when it gives up."
                    : "drop the foreign keys first, each in a transaction of its own with a short"
                        + " lock_timeout."),
            null));
  }

  /** Whether the statement drops nothing but one constraint. */
  private static boolean isAlone(CheckedStatement checked) {
    return checked.statement() instanceof AlterTableStmt alter
        && alter.cmds().size() == 1
        && alter.cmds().get(0) instanceof AlterTableCmd.DropConstraint;
  }

  /** The tables that the statement drops, or drops a part of. */
  private static Set<RelationName> named(CheckedStatement checked) {
    Set<RelationName> named = new HashSet<>();
    switch (checked.statement()) {
      case AlterTableStmt alter -> {
        for (AlterTableCmd cmd : alter.cmds()) {
          if (cmd instanceof AlterTableCmd.DropConstraint
              || cmd instanceof AlterTableCmd.DropColumn) {
            named.add(checked.before().resolve(alter.relation()));
          }
        }
      }
      case DropStmt drop -> {
        if (drop.removeType() == ObjectType.TABLE) {
          for (ObjectReference object : drop.objects()) {
            if (object instanceof QualifiedName name) {
              named.add(checked.before().resolve(name.names()));
            }
          }
        }
      }
      default -> {
        // Drops nothing that has foreign keys.
      }
    }
    return named;
  }
}
