package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.Expression;

/**
 * Whether a valid check says that a column is never NULL ({@code NotNullImpliedByRelConstraints}).
 */
final class NotNullProof {

  private NotNullProof() {}

  static boolean holds(Table table, String column) {
    for (TableConstraint constraint : table.constraints()) {
      switch (constraint) {
        case TableConstraint.Check check -> {
          if (check.valid() && implies(check.expression(), column)) {
            return true;
          }
        }
        case TableConstraint.NotNull notNull -> {
          if (notNull.valid() && notNull.columns().contains(column)) {
            return true;
          }
        }
        case TableConstraint.Key key -> {
          if (key.primary() && key.columns().contains(column)) {
            return true;
          }
        }
        case TableConstraint.ForeignKey ignored -> {}
        case TableConstraint.Exclusion ignored -> {}
      }
    }
    return false;
  }

  private static boolean implies(Expression expression, String column) {
    return switch (expression) {
      case Expression.NullTest test ->
          test.nulltesttype() == Expression.NullTest.Type.NOT_NULL
              && test.arg() instanceof Expression.ColumnRef ref
              && !ref.star()
              && ref.names().get(ref.names().size() - 1).equals(column);
      case Expression.BoolExpr and when and.boolop() == Expression.BoolExpr.Operator.AND ->
          and.args().stream().anyMatch(arg -> implies(arg, column));
      default -> false;
    };
  }
}
