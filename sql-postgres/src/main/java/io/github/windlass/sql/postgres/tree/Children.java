package io.github.windlass.sql.postgres.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of queries and expressions, one level down, in the order written: for whoever asks
 * which functions an expression calls or which relations a query reads.
 *
 * <p>Loop with a stack of one's own rather than by recursion: chains of operators are deep.
 */
public final class Children {

  private final List<Node> found = new ArrayList<>(4);

  private Children() {}

  /**
   * The nodes directly under a query, an expression, or a part of either; empty for other nodes.
   */
  public static List<Node> of(Node node) {
    Children children = new Children();
    children.collect(node);
    return children.found;
  }

  private void add(@Nullable Node node) {
    if (node != null) {
      found.add(node);
    }
  }

  private void addAll(List<? extends Node> nodes) {
    found.addAll(nodes);
  }

  private void collect(Node node) {
    switch (node) {
      case Expression expression -> expression(expression);
      case QueryStatement query -> query(query);
      case FromItem item -> from(item);
      case GroupingElement.GroupingSet set -> addAll(set.content());
      case ResTarget target -> {
        addAll(target.indirection());
        add(target.val());
      }
      case SetClause.MultiAssignment assignment -> {
        addAll(assignment.targets());
        add(assignment.source());
      }
      case SortBy sort -> add(sort.node());
      case WindowDef window -> {
        addAll(window.partitionClause());
        addAll(window.orderClause());
        add(window.startOffset());
        add(window.endOffset());
      }
      case Indirection.AIndices indices -> {
        add(indices.lidx());
        add(indices.uidx());
      }
      case Expression.CaseWhen when -> {
        add(when.expr());
        add(when.result());
      }
      case WithClause with -> addAll(with.ctes());
      case WithClause.CommonTableExpr table -> add(table.ctequery());
      case SelectStmt.DistinctClause distinct -> addAll(distinct.on());
      case SelectStmt.ValuesRow row -> addAll(row.items());
      case FromItem.RowsFromItem function -> add(function.function());
      case FromItem.RangeTableFuncCol column -> {
        add(column.colexpr());
        add(column.coldefexpr());
      }
      case QueryStatement.OnConflictClause conflict -> {
        add(conflict.infer());
        addAll(conflict.targetList());
        add(conflict.whereClause());
      }
      case QueryStatement.InferClause infer -> {
        addAll(infer.indexElems());
        add(infer.whereClause());
      }
      case QueryStatement.MergeWhenClause when -> {
        add(when.condition());
        add(when.action());
      }
      case QueryStatement.MergeAction.Insert insert -> addAll(insert.values());
      case QueryStatement.MergeAction.Update update -> addAll(update.targetList());
      case QueryStatement.ReturningClause returning -> addAll(returning.exprs());
      case IndexElem element -> add(element.expr());
      case JsonExpression.JsonValueExpr value -> add(value.rawExpr());
      case JsonExpression.JsonKeyValue pair -> {
        add(pair.key());
        add(pair.value());
      }
      case JsonExpression.JsonArgument argument -> add(argument.val());
      case JsonExpression.JsonAggConstructor aggregate -> {
        add(aggregate.aggFilter());
        addAll(aggregate.aggOrder());
        add(aggregate.over());
      }
      case JsonExpression.JsonBehavior behavior -> add(behavior.expr());
      case JsonTable.JsonTableColumn.Regular column -> {
        add(column.onEmpty());
        add(column.onError());
      }
      case JsonTable.JsonTableColumn.Exists column -> add(column.onError());
      case JsonTable.JsonTableColumn.Nested column -> addAll(column.columns());
      default -> {
        // A leaf, or no part of a query.
      }
    }
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Expression.AExpr e -> {
        add(e.lexpr());
        add(e.rexpr());
      }
      case Expression.BoolExpr e -> addAll(e.args());
      case Expression.TypeCast e -> add(e.arg());
      case Expression.CollateClause e -> add(e.arg());
      case Expression.FuncCall e -> {
        addAll(e.args());
        addAll(e.aggOrder());
        add(e.aggFilter());
        add(e.over());
      }
      case Expression.NamedArgExpr e -> add(e.arg());
      case Expression.AIndirection e -> {
        add(e.arg());
        addAll(e.indirection());
      }
      case Expression.AArrayExpr e -> addAll(e.elements());
      case Expression.RowExpr e -> addAll(e.args());
      case Expression.SubLink e -> {
        add(e.testexpr());
        add(e.subselect());
      }
      case Expression.CaseExpr e -> {
        add(e.arg());
        addAll(e.args());
        add(e.defresult());
      }
      case Expression.CoalesceExpr e -> addAll(e.args());
      case Expression.MinMaxExpr e -> addAll(e.args());
      case Expression.NullTest e -> add(e.arg());
      case Expression.BooleanTest e -> add(e.arg());
      case Expression.GroupingFunc e -> addAll(e.args());
      case Expression.ExpressionList e -> addAll(e.items());
      case Expression.ColumnRef ignored -> {}
      case Expression.ParamRef ignored -> {}
      case Constant ignored -> {}
      case Expression.SQLValueFunction ignored -> {}
      case Expression.SetToDefault ignored -> {}
      case Expression.CurrentOfExpr ignored -> {}
      case Expression.MergeSupportFunc ignored -> {}
      case XmlExpression.XmlExpr e -> {
        addAll(e.namedArgs());
        addAll(e.args());
      }
      case XmlExpression.XmlSerialize e -> add(e.expr());
      case JsonExpression json -> json(json);
    }
  }

  private void json(JsonExpression expression) {
    switch (expression) {
      case JsonExpression.JsonObjectConstructor e -> addAll(e.exprs());
      case JsonExpression.JsonArrayConstructor e -> addAll(e.exprs());
      case JsonExpression.JsonArrayQueryConstructor e -> add(e.query());
      case JsonExpression.JsonObjectAgg e -> {
        add(e.arg());
        add(e.constructor());
      }
      case JsonExpression.JsonArrayAgg e -> {
        add(e.arg());
        add(e.constructor());
      }
      case JsonExpression.JsonParseExpr e -> add(e.expr());
      case JsonExpression.JsonScalarExpr e -> add(e.expr());
      case JsonExpression.JsonSerializeExpr e -> add(e.expr());
      case JsonExpression.JsonFuncExpr e -> {
        add(e.contextItem());
        add(e.pathspec());
        addAll(e.passing());
        add(e.onEmpty());
        add(e.onError());
      }
      case JsonExpression.JsonIsPredicate e -> add(e.expr());
    }
  }

  private void query(QueryStatement query) {
    switch (query) {
      case SelectStmt select -> select(select);
      case QueryStatement.InsertStmt q -> {
        add(q.withClause());
        add(q.relation());
        add(q.selectStmt());
        add(q.onConflictClause());
        add(q.returningClause());
      }
      case QueryStatement.UpdateStmt q -> {
        add(q.withClause());
        add(q.relation());
        addAll(q.targetList());
        addAll(q.fromClause());
        add(q.whereClause());
        add(q.returningClause());
      }
      case QueryStatement.DeleteStmt q -> {
        add(q.withClause());
        add(q.relation());
        addAll(q.usingClause());
        add(q.whereClause());
        add(q.returningClause());
      }
      case QueryStatement.MergeStmt q -> {
        add(q.withClause());
        add(q.relation());
        add(q.sourceRelation());
        add(q.joinCondition());
        addAll(q.mergeWhenClauses());
        add(q.returningClause());
      }
    }
  }

  private void select(SelectStmt select) {
    SelectStmt.Tail tail = select.tail();
    add(tail.withClause());
    switch (select) {
      case SelectStmt.Select s -> {
        add(s.distinctClause());
        addAll(s.targetList());
        addAll(s.fromClause());
        add(s.whereClause());
        addAll(s.groupClause());
        add(s.havingClause());
        addAll(s.windowClause());
      }
      case SelectStmt.Values s -> addAll(s.valuesLists());
      case SelectStmt.SetOperation s -> {
        add(s.larg());
        add(s.rarg());
      }
    }
    addAll(tail.sortClause());
    add(tail.limitOffset());
    add(tail.limitCount());
  }

  private void from(FromItem item) {
    switch (item) {
      case FromItem.JoinExpr join -> {
        add(join.larg());
        add(join.rarg());
        add(join.quals());
      }
      case FromItem.RangeSubselect subselect -> add(subselect.subquery());
      case FromItem.RangeFunction function -> addAll(function.functions());
      case FromItem.RangeTableSample sample -> {
        add(sample.relation());
        addAll(sample.args());
        add(sample.repeatable());
      }
      case FromItem.RangeTableFunc table -> {
        add(table.docexpr());
        add(table.rowexpr());
        addAll(table.namespaces());
        addAll(table.columns());
      }
      case JsonTable table -> {
        add(table.contextItem());
        addAll(table.passing());
        addAll(table.columns());
        add(table.onError());
      }
    }
  }
}
