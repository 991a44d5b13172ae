package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How constant an expression is.
 *
 * @param assumption what was taken for granted about a function that is not known; null if nothing
 */
public record ExpressionVolatility(Volatility volatility, @Nullable String assumption) {

  /** SQL functions are put in place of their call in ADD COLUMN's default from this version on. */
  private static final int INLINES_DEFAULTS = 12;

  private static final int MAX_INLINING = 8;

  /** The least constant of an expression's parts ({@code contain_volatile_functions}). */
  public static ExpressionVolatility of(Expression expression, Catalog catalog, int version) {
    return of(expression, catalog, version, 0);
  }

  private static ExpressionVolatility of(
      Expression expression, Catalog catalog, int version, int depth) {
    Volatility volatility = Volatility.IMMUTABLE;
    String assumption = null;
    for (Expression.FuncCall call : Mentions.of(expression).calls()) {
      ExpressionVolatility each = of(call, catalog, version, depth);
      volatility = volatility.or(each.volatility);
      if (each.assumption != null) {
        assumption = each.assumption;
      }
    }
    return new ExpressionVolatility(volatility, assumption);
  }

  private static ExpressionVolatility of(
      Expression.FuncCall call, Catalog catalog, int version, int depth) {
    List<String> names = call.funcname();
    String name = names.get(names.size() - 1);
    boolean builtIn = names.size() > 1 && names.get(0).equals("pg_catalog");
    if (!builtIn) {
      Function function = overload(catalog.functions(name), call.args().size());
      if (function != null) {
        return of(function, catalog, version, depth);
      }
    }
    Volatility known = BuiltInFunctions.volatility(name, call.args().size());
    if (known != null) {
      return new ExpressionVolatility(known, null);
    }
    return new ExpressionVolatility(
        Volatility.VOLATILE, "function " + name + " is not known and taken to be VOLATILE");
  }

  private static @Nullable Function overload(List<Function> overloads, int arguments) {
    for (Function function : overloads) {
      if (function.arguments() == arguments) {
        return function;
      }
    }
    return overloads.isEmpty() ? null : overloads.get(0);
  }

  private static ExpressionVolatility of(
      Function function, Catalog catalog, int version, int depth) {
    String body = function.inlinableBody();
    if (function.volatility() == Volatility.VOLATILE
        && body != null
        && version >= INLINES_DEFAULTS
        && depth < MAX_INLINING) {
      Expression inlined = singleExpression(body);
      if (inlined != null) {
        return of(inlined, catalog, version, depth + 1);
      }
    }
    return new ExpressionVolatility(function.volatility(), null);
  }

  /** The expression of {@code SELECT expression}, which is what the server inlines. */
  private static @Nullable Expression singleExpression(String body) {
    Script script = PostgresParser.parse(body);
    if (script.statements().size() == 1
        && script.errors().isEmpty()
        && script.statements().get(0) instanceof SelectStmt.Select select
        && select.fromClause().isEmpty()
        && select.whereClause() == null
        && select.targetList().size() == 1
        && select.targetList().get(0) instanceof ResTarget target) {
      return target.val();
    }
    return null;
  }
}
