package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rewrite.ConcurrentIndexes;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS, which takes a broken index for a whole one. */
public final class ConcurrentIndexIfNotExists implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!(checked.statement() instanceof IndexStmt index)
        || !index.concurrent()
        || !index.ifNotExists()
        || index.idxname() == null
        || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(index.relation());
    if (!checked.isShared(table)) {
      return List.of();
    }
    RelationName name = new RelationName(table.schema(), index.idxname());
    if (isDropped(moment, name)) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            "If the build was broken off before, the invalid index "
                + name
                + " is there, IF NOT EXISTS skips the build, and the migration counts as applied"
                + " though no query uses the index; drop it first instead, IF EXISTS.",
            ConcurrentIndexes.build(index, name)));
  }

  /** Whether the migration drops what an earlier attempt left. */
  private static boolean isDropped(Moment moment, RelationName index) {
    for (CheckedStatement earlier : moment.migration().statements().subList(0, moment.index())) {
      if (earlier.statement() instanceof DropStmt drop && drop.removeType() == ObjectType.INDEX) {
        for (ObjectReference object : drop.objects()) {
          if (object instanceof QualifiedName name
              && earlier.before().resolve(name.names()).equals(index)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
