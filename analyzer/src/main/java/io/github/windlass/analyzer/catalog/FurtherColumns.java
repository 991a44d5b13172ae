package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;

/** What a statement meets where not all that ran before is known. */
public final class FurtherColumns {

  private FurtherColumns() {}

  /** The same catalog, in which the tables that a statement names may have further columns. */
  public static Catalog of(Catalog catalog, Statement statement) {
    Catalog blurred = catalog;
    for (RangeVar relation : named(statement)) {
      RelationName name = catalog.resolve(relation);
      if (blurred.table(name).filter(Table::columnsKnown).isPresent()) {
        blurred = blurred.changing(name, Table::withUnknownColumns);
      }
    }
    return blurred;
  }

  private static List<RangeVar> named(Statement statement) {
    List<RangeVar> named = new ArrayList<>(Mentions.of(statement).relations());
    switch (statement) {
      case TableStatement.IndexStmt index -> named.add(index.relation());
      case TableStatement.AlterTableStmt alter -> {
        named.add(alter.relation());
        for (AlterTableCmd cmd : alter.cmds()) {
          if (cmd instanceof AlterTableCmd.AddConstraint add
              && add.constraint() instanceof Constraint.ForeignKey key) {
            named.add(key.pktable());
          }
        }
      }
      default -> {
        // What queries name is among the mentions.
      }
    }
    return named;
  }
}
