package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Constant;
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

  /**
   * Whether valid checks of the default partition say that no row of it belongs into a partition
   * ({@code check_default_partition_contents}): all are beyond its bounds, as far as integers and
   * dates in ISO order can be compared here.
   */
  static boolean excludes(Table parent, Table fallback, PartitionBoundSpec bound) {
    if (parent.partitionKey().size() != 1
        || !(bound instanceof PartitionBoundSpec.RangeBound range)
        || range.lowerdatums().size() != 1
        || range.upperdatums().size() != 1) {
      return false;
    }
    String column = parent.partitionKey().get(0);
    String lower = comparable(range.lowerdatums().get(0));
    String upper = comparable(range.upperdatums().get(0));
    for (TableConstraint constraint : fallback.constraints()) {
      if (constraint instanceof TableConstraint.Check check && check.valid()) {
        if (liesBeyond(check.expression(), column, lower, upper)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean liesBeyond(
      Expression check, String column, @Nullable String lower, @Nullable String upper) {
    return switch (check) {
      case Expression.BoolExpr and when and.boolop() == Expression.BoolExpr.Operator.AND ->
          and.args().stream().anyMatch(part -> liesBeyond(part, column, lower, upper));
      case Expression.BoolExpr not when not.boolop() == Expression.BoolExpr.Operator.NOT ->
          isWithin(not.args().get(0), column, lower, upper);
      case Expression.AExpr comparison
          when isColumn(comparison.lexpr(), column) && comparison.name().size() == 1 -> {
        String value = comparable(comparison.rexpr());
        yield value != null
            && switch (comparison.name().get(0)) {
              case ">=", ">" -> isAtLeast(value, upper);
              case "<" -> isAtLeast(lower, value);
              case "<=" -> isAtLeast(lower, value) && !value.equals(lower);
              default -> false;
            };
      }
      default -> false;
    };
  }

  /** Whether a condition is that of the bounds, word for word. */
  private static boolean isWithin(
      Expression condition, String column, @Nullable String lower, @Nullable String upper) {
    boolean from = false;
    boolean to = false;
    if (condition instanceof Expression.BoolExpr and
        && and.boolop() == Expression.BoolExpr.Operator.AND) {
      for (Expression part : and.args()) {
        if (part instanceof Expression.AExpr comparison && isColumn(comparison.lexpr(), column)) {
          String value = comparable(comparison.rexpr());
          from |= comparison.name().equals(List.of(">=")) && value != null && value.equals(lower);
          to |= comparison.name().equals(List.of("<")) && value != null && value.equals(upper);
        }
      }
    }
    return from && to;
  }

  /** An integer's digits, or an ISO date in quotes; null for other values. */
  private static @Nullable String comparable(Expression expression) {
    Expression value = expression instanceof Expression.TypeCast cast ? cast.arg() : expression;
    return switch (value) {
      case Constant.IntegerConstant constant -> String.valueOf(constant.ival());
      case Constant.StringConstant constant when isIsoDate(constant.sval()) -> constant.sval();
      default -> null;
    };
  }

  private static boolean isIsoDate(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (i != 4 && i != 7 && !Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** False where the two are no values of one kind. */
  private static boolean isAtLeast(@Nullable String value, @Nullable String bound) {
    if (value == null || bound == null || isIsoDate(value) != isIsoDate(bound)) {
      return false;
    }
    return isIsoDate(value)
        ? value.compareTo(bound) >= 0
        : Integer.parseInt(value) >= Integer.parseInt(bound);
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
