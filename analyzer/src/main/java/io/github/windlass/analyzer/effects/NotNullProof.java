package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Whether a valid check says that a column is never NULL ({@code NotNullImpliedByRelConstraints} in
 * {@code commands/tablecmds.c}, after the simplifications of {@code eval_const_expressions} and
 * {@code canonicalize_qual}). A check that is NULL counts as satisfied, so {@code x > 0} says
 * nothing.
 */
final class NotNullProof {

  private NotNullProof() {}

  static boolean holds(Table table, String name) {
    Column column = table.column(name).orElse(Column.plain(name, null));
    for (TableConstraint constraint : table.constraints()) {
      switch (constraint) {
        case TableConstraint.Check check -> {
          if (check.valid() && implies(check.expression(), column, true)) {
            return true;
          }
        }
        case TableConstraint.NotNull notNull -> {
          if (notNull.valid() && notNull.columns().contains(name)) {
            return true;
          }
        }
        case TableConstraint.Key key -> {
          if (key.primary() && key.columns().contains(name)) {
            return true;
          }
        }
        case TableConstraint.ForeignKey ignored -> {}
        case TableConstraint.Exclusion ignored -> {}
      }
    }
    return false;
  }

  /**
   * Whether the column is not NULL where the expression is not false.
   *
   * @param truth false where the expression is negated
   */
  private static boolean implies(Expression expression, Column column, boolean truth) {
    return switch (expression) {
      case Expression.NullTest test -> {
        boolean notNull = test.nulltesttype() == Expression.NullTest.Type.NOT_NULL;
        if (test.arg() instanceof Expression.RowExpr row) {
          // A row IS NOT NULL if all of its fields are; its negation says nothing of a single one.
          yield truth && notNull && row.args().stream().anyMatch(arg -> isColumn(arg, column));
        }
        yield notNull == truth && isColumn(test.arg(), column);
      }
      case Expression.BoolExpr bool ->
          switch (bool.boolop()) {
            case NOT -> implies(bool.args().get(0), column, !truth);
            case AND -> parts(bool, column, truth, truth);
            case OR -> parts(bool, column, truth, !truth);
          };
      // x IS DISTINCT FROM NULL is x IS NOT NULL.
      case Expression.AExpr distinct
          when distinct.kind() == Expression.AExpr.Kind.DISTINCT
              || distinct.kind() == Expression.AExpr.Kind.NOT_DISTINCT -> {
        boolean says = (distinct.kind() == Expression.AExpr.Kind.DISTINCT) == truth;
        yield says
            && ((distinct.rexpr() instanceof Constant.NullConstant
                    && isColumn(distinct.lexpr(), column))
                || (distinct.lexpr() instanceof Constant.NullConstant
                    && isColumn(distinct.rexpr(), column)));
      }
      // condition = true is the condition, condition = false its negation.
      case Expression.AExpr equal
          when equal.kind() == Expression.AExpr.Kind.OP
              && equal.name().size() == 1
              && equal.lexpr() != null
              && equal.rexpr() instanceof Constant.BooleanConstant value -> {
        boolean same = equal.name().get(0).equals("=");
        boolean differs = equal.name().get(0).equals("<>");
        yield (same || differs)
            && implies(equal.lexpr(), column, truth == (same == value.boolval()));
      }
      default -> false;
    };
  }

  /**
   * @param any whether one part that says so is enough
   */
  private static boolean parts(
      Expression.BoolExpr bool, Column column, boolean truth, boolean any) {
    for (Expression arg : bool.args()) {
      if (implies(arg, column, truth) == any) {
        return any;
      }
    }
    return !any;
  }

  /** The column, or a cast of it that changes nothing. */
  private static boolean isColumn(@Nullable Expression expression, Column column) {
    return switch (expression) {
      case Expression.ColumnRef ref ->
          !ref.star() && ref.names().get(ref.names().size() - 1).equals(column.name());
      case Expression.TypeCast cast ->
          ColumnType.of(cast.typeName()).equals(column.type()) && isColumn(cast.arg(), column);
      case null, default -> false;
    };
  }
}
