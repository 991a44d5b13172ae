package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement outside a transaction that fails when the migration is run again. */
public final class RetryFails implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (checked.fails() || checked.setting().inTransactionBlock() || moment.next().isEmpty()) {
      return List.of();
    }
    String guard = guard(checked.statement());
    return guard == null
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Commits by itself: if a statement after it fails, the migration is run again and "
                    + guard
                    + "; or use a transaction.",
                null));
  }

  /** How it fails when it is run again and what helps; null if it does not. */
  private static @Nullable String guard(Statement statement) {
    return switch (statement) {
      case CreateStmt create when !create.ifNotExists() ->
          "this fails; write CREATE TABLE IF NOT EXISTS";
      // With CONCURRENTLY the index may be there and invalid.
      case IndexStmt index when !index.ifNotExists() && !index.concurrent() ->
          "this fails; write CREATE INDEX IF NOT EXISTS with a name";
      case IndexStmt index when index.concurrent() && !index.ifNotExists() ->
          "this fails; DROP INDEX CONCURRENTLY IF EXISTS before";
      case DropStmt drop when !drop.missingOk() -> "this fails; write DROP … IF EXISTS";
      case ViewStmt view when !view.replace() -> "this fails; write CREATE OR REPLACE VIEW";
      case InsertStmt insert when insert.onConflictClause() == null ->
          "the rows are there twice, or a key refuses them; write ON CONFLICT DO NOTHING";
      case AlterTableStmt alter -> guard(alter);
      default -> null;
    };
  }

  private static @Nullable String guard(AlterTableStmt alter) {
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddColumn add && !add.ifNotExists()) {
        return "this fails; write ADD COLUMN IF NOT EXISTS";
      }
      if (cmd instanceof AlterTableCmd.DropColumn drop && !drop.missingOk()) {
        return "this fails; write DROP COLUMN IF EXISTS";
      }
      if (cmd instanceof AlterTableCmd.AddConstraint) {
        return "this fails; DROP CONSTRAINT IF EXISTS before";
      }
    }
    return null;
  }
}
