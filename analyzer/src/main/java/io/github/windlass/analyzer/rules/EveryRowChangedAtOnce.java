package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import java.util.List;
import java.util.Optional;

/** UPDATE or DELETE of all rows of a table in use. */
public final class EveryRowChangedAtOnce implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    RangeVar target = RowChanges.target(checked.statement());
    if (target == null || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(target);
    if (!checked.worksOn().contains(table) || !isOfAll(moment, table)) {
      return List.of();
    }
    boolean deletes = checked.statement() instanceof DeleteStmt;
    return List.of(
        finding(
            checked.risk(),
            (deletes ? "Deletes" : "Changes")
                + " every row of "
                + table
                + " in one transaction: whoever writes to a row that it has reached waits until"
                + " the end, and VACUUM cannot clean up; go in batches.",
            RowChanges.inBatches(checked, table)));
  }

  /** Whether no row is left out: by WHERE, or by asking for what a new column is for all rows. */
  static boolean isOfAll(Moment moment, RelationName table) {
    Expression where = RowChanges.where(moment.statement().statement());
    if (where == null || (where instanceof Constant.BooleanConstant all && all.boolval())) {
      return true;
    }
    return where instanceof Expression.NullTest test
        && test.nulltesttype() == Expression.NullTest.Type.NULL
        && test.arg() instanceof Expression.ColumnRef column
        && !column.star()
        && isNew(moment, table, column.names().get(column.names().size() - 1))
        && !isFilled(moment, table, column.names().get(column.names().size() - 1));
  }

  /** Whether a column came with this run of migrations, without a value for the rows there. */
  private static boolean isNew(Moment moment, RelationName table, String column) {
    List<List<CheckedStatement>> all = moment.migration().run().migrations();
    for (List<CheckedStatement> statements : all) {
      if (!statements.isEmpty()) {
        Optional<Table> atStart = statements.get(0).before().table(table);
        Optional<Table> now = moment.statement().before().table(table);
        return atStart.isPresent()
            && !atStart.get().columns().isEmpty()
            && atStart.get().column(column).isEmpty()
            && now.flatMap(known -> known.column(column))
                .filter(known -> known.defaultExpression() == null)
                .isPresent();
      }
    }
    return false;
  }

  /** Whether an earlier UPDATE of the migration gave the column values. */
  private static boolean isFilled(Moment moment, RelationName table, String column) {
    List<CheckedStatement> all = moment.migration().statements();
    for (int i = 0; i < moment.index(); i++) {
      if (all.get(i).statement() instanceof UpdateStmt update
          && all.get(i).before().resolve(update.relation()).equals(table)
          && update.targetList().stream()
              .anyMatch(set -> set instanceof ResTarget target && column.equals(target.name()))) {
        return true;
      }
    }
    return false;
  }
}
