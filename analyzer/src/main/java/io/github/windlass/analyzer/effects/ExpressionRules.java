package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInCasts.Context;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression in a definition may not hold ({@code EXPR_KIND_*} in {@code
 * parser/parse_expr.c}, {@code parse_agg.c} and {@code parse_func.c}; {@code cookDefault} in {@code
 * catalog/heap.c}).
 */
final class ExpressionRules {

  /** Where an expression stands. */
  enum Place {
    DEFAULT,
    CHECK,
    GENERATION,
    USING
  }

  /** A column in a default is a matter of syntax from 12 on, before it is looked up. */
  private static final int COLUMNS_FORBIDDEN = 12;

  private static final Set<String> AGGREGATES =
      Set.of(
          "sum",
          "count",
          "avg",
          "min",
          "max",
          "array_agg",
          "string_agg",
          "bool_and",
          "bool_or",
          "every",
          "json_agg",
          "jsonb_agg",
          "json_object_agg",
          "jsonb_object_agg",
          "xmlagg",
          "stddev",
          "variance");

  private final AlteredTable altered;

  ExpressionRules(AlteredTable altered) {
    this.altered = altered;
  }

  /**
   * Whether an expression may stand there; fails if it surely may not.
   *
   * @param table whose columns may be named, as it is then; null if they are not known
   * @param own the column that the expression is for; null for a check
   */
  boolean allow(Place place, Expression expression, @Nullable Table table, @Nullable String own) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(expression);
    while (!open.isEmpty()) {
      Node node = open.pop();
      boolean allowed =
          switch (node) {
            case Expression.SubLink ignored -> refuse("0A000", "a subquery", place);
            case Expression.FuncCall call when call.over() != null ->
                refuse("42P20", "a window function", place);
            case Expression.FuncCall call when isAggregate(call) ->
                refuse("42803", "an aggregate", place);
            case Expression.ColumnRef column -> column(place, column, table, own);
            default -> true;
          };
      if (!allowed) {
        return false;
      }
      List<Node> children = Children.of(node);
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    return place != Place.GENERATION
        || !ImmutableExpressions.refuse(
            expression, "the generation expression", table, altered.effects);
  }

  private static boolean isAggregate(Expression.FuncCall call) {
    List<String> names = call.funcname();
    return names.size() == 1 && AGGREGATES.contains(names.get(0));
  }

  private boolean refuse(String sqlstate, String what, Place place) {
    altered.fail(sqlstate, what + " cannot stand in " + words(place));
    return false;
  }

  private static String words(Place place) {
    return switch (place) {
      case DEFAULT -> "a default";
      case CHECK -> "a check constraint";
      case GENERATION -> "a generation expression";
      case USING -> "USING";
    };
  }

  private boolean column(
      Place place, Expression.ColumnRef ref, @Nullable Table table, @Nullable String own) {
    if (ref.names().isEmpty()) {
      return true;
    }
    String name = ref.names().get(ref.names().size() - 1);
    boolean system = AlteredTable.isSystemColumn(name);
    boolean known =
        table == null
            || !table.columnsKnown()
            || system
            || ref.star()
            || ref.names().size() > 2
            || name.equals(altered.name.name())
            || name.equals(own)
            || table.column(name).isPresent();
    if (place == Place.DEFAULT) {
      if (altered.version >= COLUMNS_FORBIDDEN) {
        altered.effects.failByName("0A000", "column " + name + " cannot stand in " + words(place));
        return !altered.effects.fails();
      }
      return refuse(known ? "42P10" : "42703", "column " + name, place);
    }
    if (!known) {
      altered.fail("42703", "column " + name + " does not exist");
      return false;
    }
    if (system && place != Place.USING && !name.equals("tableoid")) {
      return refuse("42P10", "system column " + name, place);
    }
    if (place == Place.GENERATION
        && (name.equals(own)
            || (table != null
                && table.column(name).filter(ExpressionRules::isGenerated).isPresent()))) {
      return refuse("42P17", "generated column " + name, place);
    }
    return true;
  }

  static boolean isGenerated(Column column) {
    return column.generation() == Column.Generation.STORED
        || column.generation() == Column.Generation.VIRTUAL;
  }

  /** Whether an expression's value fits a column; fails if it surely does not. */
  boolean fits(Expression expression, @Nullable Table table, @Nullable ColumnType type) {
    ColumnType found = isLiteral(expression) ? null : ExpressionType.of(expression, table);
    if (found == null || type == null || coercion().allows(found, type, Context.ASSIGNMENT)) {
      return true;
    }
    altered.fail("42804", "a value of type " + found + " does not become one of type " + type);
    return false;
  }

  /** Whether an expression can be a condition ({@code coerce_to_boolean}). */
  boolean isCondition(Expression expression, @Nullable Table table) {
    ColumnType found = ExpressionType.of(expression, table);
    if (found == null || coercion().allows(found, ColumnType.of("bool"), Context.IMPLICIT)) {
      return true;
    }
    altered.fail("42804", "a check must be of type boolean, not " + found);
    return false;
  }

  private Coercion coercion() {
    return new Coercion(altered.catalog(), altered.version);
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Constant.StringConstant
        || expression instanceof Constant.NullConstant;
  }
}
