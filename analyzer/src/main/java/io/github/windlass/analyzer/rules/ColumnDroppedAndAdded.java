package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** DROP COLUMN and ADD COLUMN of one name. */
public final class ColumnDroppedAndAdded implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  /** How far back a column's end is looked for. */
  private static final int BACK = 1000;

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    if (!checked.isShared(table)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddColumn add
          && add.column().constraints().stream().noneMatch(Constraint.Generated.class::isInstance)
          && isDropped(moment, table, add.column().colname())
          && !isRestored(moment, table, add.column().colname())) {
        findings.add(
            finding(
                Risk.HIGH,
                "Column "
                    + add.column().colname()
                    + " of "
                    + table
                    + " is dropped and made anew: all of its values are lost; "
                    + advice(checked.setting().format())
                    + ".",
                null));
      }
    }
    return findings;
  }

  private static String advice(String format) {
    return format.equals("typeorm")
        ? "that is how TypeORM changes a column's type or length, so write ALTER COLUMN … TYPE"
            + " yourself"
        : "change it by ALTER COLUMN, or add the new one under another name and copy the values";
  }

  /** Whether a column of the table is dropped here or earlier in the migration. */
  private static boolean isDropped(Moment moment, RelationName table, String column) {
    for (int i = moment.index(); i >= Math.max(0, moment.index() - BACK); i--) {
      CheckedStatement each = moment.migration().statements().get(i);
      if (each.statement() instanceof AlterTableStmt alter
          && each.isShared(table)
          && each.before().resolve(alter.relation()).equals(table)) {
        for (AlterTableCmd cmd : alter.cmds()) {
          if (cmd instanceof AlterTableCmd.DropColumn drop
              && drop.name().equals(column)
              && hadValues(each, table, column)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether a later UPDATE of the migration gives the new column values that differ by row. */
  private static boolean isRestored(Moment moment, RelationName table, String column) {
    List<CheckedStatement> all = moment.migration().statements();
    for (CheckedStatement later : all.subList(moment.index() + 1, all.size())) {
      if (later.statement() instanceof UpdateStmt update
          && later.before().resolve(update.relation()).equals(table)
          && update.targetList().stream()
              .anyMatch(set ->
                  set instanceof ResTarget target
                      && column.equals(target.name())
                      && target.val() != null
                      && dependsOnRow(target.val()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value is another one for each row, and not the same for all or made up. */
  private static boolean dependsOnRow(Node value) {
    Deque<Node> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ColumnRef) {
        return true;
      }
      Children.of(node).forEach(open::push);
    }
    return false;
  }

  /** Whether the column was there with values of its own, as far as the table is known. */
  private static boolean hadValues(CheckedStatement checked, RelationName table, String column) {
    return checked
        .before()
        .table(table)
        .filter(known -> !known.columns().isEmpty())
        .map(known -> known.column(column).filter(each -> !isComputed(each)).isPresent())
        .orElse(true);
  }

  private static boolean isComputed(Column column) {
    return column.generation() == Column.Generation.STORED
        || column.generation() == Column.Generation.VIRTUAL;
  }
}
