package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.raw.RawTree.Wrapped;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.JsonExpression;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.XmlExpression;
import java.util.ArrayList;
import java.util.List;

/** Expressions, the functions of SQL/XML and SQL/JSON among them. */
final class ExpressionShapes {

  private ExpressionShapes() {}

  static void register(RawTree tree) {
    constants(tree);
    tree.prefix(AExpr.Kind.class, "AEXPR_");
    tree.tag(AExpr.class, "A_Expr");
    tree.tag(Expression.AArrayExpr.class, "A_ArrayExpr");
    tree.tag(Expression.AIndirection.class, "A_Indirection");
    tree.tag(Indirection.AIndices.class, "A_Indices");
    tree.tag(Indirection.AStar.class, "A_Star");
    tree.shape(Indirection.Field.class, field -> new Kept(field.name()));
    tree.shape(Expression.ExpressionList.class, list -> new Kept(list.items()));
    tree.shape(ColumnRef.class, column -> columnRef(tree, column));
    tree.constants(Expression.BoolExpr.Operator.class, operator -> operator.name() + "_EXPR");
    tree.prefix(Expression.FuncCall.CoercionForm.class, "COERCE_");
    tree.prefix(Expression.RowExpr.Format.class, "COERCE_");
    tree.constants(Expression.SubLink.Type.class, type -> type.name() + "_SUBLINK");
    tree.prefix(Expression.MinMaxExpr.Operator.class, "IS_");
    tree.prefix(Expression.NullTest.Type.class, "IS_");
    tree.prefix(Expression.BooleanTest.Type.class, "IS_");
    tree.prefix(Expression.SQLValueFunction.Operator.class, "SVFOP_");
    xml(tree);
    json(tree);
  }

  private static void xml(RawTree tree) {
    tree.prefix(XmlExpression.XmlOption.class, "XMLOPTION_");
    tree.prefix(XmlExpression.XmlExpr.Operator.class, "IS_");
  }

  private static void json(RawTree tree) {
    tree.prefix(JsonExpression.JsonFormat.FormatType.class, "JS_FORMAT_");
    tree.prefix(JsonExpression.JsonFormat.Encoding.class, "JS_ENC_");
    tree.prefix(JsonExpression.JsonBehavior.Type.class, "JSON_BEHAVIOR_");
    tree.prefix(JsonExpression.JsonWrapper.class, "JSW_");
    tree.prefix(JsonExpression.JsonQuotes.class, "JS_QUOTES_");
    tree.prefix(JsonExpression.JsonIsPredicate.ItemType.class, "JS_TYPE_");
    tree.constants(
        JsonExpression.JsonFuncExpr.Operator.class, operator -> "JSON_" + operator.name() + "_OP");
    tree.change(
        JsonExpression.JsonIsPredicate.class,
        (test, node) -> node.put("format", defaultFormat(test.span())));
    // PostgreSQL cannot know yet whether nulls appear, and says that they do not.
    tree.change(
        JsonExpression.JsonArrayQueryConstructor.class,
        (constructor, node) -> node.put("absentOnNull", true));
    tree.change(
        JsonExpression.JsonOutput.class,
        (output, node) ->
            node.without("format")
                .put(
                    "returning",
                    new RawNode("JsonReturning", null).put("format", output.format())));
  }

  private static JsonExpression.JsonFormat defaultFormat(Span span) {
    return new JsonExpression.JsonFormat(
        JsonExpression.JsonFormat.FormatType.DEFAULT,
        JsonExpression.JsonFormat.Encoding.DEFAULT,
        span);
  }

  private static void constants(RawTree tree) {
    tree.shape(Constant.IntegerConstant.class, c -> new Wrapped("A_Const", c.ival(), c.span()));
    tree.shape(
        Constant.FloatConstant.class,
        c -> new Wrapped("A_Const", new Wrapped("Float", c.fval(), null), c.span()));
    tree.shape(Constant.StringConstant.class, c -> new Wrapped("A_Const", c.sval(), c.span()));
    tree.shape(
        Constant.BitStringConstant.class,
        c -> new Wrapped("A_Const", new Wrapped("BitString", c.bsval(), null), c.span()));
    tree.shape(Constant.BooleanConstant.class, c -> new Wrapped("A_Const", c.boolval(), c.span()));
    tree.shape(Constant.NullConstant.class, c -> new Wrapped("A_Const", null, c.span()));
  }

  private static RawNode columnRef(RawTree tree, ColumnRef column) {
    List<Object> fields = new ArrayList<>(column.names());
    if (column.star()) {
      fields.add(new RawNode("A_Star", null));
    }
    return tree.node(column).without("names", "star").put("fields", fields);
  }
}
