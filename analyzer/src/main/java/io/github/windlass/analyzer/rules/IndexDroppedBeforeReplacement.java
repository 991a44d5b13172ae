package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.ArrayList;
import java.util.List;

/** An index goes before the one that takes its place is built. */
public final class IndexDroppedBeforeReplacement implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    List<Finding> findings = new ArrayList<>();
    List<Index> gone = new ArrayList<>();
    for (CheckedStatement statement : checked.statements()) {
      if (statement.statement() instanceof DropStmt drop
          && drop.removeType() == ObjectType.INDEX
          && !statement.fails()) {
        for (RelationName name : statement.effects().dropped()) {
          statement
              .before()
              .index(name)
              .filter(index -> statement.isShared(index.table()))
              .ifPresent(gone::add);
        }
      }
      if (statement.statement() instanceof IndexStmt && !statement.fails()) {
        for (RelationName name : statement.effects().created()) {
          Index made = statement.after().index(name).orElse(null);
          for (Index old : gone) {
            if (made != null && takesPlace(made, old)) {
              findings.add(
                  finding(
                      Risk.MEDIUM,
                      "Queries do without "
                          + old.name().name()
                          + " until "
                          + made.name().name()
                          + " is built; build it first, and drop the old one then.",
                      null));
            }
          }
        }
      }
    }
    return findings;
  }

  private static boolean takesPlace(Index made, Index old) {
    return made.table().equals(old.table())
        && !made.columns().isEmpty()
        && !old.columns().isEmpty()
        && made.columns().get(0).equals(old.columns().get(0));
  }
}
