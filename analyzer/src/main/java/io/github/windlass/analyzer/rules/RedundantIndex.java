package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.ArrayList;
import java.util.List;

/** A new index that another one serves for. */
public final class RedundantIndex implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof IndexStmt statement) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(statement.relation());
    List<Finding> findings = new ArrayList<>();
    for (Index made : checked.after().indexesOf(table)) {
      if (checked.before().index(made.name()).isEmpty()) {
        for (Index other : checked.before().indexesOf(table)) {
          if (serves(other, made)) {
            findings.add(
                finding(
                    Risk.LOW,
                    other.name().name()
                        + " serves for all that "
                        + made.name().name()
                        + " does; each index slows every write down.",
                    null));
          }
        }
      }
    }
    return findings;
  }

  /** Whether the keys of the one begin with those of the other. */
  private static boolean serves(Index other, Index made) {
    int keys = made.definition().keys().size();
    return other.valid()
        && plain(other)
        && plain(made)
        && (!made.unique() || (other.unique() && other.columns().equals(made.columns())))
        && other.definition().keys().size() >= keys
        && other.columns().subList(0, keys).equals(made.columns())
        && other.definition().orders().subList(0, keys).equals(made.definition().orders());
  }

  /** Whether it is a B-tree over columns of all rows. */
  private static boolean plain(Index index) {
    return index.definition().method().equals("btree")
        && index.definition().where() == null
        && index.mentions().isEmpty()
        && index.columns().size() >= index.definition().keys().size();
  }
}
