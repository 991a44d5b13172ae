package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;

/** What waits for all transactions, while the runner keeps one open. */
public final class ConcurrentlyBesideRunnersLock implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    return checked.setting().format().equals("flyway")
            && !checked.fails()
            && waitsForOthers(checked.statement())
        ? List.of(
            finding(
                Risk.HIGH,
                "Hangs: Flyway keeps a transaction open for its lock meanwhile, for which this"
                    + " statement waits; set flyway.postgresql.transactional.lock=false.",
                null))
        : List.of();
  }

  private static boolean waitsForOthers(Statement statement) {
    return switch (statement) {
      case IndexStmt index -> index.concurrent();
      case DropStmt drop -> drop.concurrent();
      case UtilityStatement.ReindexStmt reindex ->
          reindex.params().stream().anyMatch(param -> param.defname().equals("concurrently"));
      default -> false;
    };
  }
}
