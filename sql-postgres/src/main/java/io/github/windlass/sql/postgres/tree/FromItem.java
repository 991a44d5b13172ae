package io.github.windlass.sql.postgres.tree;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can stand in FROM besides a relation's name. */
public sealed interface FromItem extends TableReference
    permits FromItem.JoinExpr,
        FromItem.RangeSubselect,
        FromItem.RangeFunction,
        FromItem.RangeTableSample,
        FromItem.RangeTableFunc,
        JsonTable {

  /**
   * {@code larg jointype JOIN rarg}. A CROSS JOIN is an INNER one without condition.
   *
   * @param alias of the whole join, which stands in parentheses then
   */
  record JoinExpr(
      JoinType jointype,
      boolean isNatural,
      TableReference larg,
      TableReference rarg,
      List<String> usingClause,
      @Nullable Alias joinUsingAlias,
      @Nullable Expression quals,
      @Nullable Alias alias,
      Span span)
      implements FromItem {
    private static Chain<JoinExpr> chain() {
      return new Chain<>(
          JoinExpr.class,
          link -> link.larg,
          link ->
              Arrays.asList(
                  link.jointype,
                  link.isNatural,
                  link.rarg,
                  link.usingClause,
                  link.joinUsingAlias,
                  link.quals,
                  link.alias,
                  link.span));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return chain().equal(this, other);
    }

    @Override
    public int hashCode() {
      return chain().hash(this);
    }

    @Override
    public String toString() {
      return chain().string(this);
    }
  }

  /** {@code JOIN_*}. */
  enum JoinType {
    INNER,
    LEFT,
    FULL,
    RIGHT
  }

  /** {@code LATERAL (subquery) alias}. */
  record RangeSubselect(boolean lateral, SelectStmt subquery, @Nullable Alias alias, Span span)
      implements FromItem {}

  /**
   * A function call, or {@code ROWS FROM (…)}.
   *
   * @param functions one, unless {@code isRowsfrom}
   * @param coldeflist the columns that stand after the alias
   */
  record RangeFunction(
      boolean lateral,
      boolean ordinality,
      boolean isRowsfrom,
      List<RowsFromItem> functions,
      @Nullable Alias alias,
      List<TableFuncElement> coldeflist,
      Span span)
      implements FromItem {}

  /** A function in FROM, with its own columns if it stands in {@code ROWS FROM (…)}. */
  record RowsFromItem(Expression function, List<TableFuncElement> coldeflist, Span span)
      implements Node {}

  /** A column that a function's result has ({@code ColumnDef} in PostgreSQL's tree). */
  record TableFuncElement(
      String colname, TypeName typeName, Expression.@Nullable CollateClause collClause, Span span)
      implements Node {}

  /** {@code relation TABLESAMPLE method (args) REPEATABLE (repeatable)}. */
  record RangeTableSample(
      RangeVar relation,
      List<String> method,
      List<Expression> args,
      @Nullable Expression repeatable,
      Span span)
      implements FromItem {}

  /** {@code XMLTABLE (XMLNAMESPACES (namespaces), rowexpr PASSING docexpr COLUMNS columns)}. */
  record RangeTableFunc(
      boolean lateral,
      Expression docexpr,
      Expression rowexpr,
      List<ResTarget> namespaces,
      List<RangeTableFuncCol> columns,
      @Nullable Alias alias,
      Span span)
      implements FromItem {}

  /**
   * A column of XMLTABLE.
   *
   * @param typeName null when {@code forOrdinality}
   */
  record RangeTableFuncCol(
      String colname,
      @Nullable TypeName typeName,
      boolean forOrdinality,
      boolean isNotNull,
      @Nullable Expression colexpr,
      @Nullable Expression coldefexpr,
      Span span)
      implements Node {}
}
