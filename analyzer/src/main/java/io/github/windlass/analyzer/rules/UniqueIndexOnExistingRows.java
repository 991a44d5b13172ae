package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;

/** CREATE UNIQUE INDEX, or ADD UNIQUE, on rows that may be no different. */
public final class UniqueIndexOnExistingRows implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails() || checked.effects().indexBuilds().isEmpty()) {
      return List.of();
    }
    return switch (checked.statement()) {
      case IndexStmt index when index.unique() ->
          findings(checked, checked.before().resolve(index.relation()), index.concurrent());
      case AlterTableStmt alter -> {
        RelationName table = checked.before().resolve(alter.relation());
        yield NewConstraints.added(checked, table, TableConstraint.Key.class).stream()
                .anyMatch(key -> isOfColumnsThere(checked, table, key))
            ? findings(checked, table, false)
            : List.of();
      }
      default -> List.of();
    };
  }

  /** Whether rows have values for a key: none of its columns is new. */
  private static boolean isOfColumnsThere(
      CheckedStatement checked, RelationName table, TableConstraint.Key key) {
    return checked
        .before()
        .table(table)
        .filter(Table::columnsKnown)
        .map(known -> key.columns().stream().allMatch(name -> known.column(name).isPresent()))
        .orElse(true);
  }

  private List<Finding> findings(
      CheckedStatement checked, RelationName table, boolean concurrently) {
    return !checked.isShared(table) || !isRead(checked, table)
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Fails if "
                    + table
                    + " has duplicates"
                    + (concurrently
                        ? ", late, and leaves an invalid index that goes on refusing new ones"
                        : "")
                    + "; look for duplicates before it is run, and keep the application from"
                    + " writing more.",
                null));
  }

  /** Whether rows are there to be read: a partitioned table's are its partitions'. */
  private static boolean isRead(CheckedStatement checked, RelationName table) {
    return checked.effects().scans().contains(table)
        || checked.before().descendantsOf(table).stream()
            .anyMatch(below -> checked.effects().scans().contains(below.name()));
  }
}
