package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.TruncateStmt;
import java.util.List;

/** Tables in which a migration left no row. */
final class EmptyTables {

  private EmptyTables() {}

  /** Whether the migration made or emptied the table before, and did not fill it since. */
  static boolean isEmpty(Moment moment, RelationName table) {
    List<CheckedStatement> all = moment.migration().statements();
    for (int i = moment.index() - 1; i >= 0; i--) {
      if (empties(all.get(i), table)) {
        return true;
      }
      for (Lock lock : all.get(i).effects().locks()) {
        if (lock.relation().equals(table) && lock.mode() == LockMode.ROW_EXCLUSIVE) {
          return false;
        }
      }
    }
    return false;
  }

  private static boolean empties(CheckedStatement checked, RelationName table) {
    return switch (checked.statement()) {
      case CreateStmt create -> names(checked, create.relation(), table);
      case DeleteStmt delete ->
          delete.whereClause() == null
              && delete.usingClause().isEmpty()
              && names(checked, delete.relation(), table);
      case TruncateStmt truncate ->
          truncate.relations().stream().anyMatch(each -> names(checked, each, table));
      default -> false;
    };
  }

  private static boolean names(CheckedStatement checked, RangeVar written, RelationName table) {
    return checked.before().resolve(written).equals(table);
  }
}
