package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rewrite.Backfill;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SetClause;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UPDATE and DELETE in batches. */
final class RowChanges {

  /** A DO block may commit from here on. */
  private static final int COMMITS = 11;

  private RowChanges() {}

  /** The table that an UPDATE or DELETE changes; null if it is neither. */
  static @Nullable RangeVar target(Statement statement) {
    return switch (statement) {
      case UpdateStmt update -> update.relation();
      case DeleteStmt delete -> delete.relation();
      default -> null;
    };
  }

  static @Nullable Expression where(Statement statement) {
    return switch (statement) {
      case UpdateStmt update -> update.whereClause();
      case DeleteStmt delete -> delete.whereClause();
      default -> null;
    };
  }

  /**
   * The change in batches along the primary key; null where there is none, or where the change
   * cannot be run again after an interruption.
   */
  static @Nullable SafeRewrite inBatches(CheckedStatement checked, RelationName table) {
    boolean hasKey = checked.before().table(table).flatMap(Table::primaryKey).isPresent();
    if (!hasKey || checked.setting().postgres() < COMMITS || hasParameter(checked.statement())) {
      return null;
    }
    SafeSteps steps =
        switch (checked.statement()) {
          case UpdateStmt update -> update(checked, table, update);
          case DeleteStmt delete -> delete(checked, table, delete);
          default -> null;
        };
    return steps == null ? null : steps.build();
  }

  /** Whether a value comes from outside, which a DO block has no way to get. */
  private static boolean hasParameter(Node statement) {
    Deque<Node> open = new ArrayDeque<>(List.of(statement));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ParamRef) {
        return true;
      }
      Children.of(node).forEach(open::push);
    }
    return false;
  }

  private static @Nullable SafeSteps update(
      CheckedStatement checked, RelationName table, UpdateStmt update) {
    if (update.withClause() != null
        || !update.fromClause().isEmpty()
        || update.returningClause() != null
        || update.relation().alias() != null) {
      return null;
    }
    StringBuilder set = new StringBuilder();
    for (SetClause clause : update.targetList()) {
      if (!(clause instanceof ResTarget target)
          || target.name() == null
          || target.val() == null
          || !target.indirection().isEmpty()
          || Mentions.of(target.val()).columns().contains(target.name())) {
        return null;
      }
      set.append(set.isEmpty() ? "" : ", ")
          .append(SqlPrinter.printName(target.name()))
          .append(" = ")
          .append(SqlPrinter.print(target.val()));
    }
    String where =
        update.whereClause() == null ? "true" : "(" + SqlPrinter.print(update.whereClause()) + ")";
    return Backfill.add(
        new SafeSteps(),
        checked.before(),
        table,
        update.relation(),
        set.toString(),
        where,
        checked.setting().postgres());
  }

  private static @Nullable SafeSteps delete(
      CheckedStatement checked, RelationName table, DeleteStmt delete) {
    if (delete.withClause() != null
        || !delete.usingClause().isEmpty()
        || delete.returningClause() != null
        || delete.relation().alias() != null) {
      return null;
    }
    List<String> key =
        checked
            .before()
            .table(table)
            .flatMap(Table::primaryKey)
            .map(TableConstraint.Key::columns)
            .orElse(List.of());
    StringBuilder columns = new StringBuilder();
    for (String column : key) {
      columns.append(columns.isEmpty() ? "" : ", ").append(SqlPrinter.printName(column));
    }
    String target = SqlPrinter.print(delete.relation());
    String where =
        delete.whereClause() == null ? "" : " WHERE " + SqlPrinter.print(delete.whereClause());
    return new SafeSteps()
        .batches(
            "DO $$\nBEGIN\n  LOOP\n    DELETE FROM "
                + target
                + " WHERE ("
                + columns
                + ") IN (SELECT "
                + columns
                + " FROM "
                + target
                + where
                + " LIMIT 5000);\n    EXIT WHEN NOT FOUND;\n    COMMIT;\n  END LOOP;\nEND\n$$",
            "Outside a transaction: commits every 5000 rows, and can be run again if it is"
                + " interrupted.");
  }
}
