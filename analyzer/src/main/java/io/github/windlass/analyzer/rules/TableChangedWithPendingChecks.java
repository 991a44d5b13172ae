package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SessionStatement.ConstraintsSetStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.TruncateStmt;
import java.util.List;

/** ALTER TABLE while deferred foreign keys have rows left to check. */
public final class TableChangedWithPendingChecks implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  /** How far back changes of rows are looked for. */
  private static final int BACK = 200;

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (checked.fails() || !checked.setting().inTransactionBlock()) {
      return List.of();
    }
    for (RelationName table : changed(checked)) {
      if (isChecked(checked.before(), table) && isPending(moment, table)) {
        return List.of(
            finding(
                Risk.HIGH,
                "Fails (SQLSTATE 55006) once a row of "
                    + table
                    + " was changed before in this transaction, for its deferred foreign key is"
                    + " checked only at the end; SET CONSTRAINTS ALL IMMEDIATE before, or use two"
                    + " transactions.",
                null));
      }
    }
    return List.of();
  }

  /** The tables that a statement may change only if nobody has triggers to fire on them. */
  private static List<RelationName> changed(CheckedStatement checked) {
    return switch (checked.statement()) {
      case AlterTableStmt alter -> List.of(checked.before().resolve(alter.relation()));
      case TruncateStmt truncate ->
          truncate.relations().stream().map(checked.before()::resolve).toList();
      default -> List.of();
    };
  }

  /** Whether a foreign key of the table, or one to it, is checked at the end of a transaction. */
  private static boolean isChecked(Catalog catalog, RelationName table) {
    return catalog.table(table).filter(TableChangedWithPendingChecks::isDeferred).isPresent();
  }

  private static boolean isDeferred(Table table) {
    return table.foreignKeys().stream()
        .anyMatch(key -> key.deferral() == Deferral.INITIALLY_DEFERRED);
  }

  private static boolean isPending(Moment moment, RelationName table) {
    int first = Math.max(moment.statement().first(), moment.statement().number() - BACK);
    for (int number = moment.statement().number() - 1; number >= first; number--) {
      CheckedStatement earlier = moment.numbered(number).orElse(null);
      if (earlier != null) {
        if (earlier.statement() instanceof ConstraintsSetStmt set && !set.deferred()) {
          return false;
        }
        if (addsRows(earlier, table)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a statement gives rows of the table new values in a deferred foreign key. */
  private static boolean addsRows(CheckedStatement checked, RelationName table) {
    return switch (checked.statement()) {
      case InsertStmt insert -> checked.before().resolve(insert.relation()).equals(table);
      case UpdateStmt update ->
          checked.before().resolve(update.relation()).equals(table)
              && checked
                  .before()
                  .table(table)
                  .filter(known ->
                      known.foreignKeys().stream()
                          .filter(key -> key.deferral() == Deferral.INITIALLY_DEFERRED)
                          .anyMatch(key -> sets(update, key.columns())))
                  .isPresent();
      default -> false;
    };
  }

  private static boolean sets(UpdateStmt update, List<String> columns) {
    return update.targetList().stream()
        .anyMatch(clause ->
            clause instanceof ResTarget target
                && target.name() != null
                && columns.contains(target.name()));
  }
}
