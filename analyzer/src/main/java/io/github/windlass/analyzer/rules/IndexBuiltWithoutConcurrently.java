package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.rewrite.ConcurrentIndexes;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX on a table in use. */
public final class IndexBuiltWithoutConcurrently implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof IndexStmt index)
        || index.concurrent()
        || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(index.relation());
    if (!checked.isShared(table) || checked.effects().indexBuilds().isEmpty()) {
      return List.of();
    }
    return List.of(
        finding(
            checked.risk(),
            (isView(checked, table)
                    ? "Refreshes of " + table + " wait until the index is built"
                    : "Writes to "
                        + table
                        + " wait until the index is built, and so does every statement that changes"
                        + " the table")
                + "; build it CONCURRENTLY, outside a transaction.",
            rewrite(index, table, checked)));
  }

  private static boolean isView(CheckedStatement checked, RelationName table) {
    return checked
        .before()
        .relation(table)
        .filter(known -> known.kind() == RelationKind.MATERIALIZED_VIEW)
        .isPresent();
  }

  private static @Nullable SafeRewrite rewrite(
      IndexStmt index, RelationName table, CheckedStatement checked) {
    boolean partitioned =
        checked
            .before()
            .table(table)
            .filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE)
            .isPresent();
    if (partitioned && !index.relation().inh()) {
      return null;
    }
    RelationName name =
        checked.before().addedIn(checked.after()).stream()
            .filter(Relation.Index.class::isInstance)
            .map(Relation::name)
            .findFirst()
            .orElse(null);
    return name == null
        ? null
        : partitioned
            ? ConcurrentIndexes.onPartitions(index, name, table, checked.after())
            : ConcurrentIndexes.build(index, name);
  }
}
