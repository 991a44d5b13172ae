package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.rewrite.ConcurrentIndexes;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ReindexStmt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CONCURRENTLY while a time limit of the session would cut it off. */
public final class ConcurrentBuildUnderTimeLimit implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    String left = left(checked.statement());
    if (left == null
        || checked.fails()
        || checked.effects().locks().stream().noneMatch(Lock::existing)) {
      return List.of();
    }
    SessionSettings session = checked.setting().session();
    Duration enough = checked.setting().options().shortestBuildTimeout();
    for (String limit : limits(checked.setting().postgres())) {
      if (session.limit(limit).filter(time -> time.compareTo(enough) < 0).isPresent()) {
        return List.of(
            finding(
                Risk.MEDIUM,
                "It waits for every transaction that is under way, and "
                    + limit
                    + " = "
                    + session.value(limit).orElse("")
                    + " cuts it off and leaves "
                    + left
                    + "; SET "
                    + limit
                    + " = 0 before.",
                rewrite(checked)));
      }
    }
    return List.of();
  }

  private static List<String> limits(int postgres) {
    return postgres >= 17
        ? List.of("lock_timeout", "statement_timeout", "transaction_timeout")
        : List.of("lock_timeout", "statement_timeout");
  }

  /** What is left behind when it is cut off; null if it is no such statement. */
  private static @Nullable String left(Statement statement) {
    return switch (statement) {
      case IndexStmt index when index.concurrent() -> "an invalid index";
      case DropStmt drop when drop.concurrent() -> "the index invalid";
      case ReindexStmt reindex
          when reindex.params().stream()
              .anyMatch(param -> param.defname().equals("concurrently")) ->
          "a second, invalid index";
      case AlterTableStmt alter
          when alter.cmds().stream()
              .anyMatch(cmd ->
                  cmd instanceof AlterTableCmd.DetachPartition detach && detach.concurrent()) ->
          "the partition half detached";
      default -> null;
    };
  }

  private static @Nullable SafeRewrite rewrite(CheckedStatement checked) {
    return switch (checked.statement()) {
      case IndexStmt index ->
          checked.before().addedIn(checked.after()).stream()
              .filter(Relation.Index.class::isInstance)
              .findFirst()
              .map(made -> ConcurrentIndexes.build(index, made.name()))
              .orElse(null);
      case DropStmt drop ->
          new SafeSteps().concurrently(SqlPrinter.print(drop), "Reads and writes go on.").build();
      default -> null;
    };
  }
}
