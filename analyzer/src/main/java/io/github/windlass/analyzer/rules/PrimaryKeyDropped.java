package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Publication;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;

/** DROP CONSTRAINT of a primary key. */
public final class PrimaryKeyDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName name = checked.before().resolve(alter.relation());
    Table before = checked.before().table(name).orElse(null);
    Table after = checked.after().table(name).orElse(null);
    if (before == null
        || after == null
        || before.primaryKey().isEmpty()
        || after.primaryKey().isPresent()
        || !checked.isShared(name)) {
      return List.of();
    }
    boolean published = checked.before().publications().stream().anyMatch(Publication::allTables);
    return List.of(
        finding(
            published ? Risk.HIGH : Risk.MEDIUM,
            name
                + " has no primary key from here on: "
                + (published
                    ? "it is published, so that UPDATE and DELETE fail"
                    : "where it is published, UPDATE and DELETE fail")
                + " unless it gets another replica identity first.",
            null));
  }
}
