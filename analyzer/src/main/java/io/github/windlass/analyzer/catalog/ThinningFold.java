package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumRelation;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tables have pages that VACUUM may find empty: those of which more than single rows were
 * deleted.
 */
final class ThinningFold {

  private ThinningFold() {}

  static Catalog delete(Catalog catalog, DeleteStmt statement) {
    if (isOfSingleRows(statement.whereClause())) {
      return catalog;
    }
    RelationName name = catalog.resolve(statement.relation());
    Catalog result = catalog.thinning(name, true);
    if (statement.relation().inh()) {
      for (Relation.Table child : catalog.descendantsOf(name)) {
        result = result.thinning(child.name(), true);
      }
    }
    return result;
  }

  static Catalog vacuum(Catalog catalog, VacuumStmt statement) {
    Catalog result = catalog;
    if (statement.isVacuumcmd()) {
      for (VacuumRelation each : statement.rels()) {
        result = result.thinning(catalog.resolve(each.relation()), false);
      }
    }
    return result;
  }

  static Catalog truncate(Catalog catalog, List<RangeVar> relations) {
    Catalog result = catalog;
    for (RangeVar relation : relations) {
      result = result.thinning(catalog.resolve(relation), false);
    }
    return result;
  }

  /** Whether a column must equal something. */
  private static boolean isOfSingleRows(@Nullable Expression where) {
    return switch (where) {
      case Expression.BoolExpr and when and.boolop() == Expression.BoolExpr.Operator.AND ->
          and.args().stream().anyMatch(ThinningFold::isOfSingleRows);
      case Expression.AExpr comparison ->
          comparison.lexpr() instanceof Expression.ColumnRef
              && comparison.name().equals(List.of("="));
      case null, default -> false;
    };
  }
}
