package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.TruncateStmt;
import java.util.List;

/** Tables in which a migration left no row. */
final class EmptyTables {

  /** How many statements back are looked at. */
  private static final int BACK = 1_000;

  private EmptyTables() {}

  /** Whether the migration surely made or emptied the table before, and did not fill it since. */
  static boolean isEmpty(Moment moment, RelationName table) {
    List<CheckedStatement> all = moment.migration().statements();
    int end = Math.max(0, moment.index() - BACK);
    for (int i = moment.index() - 1; i >= end; i--) {
      CheckedStatement earlier = all.get(i);
      if (empties(earlier, table)) {
        // Since then, something may have run of which nothing is known.
        return moment.statement().before().isCertain() || !earlier.after().isCertain();
      }
      if (mayFill(earlier, table)) {
        return false;
      }
    }
    return false;
  }

  private static boolean empties(CheckedStatement checked, RelationName table) {
    if (checked.fails() || checked.condition() != null || checked.repeats()) {
      return false;
    }
    return switch (checked.statement()) {
      case CreateStmt ignored -> checked.effects().created().contains(table);
      case DeleteStmt delete ->
          delete.whereClause() == null
              && delete.usingClause().isEmpty()
              && names(checked, delete.relation(), table);
      case TruncateStmt truncate ->
          truncate.relations().stream().anyMatch(each -> names(checked, each, table));
      default -> false;
    };
  }

  /** With what is below it: ONLY leaves the rows of that. */
  private static boolean names(CheckedStatement checked, RangeVar written, RelationName table) {
    return written.inh() && checked.before().resolve(written).equals(table);
  }

  /** Whether the table or one below it may get rows, or is another one from here on. */
  private static boolean mayFill(CheckedStatement checked, RelationName table) {
    Catalog after = checked.after();
    if (checked.before().relation(table).isEmpty() && after.relation(table).isPresent()) {
      return true;
    }
    if (checked.statement() instanceof AlterTableStmt alter
        && alter.cmds().stream().anyMatch(cmd -> joins(checked, alter, cmd, table))) {
      return true;
    }
    for (Lock lock : checked.effects().locks()) {
      if (lock.mode() == LockMode.ROW_EXCLUSIVE
          && (lock.relation().equals(table) || isBelow(after, table, lock.relation()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether another table with its rows comes below the table. */
  private static boolean joins(
      CheckedStatement checked, AlterTableStmt alter, AlterTableCmd cmd, RelationName table) {
    RangeVar above =
        cmd instanceof AlterTableCmd.AttachPartition
            ? alter.relation()
            : cmd instanceof AlterTableCmd.AddInherit inherit ? inherit.parent() : null;
    return above != null && checked.before().resolve(above).equals(table);
  }

  private static boolean isBelow(Catalog catalog, RelationName table, RelationName other) {
    return catalog.descendantsOf(table).stream().anyMatch(each -> each.name().equals(other));
  }
}
