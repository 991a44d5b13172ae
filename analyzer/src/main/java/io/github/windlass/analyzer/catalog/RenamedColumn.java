package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Indirection;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression of a table after one of its columns got another name. What cannot hold a reference
 * that is read again, such as a query, stays as it was written.
 */
final class RenamedColumn {

  private static final int DEPTH_LIMIT = 100;

  private final String old;
  private final String renamed;

  RenamedColumn(String old, String renamed) {
    this.old = old;
    this.renamed = renamed;
  }

  /** The expression; one that is very deep as it was. */
  Expression in(Expression expression) {
    return in(expression, 0);
  }

  private Expression in(Expression expression, int depth) {
    if (depth > DEPTH_LIMIT) {
      return expression;
    }
    int next = depth + 1;
    return switch (expression) {
      case Expression.ColumnRef column when isMeant(column) ->
          new Expression.ColumnRef(last(column.names()), false, column.span());
      case Expression.AExpr a -> {
        Expression left = a.lexpr();
        yield new Expression.AExpr(
            a.kind(),
            a.name(),
            left == null ? null : in(left, next),
            in(a.rexpr(), next),
            a.span());
      }
      case Expression.BoolExpr b ->
          new Expression.BoolExpr(b.boolop(), in(b.args(), next), b.span());
      case Expression.TypeCast c ->
          new Expression.TypeCast(in(c.arg(), next), c.typeName(), c.span());
      case Expression.FuncCall f ->
          new Expression.FuncCall(
              f.funcname(),
              in(f.args(), next),
              f.aggOrder(),
              f.aggFilter(),
              f.over(),
              f.aggWithinGroup(),
              f.aggStar(),
              f.aggDistinct(),
              f.funcVariadic(),
              f.funcformat(),
              f.span());
      case Expression.NullTest t ->
          new Expression.NullTest(in(t.arg(), next), t.nulltesttype(), t.span());
      case Expression.BooleanTest t ->
          new Expression.BooleanTest(in(t.arg(), next), t.booltesttype(), t.span());
      case Expression.CoalesceExpr c -> new Expression.CoalesceExpr(in(c.args(), next), c.span());
      case Expression.ExpressionList l ->
          new Expression.ExpressionList(in(l.items(), next), l.span());
      case Expression.AArrayExpr a -> new Expression.AArrayExpr(in(a.elements(), next), a.span());
      case Expression.AIndirection part ->
          new Expression.AIndirection(
              in(part.arg(), next), indices(part.indirection(), next), part.span());
      case Expression.MinMaxExpr extreme ->
          new Expression.MinMaxExpr(extreme.op(), in(extreme.args(), next), extreme.span());
      case Expression.RowExpr row ->
          new Expression.RowExpr(in(row.args(), next), row.rowFormat(), row.span());
      case Expression.NamedArgExpr named ->
          new Expression.NamedArgExpr(in(named.arg(), next), named.name(), named.span());
      case Expression.CollateClause collate when collate.arg() != null ->
          new Expression.CollateClause(in(collate.arg(), next), collate.collname(), collate.span());
      case Expression.CaseExpr choice -> choice(choice, next);
      default -> expression;
    };
  }

  private Expression.CaseExpr choice(Expression.CaseExpr choice, int depth) {
    List<Expression.CaseWhen> arms = new ArrayList<>();
    for (Expression.CaseWhen arm : choice.args()) {
      arms.add(new Expression.CaseWhen(in(arm.expr(), depth), in(arm.result(), depth), arm.span()));
    }
    Expression tested = choice.arg();
    Expression otherwise = choice.defresult();
    return new Expression.CaseExpr(
        tested == null ? null : in(tested, depth),
        arms,
        otherwise == null ? null : in(otherwise, depth),
        choice.span());
  }

  private List<Indirection> indices(List<Indirection> steps, int depth) {
    List<Indirection> all = new ArrayList<>();
    for (Indirection step : steps) {
      all.add(
          switch (step) {
            case Indirection.AIndices i -> {
              Expression low = i.lidx();
              Expression high = i.uidx();
              yield new Indirection.AIndices(
                  i.isSlice(),
                  low == null ? null : in(low, depth),
                  high == null ? null : in(high, depth),
                  i.span());
            }
            case Indirection.Field field -> field;
            case Indirection.AStar star -> star;
          });
    }
    return List.copyOf(all);
  }

  private List<Expression> in(List<Expression> expressions, int depth) {
    List<Expression> all = new ArrayList<>();
    expressions.forEach(each -> all.add(in(each, depth)));
    return List.copyOf(all);
  }

  private boolean isMeant(Expression.ColumnRef column) {
    List<String> names = column.names();
    return !column.star() && !names.isEmpty() && names.get(names.size() - 1).equals(old);
  }

  private List<String> last(List<String> names) {
    List<String> changed = new ArrayList<>(names.subList(0, names.size() - 1));
    changed.add(renamed);
    return List.copyOf(changed);
  }
}
