package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.TableConstraint.ForeignKey;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Work that grows with a table while an earlier lock of the transaction keeps others out. */
public final class LongWorkUnderLock implements Rule {

  /** How far back a finding of the same kind is looked for. */
  private static final int BACK = 100;

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    HeldLock held = worst(moment.statement(), moment.index());
    return held == null || isOfEmptyTable(moment) || isTold(moment, held)
        ? List.of()
        : List.of(finding(moment.statement().risk(), message(moment, held), null));
  }

  /**
   * The lock that makes the statement's work a danger, one of the same migration if there is one;
   * null without.
   */
  private static @Nullable HeldLock worst(CheckedStatement checked, int index) {
    if (checked.fails()
        || checked.held().isEmpty()
        || checked.worksOn().isEmpty()
        || hangsOnUnknownType(checked)) {
      return null;
    }
    HeldLock worst = null;
    for (HeldLock held : checked.held()) {
      if (isWorse(held, checked)) {
        worst = held;
        if (!isOfBefore(held, checked, index)) {
          return held;
        }
      }
    }
    return worst;
  }

  /** Whether all of its work would be for a column whose type is not known: there may be none. */
  private static boolean hangsOnUnknownType(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)) {
      return false;
    }
    RelationName table = checked.before().resolve(alter.relation());
    boolean hangs = false;
    for (AlterTableCmd cmd : alter.cmds()) {
      boolean unknown =
          cmd instanceof AlterTableCmd.AlterColumnType change
              && !ColumnTypeRewritesTable.isTypeKnown(checked, table, change);
      if (!unknown && Actions.effects(checked, alter, cmd).growsWithData()) {
        return false;
      }
      hangs |= unknown;
    }
    return hangs;
  }

  /** Whether a migration before took the lock. */
  private static boolean isOfBefore(HeldLock held, CheckedStatement checked, int index) {
    return index < checked.number() - held.since();
  }

  /**
   * A lock is told of once, with the first work that it makes others wait for, and again with work
   * of a higher risk; those of migrations before once in each, since which are pending is not
   * known.
   */
  private static boolean isTold(Moment moment, HeldLock held) {
    boolean before = isOfBefore(held, moment.statement(), moment.index());
    List<CheckedStatement> all = moment.migration().statements();
    for (int i = moment.index() - 1; i >= Math.max(0, moment.index() - BACK); i--) {
      HeldLock earlier = worst(all.get(i), i);
      if (earlier != null
          && (before ? isOfBefore(earlier, all.get(i), i) : earlier.equals(held))
          && all.get(i).risk().isAtLeast(moment.statement().risk())
          && !isOfEmptyTable(new Moment(moment.migration(), i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether only foreign keys of a table are added that the migration made and never filled: the
   * join that checks them ends with the first look at that side.
   */
  private static boolean isOfEmptyTable(Moment moment) {
    CheckedStatement checked = moment.statement();
    return switch (checked.statement()) {
      case AlterTableStmt alter -> {
        RelationName table = checked.before().resolve(alter.relation());
        yield alter.cmds().stream().allMatch(LongWorkUnderLock::addsForeignKey)
            && !checked.isShared(table)
            && EmptyTables.isEmpty(moment, table);
      }
      // What a block does beside is not known, but that it reads what such keys refer to.
      case DoStmt ignored -> {
        Set<RelationName> referenced = new HashSet<>();
        for (NewConstraints.Of<ForeignKey> added :
            NewConstraints.added(checked, ForeignKey.class)) {
          if (!checked.isShared(added.table()) && EmptyTables.isEmpty(moment, added.table())) {
            referenced.add(added.constraint().referenced());
          }
        }
        yield checked.effects().rewrites().isEmpty()
            && checked.effects().indexBuilds().isEmpty()
            && referenced.containsAll(checked.worksOn());
      }
      default -> false;
    };
  }

  private static boolean addsForeignKey(AlterTableCmd cmd) {
    return cmd instanceof AlterTableCmd.AddConstraint add
        && add.constraint() instanceof Constraint.ForeignKey;
  }

  /** Whether a lock that is held keeps out whom the statement by itself would not. */
  private static boolean isWorse(HeldLock held, CheckedStatement checked) {
    Optional<LockMode> own = checked.lockOn(used(held, checked));
    return (held.mode().blocksReads() && !own.filter(LockMode::blocksReads).isPresent())
        || (held.mode().blocksWrites() && !own.filter(LockMode::blocksWrites).isPresent());
  }

  /**
   * What others use and have to wait for: of an index, its table, whose every query looks at it.
   */
  private static RelationName used(HeldLock held, CheckedStatement checked) {
    return checked.before().relation(held.relation()).orElse(null) instanceof Relation.Index index
        ? index.table()
        : held.relation();
  }

  private static String message(Moment moment, HeldLock held) {
    CheckedStatement checked = moment.statement();
    boolean across = isOfBefore(held, checked, moment.index());
    String who =
        (held.mode().blocksReads() ? "Reads and writes of " : "Writes to ") + used(held, checked);
    String since =
        across
            ? "since a migration before, for all of them run in one transaction"
            : "since statement " + held.since() + " of the transaction";
    return who
        + " wait "
        + since
        + ", and go on waiting while this one works on "
        + checked.worksOn().get(0)
        + "; "
        + (validates(checked)
            ? "validate in another transaction, or NOT VALID gains nothing."
            : across ? "deploy it by itself." : "run it in a transaction of its own.");
  }

  private static boolean validates(CheckedStatement checked) {
    return checked.statement() instanceof AlterTableStmt alter
        && alter.cmds().stream().allMatch(AlterTableCmd.ValidateConstraint.class::isInstance);
  }
}
