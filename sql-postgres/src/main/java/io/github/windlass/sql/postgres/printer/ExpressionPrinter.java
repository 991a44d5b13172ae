package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constant.BitStringConstant;
import io.github.windlass.sql.postgres.tree.Constant.BooleanConstant;
import io.github.windlass.sql.postgres.tree.Constant.FloatConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.NullConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AArrayExpr;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import io.github.windlass.sql.postgres.tree.Expression.AIndirection;
import io.github.windlass.sql.postgres.tree.Expression.BoolExpr;
import io.github.windlass.sql.postgres.tree.Expression.BooleanTest;
import io.github.windlass.sql.postgres.tree.Expression.CaseExpr;
import io.github.windlass.sql.postgres.tree.Expression.CaseWhen;
import io.github.windlass.sql.postgres.tree.Expression.CoalesceExpr;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.Expression.CurrentOfExpr;
import io.github.windlass.sql.postgres.tree.Expression.ExpressionList;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall;
import io.github.windlass.sql.postgres.tree.Expression.GroupingFunc;
import io.github.windlass.sql.postgres.tree.Expression.MergeSupportFunc;
import io.github.windlass.sql.postgres.tree.Expression.MinMaxExpr;
import io.github.windlass.sql.postgres.tree.Expression.NamedArgExpr;
import io.github.windlass.sql.postgres.tree.Expression.NullTest;
import io.github.windlass.sql.postgres.tree.Expression.ParamRef;
import io.github.windlass.sql.postgres.tree.Expression.RowExpr;
import io.github.windlass.sql.postgres.tree.Expression.SQLValueFunction;
import io.github.windlass.sql.postgres.tree.Expression.SetToDefault;
import io.github.windlass.sql.postgres.tree.Expression.SubLink;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.JsonExpression;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonIsPredicate;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.XmlExpression;
import io.github.windlass.sql.postgres.tree.XmlExpression.XmlExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Expressions, with parentheses where an operand binds more loosely than its place asks for.
 *
 * <p>Chains of operators lean to the left and may be deep: they are walked by a loop.
 */
final class ExpressionPrinter {

  /** Always in parentheses. */
  private static final int ALONE = -1;

  // How tightly operators bind, as in gram.y.
  private static final int ANY = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int IS = 4;
  private static final int COMPARISON = 5;
  private static final int LIKE = 6;
  private static final int OPERATOR = 7;
  private static final int SUM = 8;
  private static final int PRODUCT = 9;
  private static final int POWER = 10;
  private static final int AT = 11;
  private static final int COLLATE = 12;
  private static final int SIGN = 13;
  private static final int CAST = 14;
  private static final int OPERAND = 15;

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final CallPrinter calls;

  ExpressionPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.calls = new CallPrinter(printer, this, out);
  }

  /** {@code a_expr}. */
  void expression(Expression expression) {
    print(expression, ANY);
  }

  /** {@code b_expr}: what stands after DEFAULT, in POSITION, in partition bounds. */
  void restricted(Expression expression) {
    print(expression, SIGN);
  }

  /** {@code c_expr}. */
  void operand(Expression expression) {
    print(expression, OPERAND);
  }

  /** {@code func_expr_windowless}: a function in FROM, where {@code ::} cannot stand. */
  void function(Expression expression) {
    if (expression instanceof TypeCast cast) {
      out.write("CAST(");
      expression(cast.arg());
      out.write("AS");
      printer.types().type(cast.typeName());
      out.join(")");
    } else {
      expression(expression);
    }
  }

  /** {@code expr_list}. */
  void expressions(List<Expression> list) {
    out.list(list, this::expression);
  }

  // --- operators -----------------------------------------------------------------------------

  private void print(Expression expression, int min) {
    Expression leftmost = expression;
    int level = min;
    List<Expression> chain = new ArrayList<>(2);
    List<Boolean> closed = new ArrayList<>(2);
    while (true) {
      boolean parentheses = level(leftmost) < level;
      if (parentheses) {
        out.write("(");
      }
      Expression left = left(leftmost);
      if (left == null) {
        leaf(leftmost);
        if (parentheses) {
          out.join(")");
        }
        break;
      }
      chain.add(leftmost);
      closed.add(parentheses);
      level = leftLevel(leftmost);
      leftmost = left;
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      rest(chain.get(i));
      if (closed.get(i)) {
        out.join(")");
      }
    }
  }

  /** How tightly an expression binds its operands. */
  private static int level(Expression expression) {
    return switch (expression) {
      case AExpr operation -> level(operation);
      case BoolExpr junction ->
          switch (junction.boolop()) {
            case OR -> OR;
            case AND -> AND;
            case NOT -> NOT;
          };
      case NullTest ignored -> IS;
      case BooleanTest ignored -> IS;
      // A WITH that follows it, as in CREATE VIEW, would be taken for its WITH UNIQUE KEYS.
      case JsonIsPredicate ignored -> ALONE;
      case XmlExpr xml -> xml.op() == XmlExpr.Operator.DOCUMENT ? IS : OPERAND;
      case SubLink link ->
          switch (link.subLinkType()) {
            case ANY, ALL -> link.operName().isEmpty() ? LIKE : level(link.operName());
            case EXISTS, EXPR, ARRAY -> OPERAND;
          };
      case TypeCast ignored -> CAST;
      case CollateClause ignored -> COLLATE;
      case FuncCall call ->
          switch (CallPrinter.syntax(call)) {
            case AT_TIME_ZONE -> AT;
            case IS_NORMALIZED, OVERLAPS -> IS;
            case CALL -> OPERAND;
          };
      case SetToDefault ignored -> IS;
      case IntegerConstant number -> number.ival() < 0 ? SIGN : OPERAND;
      case FloatConstant number -> number.fval().startsWith("-") ? SIGN : OPERAND;
      default -> OPERAND;
    };
  }

  private static int level(AExpr operation) {
    return switch (operation.kind()) {
      case OP ->
          operation.lexpr() != null ? level(operation.name()) : isSign(operation) ? SIGN : OPERATOR;
      case OP_ANY, OP_ALL -> level(operation.name());
      case DISTINCT, NOT_DISTINCT -> IS;
      case NULLIF -> OPERAND;
      case IN, LIKE, ILIKE, SIMILAR, BETWEEN, NOT_BETWEEN, BETWEEN_SYM, NOT_BETWEEN_SYM -> LIKE;
    };
  }

  /** Whether a prefix operator is a sign; a minus before a number would become part of it. */
  private static boolean isSign(AExpr operation) {
    if (operation.name().size() > 1) {
      return false;
    }
    return switch (operation.name().get(0)) {
      case "+" -> true;
      case "-" ->
          !(operation.rexpr() instanceof IntegerConstant
              || operation.rexpr() instanceof FloatConstant);
      default -> false;
    };
  }

  private static int level(List<String> operator) {
    if (operator.size() > 1) {
      return OPERATOR;
    }
    return switch (operator.get(0)) {
      case "<", ">", "=", "<=", ">=", "<>" -> COMPARISON;
      case "+", "-" -> SUM;
      case "*", "/", "%" -> PRODUCT;
      case "^" -> POWER;
      default -> OPERATOR;
    };
  }

  /** The operand that an expression begins with, if an operator follows it. */
  private static @Nullable Expression left(Expression expression) {
    return switch (expression) {
      case AExpr operation -> operation.kind() == AExpr.Kind.NULLIF ? null : operation.lexpr();
      case NullTest test -> test.arg();
      case BooleanTest test -> test.arg();
      case JsonIsPredicate test -> test.expr();
      case XmlExpr xml -> xml.op() == XmlExpr.Operator.DOCUMENT ? xml.args().get(0) : null;
      case SubLink link -> link.testexpr();
      case TypeCast cast -> cast.arg();
      case CollateClause collate -> collate.arg();
      case FuncCall call ->
          switch (CallPrinter.syntax(call)) {
            case AT_TIME_ZONE -> call.args().get(call.args().size() - 1);
            case IS_NORMALIZED -> call.args().get(0);
            case OVERLAPS, CALL -> null;
          };
      default -> null;
    };
  }

  /** How tightly the operand before the operator must bind. */
  private static int leftLevel(Expression expression) {
    int level = expression instanceof JsonIsPredicate ? IS : level(expression);
    // Comparisons, IS, LIKE and their like do not associate.
    return level >= IS && level <= LIKE ? level + 1 : level;
  }

  /** What follows the first operand. */
  private void rest(Expression expression) {
    switch (expression) {
      case AExpr operation -> operation(operation);
      case NullTest test ->
          out.write(test.nulltesttype() == NullTest.Type.NULL ? "IS NULL" : "IS NOT NULL");
      case BooleanTest test -> out.write("IS " + words(test.booltesttype()));
      case JsonIsPredicate test -> {
        out.write("IS JSON");
        out.writeIf(test.itemType() != JsonIsPredicate.ItemType.ANY, test.itemType().name());
        out.writeIf(test.uniqueKeys(), "WITH UNIQUE KEYS");
      }
      case XmlExpr ignored -> out.write("IS DOCUMENT");
      case SubLink link -> {
        if (link.operName().isEmpty()) {
          out.write("IN");
        } else {
          operator(link.operName());
          out.write(link.subLinkType() == SubLink.Type.ALL ? "ALL" : "ANY");
        }
        query(link);
      }
      case TypeCast cast -> {
        out.join("::");
        printer.types().type(cast.typeName());
      }
      case CollateClause collate -> out.write("COLLATE").names(collate.collname());
      case FuncCall call -> calls.rest(call);
      default -> throw new IllegalArgumentException("no operator in " + expression);
    }
  }

  private static String words(Enum<?> constant) {
    return constant.name().replace('_', ' ');
  }

  private void operation(AExpr operation) {
    int level = level(operation);
    Expression right = operation.rexpr();
    switch (operation.kind()) {
      case OP -> {
        operator(operation.name());
        print(right, level + 1);
      }
      case OP_ANY, OP_ALL -> {
        operator(operation.name());
        out.write(operation.kind() == AExpr.Kind.OP_ANY ? "ANY (" : "ALL (");
        expression(right);
        out.join(")");
      }
      case DISTINCT, NOT_DISTINCT -> {
        boolean not = operation.kind() == AExpr.Kind.NOT_DISTINCT;
        out.write(not ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM");
        print(right, IS + 1);
      }
      case IN -> {
        out.write(operation.name().get(0).equals("<>") ? "NOT IN" : "IN");
        out.write("(");
        expressions(items(right));
        out.join(")");
      }
      case LIKE, ILIKE, SIMILAR -> matching(operation);
      case BETWEEN, NOT_BETWEEN, BETWEEN_SYM, NOT_BETWEEN_SYM -> {
        List<Expression> bounds = items(right);
        out.write(operation.name().get(0));
        restricted(bounds.get(0));
        out.write("AND");
        print(bounds.get(1), LIKE + 1);
      }
      case NULLIF -> throw new IllegalArgumentException("NULLIF is no operator");
    }
  }

  private static List<Expression> items(Expression list) {
    return list instanceof ExpressionList items ? items.items() : List.of(list);
  }

  /** LIKE and its like; their ESCAPE is a function around the pattern. */
  private void matching(AExpr operation) {
    boolean similar = operation.kind() == AExpr.Kind.SIMILAR;
    out.writeIf(operation.name().get(0).startsWith("!"), "NOT");
    out.write(similar ? "SIMILAR TO" : operation.kind().name());
    List<Expression> parts = List.of(operation.rexpr());
    if (operation.rexpr() instanceof FuncCall call
        && CallPrinter.isSystem(call, similar ? "similar_to_escape" : "like_escape")
        && call.args().size() == (similar ? Math.min(call.args().size(), 2) : 2)) {
      parts = call.args();
    }
    print(parts.get(0), LIKE + 1);
    if (parts.size() > 1) {
      out.write("ESCAPE");
      print(parts.get(1), LIKE + 1);
    }
  }

  /** {@code qual_Op}. */
  void operator(List<String> name) {
    int last = name.size() - 1;
    if (last == 0) {
      out.write(name.get(0));
    } else {
      out.write("OPERATOR(").names(name.subList(0, last)).join("." + name.get(last) + ")");
    }
  }

  // --- operands ------------------------------------------------------------------------------

  /** An expression that does not begin with an operand of its own. */
  private void leaf(Expression expression) {
    switch (expression) {
      case Constant constant -> constant(constant);
      case ColumnRef column -> {
        out.names(column.names());
        if (column.star()) {
          out.join(column.names().isEmpty() ? "*" : ".*");
        }
      }
      case ParamRef parameter -> out.write("$" + parameter.number());
      case AExpr operation -> {
        if (operation.kind() == AExpr.Kind.NULLIF && operation.lexpr() != null) {
          calls.keyword("NULLIF", List.of(operation.lexpr(), operation.rexpr()));
        } else {
          prefix(operation);
        }
      }
      case BoolExpr junction -> junction(junction);
      case FuncCall call -> calls.call(call);
      case NamedArgExpr argument -> {
        out.name(argument.name()).write("=>");
        expression(argument.arg());
      }
      case AIndirection indirection -> indirection(indirection);
      case AArrayExpr array -> {
        out.write("ARRAY[");
        expressions(array.elements());
        out.join("]");
      }
      case RowExpr row -> {
        if (row.rowFormat() == RowExpr.Format.EXPLICIT_CALL) {
          calls.keyword("ROW", row.args());
        } else {
          out.listInParentheses(row.args(), this::expression);
        }
      }
      case SubLink link -> {
        out.writeIf(link.subLinkType() == SubLink.Type.EXISTS, "EXISTS");
        out.writeIf(link.subLinkType() == SubLink.Type.ARRAY, "ARRAY");
        query(link);
      }
      case CaseExpr chosen -> caseExpression(chosen);
      case CoalesceExpr coalesce -> calls.keyword("COALESCE", coalesce.args());
      case MinMaxExpr extreme -> calls.keyword(extreme.op().name(), extreme.args());
      case SQLValueFunction function -> valueFunction(function);
      case GroupingFunc grouping -> calls.keyword("GROUPING", grouping.args());
      case SetToDefault ignored -> out.write("DEFAULT");
      case CurrentOfExpr current -> out.write("CURRENT OF").name(current.cursorName());
      case MergeSupportFunc ignored -> out.write("MERGE_ACTION()");
      case ExpressionList list -> out.listInParentheses(list.items(), this::expression);
      case CollateClause collate -> out.write("COLLATE").names(collate.collname());
      case XmlExpression xml -> calls.xml(xml);
      case JsonExpression json -> calls.json(json);
      case TypeCast ignored -> throw new IllegalArgumentException("a cast has an operand");
      case NullTest ignored -> throw new IllegalArgumentException("a test has an operand");
      case BooleanTest ignored -> throw new IllegalArgumentException("a test has an operand");
    }
  }

  private void prefix(AExpr operation) {
    List<String> name = operation.name();
    int level = level(operation);
    if (level == OPERATOR && name.size() == 1 && level(name) != OPERATOR) {
      // Such an operator has a token of its own, and cannot stand before its operand as that.
      out.write("OPERATOR(" + name.get(0) + ")");
    } else {
      operator(name);
    }
    print(operation.rexpr(), level + 1);
  }

  /** A literal. */
  void constant(Constant constant) {
    switch (constant) {
      case IntegerConstant number -> out.number(number.ival());
      case FloatConstant number -> out.decimal(number.fval());
      case StringConstant string -> out.string(string.sval());
      case BitStringConstant bits ->
          out.write(bits.bsval().charAt(0) + "'" + bits.bsval().substring(1) + "'");
      case BooleanConstant truth -> out.write(truth.boolval() ? "TRUE" : "FALSE");
      case NullConstant ignored -> out.write("NULL");
    }
  }

  private void junction(BoolExpr junction) {
    int level = level(junction);
    if (junction.boolop() == BoolExpr.Operator.NOT) {
      out.write("NOT");
      print(junction.args().get(0), NOT);
      return;
    }
    for (int i = 0; i < junction.args().size(); i++) {
      if (i > 0) {
        out.write(junction.boolop().name());
      }
      print(junction.args().get(i), level + 1);
    }
  }

  private void indirection(AIndirection indirection) {
    Expression arg = indirection.arg();
    boolean subscript = indirection.indirection().get(0) instanceof Indirection.AIndices;
    boolean bare =
        arg instanceof ColumnRef column
            ? subscript && !column.star()
            : arg instanceof SubLink link && link.subLinkType() == SubLink.Type.EXPR;
    if (bare) {
      expression(arg);
    } else {
      out.write("(");
      expression(arg);
      out.join(")");
    }
    indirection(indirection.indirection());
  }

  /** {@code opt_indirection}. */
  void indirection(List<Indirection> steps) {
    for (Indirection step : steps) {
      switch (step) {
        case Indirection.Field field -> out.join(".").name(field.name());
        case Indirection.AStar ignored -> out.join(".*");
        case Indirection.AIndices indices -> {
          out.join("[");
          if (indices.lidx() != null) {
            expression(indices.lidx());
          }
          if (indices.isSlice()) {
            out.join(":");
          }
          if (indices.uidx() != null) {
            expression(indices.uidx());
          }
          out.join("]");
        }
      }
    }
  }

  private void query(SubLink link) {
    out.write("(");
    printer.queries().statement(link.subselect());
    out.join(")");
  }

  private void caseExpression(CaseExpr chosen) {
    out.write("CASE");
    if (chosen.arg() != null) {
      expression(chosen.arg());
    }
    for (CaseWhen arm : chosen.args()) {
      out.write("WHEN");
      expression(arm.expr());
      out.write("THEN");
      expression(arm.result());
    }
    if (chosen.defresult() != null) {
      out.write("ELSE");
      expression(chosen.defresult());
    }
    out.write("END");
  }

  private void valueFunction(SQLValueFunction function) {
    String word = function.op().name();
    out.write(word.endsWith("_N") ? word.substring(0, word.length() - 2) : word);
    if (function.typmod() >= 0) {
      out.join("(" + function.typmod() + ")");
    }
  }

  // --- ORDER BY ------------------------------------------------------------------------------

  /** {@code ORDER BY …}, or nothing. */
  void orderBy(List<SortBy> sortClause) {
    if (!sortClause.isEmpty()) {
      out.write("ORDER BY").list(sortClause, this::sortBy);
    }
  }

  private void sortBy(SortBy item) {
    expression(item.node());
    switch (item.sortbyDir()) {
      case DEFAULT -> {}
      case ASC, DESC -> out.write(item.sortbyDir().name());
      case USING -> {
        out.write("USING");
        operator(item.useOp());
      }
    }
    nulls(item.sortbyNulls());
  }

  /** {@code opt_nulls_order}. */
  void nulls(SortBy.Nulls nulls) {
    out.writeIf(nulls != SortBy.Nulls.DEFAULT, "NULLS " + nulls.name().toUpperCase(Locale.ROOT));
  }

  /** Calls and windows. */
  CallPrinter calls() {
    return calls;
  }
}
