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
 * @param volatility what it may be at worst
 * @param least what it certainly is: IMMUTABLE where types that are not known may make it so
 * @param assumption what was taken for granted about a function that is not known; null if nothing
 */
public record ExpressionVolatility(
    Volatility volatility, Volatility least, @Nullable String assumption) {

  /** SQL functions are put in place of their call in ADD COLUMN's default from this version on. */
  private static final int INLINES_DEFAULTS = 12;

  /** Until then the grammar makes {@code date_part} of EXTRACT. */
  private static final int EXTRACTS = 14;

  private static final int MAX_INLINING = 8;

  /** The least constant of an expression's parts ({@code contain_volatile_functions}). */
  public static ExpressionVolatility of(Expression expression, Catalog catalog, int version) {
    return of(expression, null, catalog, version);
  }

  /**
   * The same for an expression over a table's columns.
   *
   * @param table null: its columns, if there are any, are not known
   */
  public static ExpressionVolatility of(
      Expression expression, Relation.@Nullable Table table, Catalog catalog, int version) {
    Reading reading = new Reading(table, catalog, version, 0);
    VolatilityRange range = TypedExpression.volatility(expression, reading);
    return new ExpressionVolatility(range.most(), range.least(), reading.assumption);
  }

  private static final class Reading implements TypedExpression.Context {

    private final Relation.@Nullable Table table;
    private final Catalog catalog;
    private final int version;
    private final int depth;
    private @Nullable String assumption;

    Reading(Relation.@Nullable Table table, Catalog catalog, int version, int depth) {
      this.table = table;
      this.catalog = catalog;
      this.version = version;
      this.depth = depth;
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public @Nullable ColumnType column(Expression.ColumnRef column) {
      if (table == null || column.star()) {
        return null;
      }
      return table
          .column(column.names().get(column.names().size() - 1))
          .map(Column::type)
          .map(type -> catalog.domain(type).map(UserType.DomainType::base).orElse(type))
          .orElse(null);
    }

    @Override
    public VolatilityRange function(
        Expression.FuncCall call, List<@Nullable ColumnType> arguments) {
      List<String> names = call.funcname();
      String name = names.get(names.size() - 1);
      boolean builtIn = names.size() > 1 && names.get(0).equals("pg_catalog");
      if (!builtIn) {
        Function function =
            Overloads.chosen(catalog.functions(name), call.args(), catalog, version);
        if (function != null) {
          return of(function);
        }
      }
      boolean extract = name.equals("extract") && version < EXTRACTS;
      VolatilityRange known =
          BuiltInFunctions.volatility(extract ? "date_part" : name, arguments, version);
      if (known != null) {
        return known;
      }
      assumption = "function " + name + " is not known and taken to be VOLATILE";
      return new VolatilityRange(Volatility.IMMUTABLE, Volatility.VOLATILE);
    }

    private VolatilityRange of(Function function) {
      String body = function.inlinableBody();
      if (function.volatility() == Volatility.VOLATILE
          && body != null
          && version >= INLINES_DEFAULTS
          && depth < MAX_INLINING) {
        Expression inlined = singleExpression(body);
        if (inlined != null) {
          Reading inner = new Reading(null, catalog, version, depth + 1);
          VolatilityRange range = TypedExpression.volatility(inlined, inner);
          assumption = inner.assumption == null ? assumption : inner.assumption;
          return range;
        }
      }
      return VolatilityRange.exactly(function.volatility());
    }
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
