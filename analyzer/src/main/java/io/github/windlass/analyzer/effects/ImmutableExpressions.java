package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.ExpressionVolatility;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Volatility;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import org.jspecify.annotations.Nullable;

/**
 * Where the server takes nothing but immutable functions ({@code
 * contain_mutable_functions_after_planning}): indexes, generated columns, partition keys. Of a
 * table that is not known, or a function, the types that would decide are not known either.
 */
final class ImmutableExpressions {

  private static final String NOT_IMMUTABLE = "42P17";

  private ImmutableExpressions() {}

  /** Whether CREATE INDEX fails for them ({@code ComputeIndexAttrs}, {@code CheckPredicate}). */
  static boolean refuse(TableStatement.IndexStmt index, Table table, EffectsBuilder effects) {
    boolean refused =
        index.whereClause() != null
            && refuse(index.whereClause(), "the index's predicate", table, effects);
    for (IndexElem element : index.indexParams()) {
      refused |=
          element.expr() != null
              && refuse(element.expr(), "the index's expression", table, effects);
    }
    return refused;
  }

  /** Whether CREATE TABLE fails for them. */
  static boolean refuse(TableStatement.CreateStmt create, Table made, EffectsBuilder effects) {
    boolean refused = false;
    for (TableElement element : create.tableElts()) {
      refused |= element instanceof ColumnDef column && refuse(column, made, effects);
    }
    PartitionSpec partition = create.partspec();
    if (partition != null) {
      for (PartitionSpec.PartitionElem key : partition.partParams()) {
        refused |= key.expr() != null && refuse(key.expr(), "the partition key", made, effects);
      }
    }
    return refused;
  }

  /** Whether a generated column's expression is refused ({@code cookDefault}). */
  static boolean refuse(ColumnDef column, @Nullable Table table, EffectsBuilder effects) {
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.Generated generated) {
        return refuse(
            generated.rawExpr(), "the generated column " + column.colname(), table, effects);
      }
    }
    return false;
  }

  /** Whether an expression is refused. */
  static boolean refuse(
      Expression expression, String of, @Nullable Table table, EffectsBuilder effects) {
    ExpressionVolatility volatility =
        ExpressionVolatility.of(expression, table, effects.catalog, effects.version);
    if (volatility.least() == Volatility.IMMUTABLE) {
      return false;
    }
    effects.fail(NOT_IMMUTABLE, of + " calls what is not IMMUTABLE");
    return true;
  }
}
