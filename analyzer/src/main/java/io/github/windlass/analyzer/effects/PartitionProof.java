package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether valid checks say that every row belongs into the partition that a table is to become, so
 * that ATTACH need not look ({@code PartConstraintImpliedByRelConstraint}). Only the plain form is
 * recognised: one key column, compared with the bounds as they are written.
 */
final class PartitionProof {

  private PartitionProof() {}

  static boolean holds(Table parent, Table child, PartitionBoundSpec bound) {
    if (parent.partitionKey().size() != 1) {
      return false;
    }
    String column = parent.partitionKey().get(0);
    boolean notNull =
        child.column(column).filter(Column::notNull).isPresent()
            || NotNullProof.holds(child, column);
    return notNull
        && switch (bound) {
          case PartitionBoundSpec.RangeBound range -> holds(child, column, range);
          case PartitionBoundSpec.ListBound ignored -> false;
          case PartitionBoundSpec.HashBound ignored -> false;
          case PartitionBoundSpec.DefaultBound ignored -> false;
        };
  }

  private static boolean holds(Table child, String column, PartitionBoundSpec.RangeBound range) {
    Set<String> facts = new HashSet<>();
    for (TableConstraint constraint : child.constraints()) {
      if (constraint instanceof TableConstraint.Check check && check.valid()) {
        comparisons(check.expression(), column, facts);
      }
    }
    return range.lowerdatums().size() == 1
        && range.upperdatums().size() == 1
        && facts.contains(">= " + written(range.lowerdatums().get(0)))
        && facts.contains("< " + written(range.upperdatums().get(0)));
  }

  private static void comparisons(Expression expression, String column, Set<String> facts) {
    List<Expression> parts = new ArrayList<>();
    if (expression instanceof Expression.BoolExpr and
        && and.boolop() == Expression.BoolExpr.Operator.AND) {
      parts.addAll(and.args());
    } else {
      parts.add(expression);
    }
    for (Expression part : parts) {
      if (part instanceof Expression.AExpr comparison
          && isColumn(comparison.lexpr(), column)
          && comparison.name().size() == 1) {
        facts.add(comparison.name().get(0) + " " + written(comparison.rexpr()));
      }
    }
  }

  private static boolean isColumn(@Nullable Expression expression, String column) {
    return expression instanceof Expression.ColumnRef ref
        && !ref.star()
        && ref.names().get(ref.names().size() - 1).equals(column);
  }

  private static String written(Expression expression) {
    return SqlPrinter.print(
        expression instanceof Expression.TypeCast cast ? cast.arg() : expression);
  }
}
