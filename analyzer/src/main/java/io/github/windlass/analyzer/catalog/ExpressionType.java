package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The type of an expression, where it is certain without a table of all functions. */
final class ExpressionType {

  private static final int DEPTH_LIMIT = 60;
  private static final Set<String> COMPARISONS =
      Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~", "!~", "@>");
  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
  private static final ColumnType TEXT = ColumnType.of("text");
  private static final ColumnType BOOL = ColumnType.of("bool");
  private static final ColumnType INT4 = ColumnType.of("int4");
  private static final ColumnType INT8 = ColumnType.of("int8");
  private static final ColumnType NUMERIC = ColumnType.of("numeric");

  private final Catalog catalog;
  private final Function<Expression.ColumnRef, @Nullable Column> columns;
  private final Function<SelectStmt, Outputs> queries;

  /**
   * @param columns the column that a reference means; null where that cannot be told
   * @param queries what a query within the expression gives
   */
  ExpressionType(
      Catalog catalog,
      Function<Expression.ColumnRef, @Nullable Column> columns,
      Function<SelectStmt, Outputs> queries) {
    this.catalog = catalog;
    this.columns = columns;
    this.queries = queries;
  }

  /** A column of a query, which has the collation of a column that is given on as it is. */
  Column column(String name, Expression value) {
    if (value instanceof Expression.ColumnRef reference) {
      Column meant = columns.apply(reference);
      return meant == null
          ? Column.plain(name, null)
          : Column.plain(name, meant.type()).collated(meant.collation());
    }
    return Column.plain(name, of(value, 0));
  }

  private @Nullable ColumnType of(Expression value, int depth) {
    if (depth > DEPTH_LIMIT) {
      return null;
    }
    int next = depth + 1;
    return switch (value) {
      case Constant constant -> constant(constant);
      case Expression.ColumnRef reference -> {
        Column column = columns.apply(reference);
        yield column == null ? null : column.type();
      }
      case Expression.TypeCast cast -> catalog.typeOf(cast.typeName());
      case Expression.CollateClause collate ->
          collate.arg() == null ? null : of(collate.arg(), next);
      case Expression.BoolExpr ignored -> BOOL;
      case Expression.NullTest ignored -> BOOL;
      case Expression.BooleanTest ignored -> BOOL;
      case Expression.AExpr operation -> operation(operation, next);
      case Expression.FuncCall call -> call(call, next);
      case Expression.CoalesceExpr coalesce -> common(coalesce.args(), next);
      case Expression.MinMaxExpr extreme -> common(extreme.args(), next);
      case Expression.CaseExpr choice -> {
        List<Expression> results = new ArrayList<>();
        choice.args().forEach(arm -> results.add(arm.result()));
        if (choice.defresult() != null) {
          results.add(choice.defresult());
        }
        yield common(results, next);
      }
      case Expression.AArrayExpr array -> {
        ColumnType element = common(array.elements(), next);
        yield element == null || element.array() ? null : element.withoutTypmods().arrayOf();
      }
      case Expression.SQLValueFunction function -> valueFunction(function);
      case Expression.SubLink query ->
          switch (query.subLinkType()) {
            case EXISTS, ANY, ALL -> BOOL;
            case EXPR -> first(query.subselect());
            case ARRAY -> {
              ColumnType element = first(query.subselect());
              yield element == null || element.array() ? null : element.withoutTypmods().arrayOf();
            }
          };
      default -> null;
    };
  }

  private @Nullable ColumnType first(SelectStmt query) {
    List<Column> columns = queries.apply(query).columns();
    return columns.isEmpty() ? null : columns.get(0).type();
  }

  private static @Nullable ColumnType constant(Constant constant) {
    return switch (constant) {
      case Constant.IntegerConstant ignored -> INT4;
      case Constant.FloatConstant number -> number(number.fval());
      case Constant.StringConstant ignored -> TEXT;
      case Constant.BooleanConstant ignored -> BOOL;
      case Constant.BitStringConstant ignored -> null;
      case Constant.NullConstant ignored -> TEXT;
    };
  }

  private static ColumnType number(String digits) {
    boolean whole = digits.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    return whole && digits.length() < 19 ? INT8 : NUMERIC;
  }

  private static @Nullable ColumnType valueFunction(Expression.SQLValueFunction function) {
    return switch (function.op()) {
      case CURRENT_DATE -> ColumnType.of("date");
      case CURRENT_TIME -> ColumnType.of("timetz");
      case CURRENT_TIMESTAMP -> ColumnType.of("timestamptz");
      case LOCALTIME -> ColumnType.of("time");
      case LOCALTIMESTAMP -> ColumnType.of("timestamp");
      case CURRENT_ROLE, CURRENT_USER, USER, SESSION_USER, CURRENT_CATALOG, CURRENT_SCHEMA ->
          ColumnType.of("name");
      case CURRENT_TIME_N, CURRENT_TIMESTAMP_N, LOCALTIME_N, LOCALTIMESTAMP_N -> null;
    };
  }

  private @Nullable ColumnType operation(Expression.AExpr operation, int depth) {
    return switch (operation.kind()) {
      case OP -> operator(operation, depth);
      case NULLIF -> null;
      case OP_ANY,
          OP_ALL,
          DISTINCT,
          NOT_DISTINCT,
          IN,
          LIKE,
          ILIKE,
          SIMILAR,
          BETWEEN,
          NOT_BETWEEN,
          BETWEEN_SYM,
          NOT_BETWEEN_SYM ->
          BOOL;
    };
  }

  private @Nullable ColumnType operator(Expression.AExpr operation, int depth) {
    String operator = operation.name().get(operation.name().size() - 1);
    if (COMPARISONS.contains(operator)) {
      return BOOL;
    }
    if (operation.lexpr() == null) {
      return operator.equals("-") ? plain(of(operation.rexpr(), depth)) : null;
    }
    ColumnType left = plain(of(operation.lexpr(), depth));
    ColumnType right = plain(of(operation.rexpr(), depth));
    if (left == null || right == null || left.array() || right.array()) {
      return null;
    }
    return switch (operator) {
      case "||" -> isText(left) && isText(right) ? TEXT : null;
      case "+", "-", "*", "/", "%" -> arithmetic(left.name(), right.name());
      case "->" -> left.name().startsWith("json") ? left : null;
      case "->>" -> left.name().startsWith("json") ? TEXT : null;
      default -> null;
    };
  }

  private static boolean isText(ColumnType type) {
    return type.name().equals("text") || type.name().equals("varchar");
  }

  private static @Nullable ColumnType arithmetic(String left, String right) {
    if (INTEGERS.contains(left) && INTEGERS.contains(right)) {
      return ColumnType.of(left.compareTo(right) >= 0 ? left : right);
    }
    boolean numbers =
        (left.equals("numeric") || INTEGERS.contains(left))
            && (right.equals("numeric") || INTEGERS.contains(right));
    return numbers ? NUMERIC : null;
  }

  private @Nullable ColumnType call(Expression.FuncCall call, int depth) {
    String name = call.funcname().get(call.funcname().size() - 1);
    ColumnType first = call.args().isEmpty() ? null : plain(of(call.args().get(0), depth));
    return switch (name) {
      case "count", "row_number", "rank", "dense_rank" -> INT8;
      case "now" -> ColumnType.of("timestamptz");
      case "gen_random_uuid" -> ColumnType.of("uuid");
      case "lower", "upper", "concat", "btrim", "ltrim", "rtrim", "string_agg", "replace" ->
          first != null && isText(first) ? TEXT : null;
      case "length" -> first != null && isText(first) ? INT4 : null;
      case "max", "min" ->
          first == null ? null : first.name().equals("varchar") && !first.array() ? TEXT : first;
      case "sum" -> sum(first);
      case "array_agg" -> first == null || first.array() ? null : first.arrayOf();
      case "jsonb_agg", "jsonb_build_object" -> ColumnType.of("jsonb");
      case "json_agg", "json_build_object" -> ColumnType.of("json");
      case "bool_and", "bool_or" -> BOOL;
      default -> ofRoutine(call, depth);
    };
  }

  /** The result of a function that the history made, if all of that name agree. */
  private @Nullable ColumnType ofRoutine(Expression.FuncCall call, int depth) {
    ColumnType result = null;
    for (Routine routine : catalog.routines(call.funcname())) {
      ColumnType returns = routine.returns();
      if (returns != null && returns.name().equals("anyelement")) {
        List<Expression> same = new ArrayList<>();
        int count = Math.min(call.args().size(), routine.arguments().size());
        for (int i = 0; i < count; i++) {
          if (routine.arguments().get(i).equals(returns)) {
            same.add(call.args().get(i));
          }
        }
        returns = plain(common(same, depth));
      }
      if (returns == null || (result != null && !result.equals(returns.withoutTypmods()))) {
        return null;
      }
      result = returns.withoutTypmods();
    }
    return result;
  }

  private static @Nullable ColumnType sum(@Nullable ColumnType type) {
    return switch (type == null ? "" : type.name()) {
      case "int2", "int4" -> INT8;
      case "int8", "numeric" -> NUMERIC;
      case "float8", "interval" -> type;
      default -> null;
    };
  }

  private static @Nullable ColumnType plain(@Nullable ColumnType type) {
    return type == null ? null : type.withoutTypmods();
  }

  /** The type that all have; a quoted literal takes that of the others. */
  private @Nullable ColumnType common(List<Expression> values, int depth) {
    ColumnType common = null;
    boolean literals = false;
    for (Expression value : values) {
      if (value instanceof Constant.StringConstant || value instanceof Constant.NullConstant) {
        literals = true;
        continue;
      }
      ColumnType type = of(value, depth);
      if (type == null) {
        return null;
      }
      if (common == null || type.equals(common)) {
        common = type;
      } else if (type.withoutTypmods().equals(common.withoutTypmods())) {
        common = common.withoutTypmods();
      } else if (INTEGERS.contains(type.name()) && common.name().equals("numeric")) {
        common = NUMERIC;
      } else if (INTEGERS.contains(common.name()) && type.name().equals("numeric")) {
        common = NUMERIC;
      } else {
        return null;
      }
    }
    return common == null ? (literals ? TEXT : null) : literals ? plain(common) : common;
  }
}
