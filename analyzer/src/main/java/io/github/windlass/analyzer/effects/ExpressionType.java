package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The type of an expression, as far as its form alone tells it. */
final class ExpressionType {

  private static final ColumnType BOOL = ColumnType.of("bool");

  private static final Set<String> COMPARISONS =
      Set.of("=", "<>", "!=", "<", "<=", ">", ">=", "~~", "!~~", "~", "!~");

  /** Functions of one type whatever their arguments. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("now", "timestamptz"),
          Map.entry("transaction_timestamp", "timestamptz"),
          Map.entry("statement_timestamp", "timestamptz"),
          Map.entry("clock_timestamp", "timestamptz"),
          Map.entry("timeofday", "text"),
          Map.entry("gen_random_uuid", "uuid"),
          Map.entry("uuid_generate_v4", "uuid"),
          Map.entry("nextval", "int8"),
          Map.entry("md5", "text"),
          Map.entry("current_database", "name"));

  private ExpressionType() {}

  /**
   * The type; null for a literal that takes any, and where it is not told.
   *
   * @param table whose columns may be named
   */
  static @Nullable ColumnType of(Expression expression, @Nullable Table table) {
    return switch (expression) {
      case Constant.IntegerConstant ignored -> ColumnType.of("int4");
      case Constant.FloatConstant number ->
          ColumnType.of(isWhole(number.fval()) ? "int8" : "numeric");
      case Constant.BooleanConstant ignored -> BOOL;
      case Expression.TypeCast cast -> ColumnType.of(cast.typeName());
      case Expression.CollateClause collate ->
          collate.arg() == null ? null : of(collate.arg(), table);
      case Expression.BoolExpr ignored -> BOOL;
      case Expression.NullTest ignored -> BOOL;
      case Expression.BooleanTest ignored -> BOOL;
      case Expression.AExpr comparison
          when comparison.kind() == Expression.AExpr.Kind.OP
              && comparison.name().size() == 1
              && COMPARISONS.contains(comparison.name().get(0)) ->
          BOOL;
      case Expression.AExpr sign
          when sign.lexpr() == null && sign.name().get(0).equals("-") && sign.rexpr() != null ->
          of(sign.rexpr(), table);
      case Expression.ColumnRef ref when table != null && !ref.star() && ref.names().size() == 1 ->
          table.column(ref.names().get(0)).map(Column::type).orElse(null);
      case Expression.FuncCall call -> {
        String type = FUNCTIONS.get(call.funcname().get(call.funcname().size() - 1));
        yield type == null ? null : ColumnType.of(type);
      }
      default -> null;
    };
  }

  private static boolean isWhole(String number) {
    for (int i = 0; i < number.length(); i++) {
      if (!Character.isDigit(number.charAt(i))) {
        return false;
      }
    }
    return number.length() < 19;
  }
}
