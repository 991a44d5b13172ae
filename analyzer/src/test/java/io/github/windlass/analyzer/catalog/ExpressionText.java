package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Expressions in a form that is the same for what was written and for what the server prints of it:
 * without casts, schemas and parentheses, IN as = ANY. How the server prints them exactly is the
 * matter of {@code fixtures/schema}.
 */
final class ExpressionText {

  private ExpressionText() {}

  /** What the server printed. */
  static String ofServer(String what, String text) {
    if (what.endsWith(" partition by")) {
      PartitionSpec spec = create("CREATE TABLE x () PARTITION BY " + text).partspec();
      return spec == null ? text : of(spec);
    }
    if (what.endsWith(" bound")) {
      PartitionBoundSpec bound = create("CREATE TABLE x PARTITION OF y " + text).partbound();
      return bound == null ? text : of(bound);
    }
    Script script = PostgresParser.parse("SELECT " + text);
    return script.errors().isEmpty()
            && script.statements().get(0) instanceof SelectStmt.Select select
            && select.targetList().get(0).val() != null
        ? of(select.targetList().get(0).val())
        : text;
  }

  private static TableStatement.CreateStmt create(String sql) {
    return (TableStatement.CreateStmt) PostgresParser.parse(sql).statements().get(0);
  }

  static String of(PartitionSpec spec) {
    List<String> keys = new ArrayList<>();
    for (PartitionSpec.PartitionElem key : spec.partParams()) {
      keys.add(
          (key.name() == null ? of(key.expr()) : key.name())
              + last(" collate ", key.collation())
              + last(" ", key.opclass()));
    }
    return spec.strategy() + " " + keys;
  }

  private static String last(String before, List<String> names) {
    return names.isEmpty() ? "" : before + names.get(names.size() - 1);
  }

  static String of(PartitionBoundSpec bound) {
    return switch (bound) {
      case PartitionBoundSpec.DefaultBound ignored -> "default";
      case PartitionBoundSpec.HashBound hash ->
          "modulus " + hash.modulus() + " remainder " + hash.remainder();
      case PartitionBoundSpec.ListBound list -> "in " + all(list.listdatums());
      case PartitionBoundSpec.RangeBound range ->
          "from " + all(range.lowerdatums()) + " to " + all(range.upperdatums());
    };
  }

  static String of(@Nullable Expression expression) {
    return switch (expression) {
      case null -> "nothing";
      case Expression.TypeCast cast when cast.arg() instanceof Constant.StringConstant string ->
          value(string.sval(), cast);
      case Expression.TypeCast cast -> of(cast.arg());
      case Constant.IntegerConstant number -> Integer.toString(number.ival());
      case Constant.FloatConstant number -> number.fval();
      case Constant.StringConstant string -> string.sval();
      case Constant.BooleanConstant bool -> Boolean.toString(bool.boolval());
      case Constant.BitStringConstant bits -> bits.bsval().substring(1);
      case Constant.NullConstant ignored -> "null";
      case Expression.ColumnRef column ->
          column.names().isEmpty() ? "*" : column.names().get(column.names().size() - 1);
      case Expression.AExpr operation -> operation(operation);
      case Expression.BoolExpr bool -> bool(bool);
      case Expression.FuncCall call -> call(call);
      case Expression.NullTest test -> of(test.arg()) + " is " + test.nulltesttype();
      case Expression.BooleanTest test -> of(test.arg()) + " is " + test.booltesttype();
      case Expression.CollateClause collate ->
          of(collate.arg()) + last(" collate ", collate.collname());
      case Expression.SQLValueFunction function -> function.op().toString();
      case Expression.MinMaxExpr extreme -> extreme.op() + all(extreme.args()).toString();
      case Expression.AArrayExpr array ->
          array.elements().isEmpty() ? "{}" : "array" + all(array.elements());
      case Expression.AIndirection part -> {
        StringBuilder text = new StringBuilder(of(part.arg()));
        for (Indirection step : part.indirection()) {
          switch (step) {
            case Indirection.Field field -> text.append('.').append(field.name());
            case Indirection.AStar ignored -> text.append(".*");
            case Indirection.AIndices indices ->
                text.append('[').append(of(indices.uidx())).append(']');
          }
        }
        yield text.toString();
      }
      default -> other(expression);
    };
  }

  /** An empty array is printed as one of its type. */
  private static String value(String literal, Expression.TypeCast cast) {
    return cast.typeName().names().contains("bool") && literal.length() == 1
        ? Boolean.toString(literal.equals("t"))
        : literal;
  }

  private static String other(Node node) {
    List<String> parts = new ArrayList<>();
    for (Node child : Children.of(node)) {
      parts.add(child instanceof Expression expression ? of(expression) : other(child));
    }
    return node.getClass().getSimpleName() + parts;
  }

  private static List<String> all(List<? extends Expression> expressions) {
    return expressions.stream().map(ExpressionText::of).toList();
  }

  private static String operation(Expression.AExpr operation) {
    String operator = operation.name().get(operation.name().size() - 1).replace("!=", "<>");
    String left = operation.lexpr() == null ? "" : of(operation.lexpr()) + " ";
    return switch (operation.kind()) {
      case IN -> {
        Expression.ExpressionList items = (Expression.ExpressionList) operation.rexpr();
        yield "("
            + left
            + operator
            + (items.items().size() == 1
                ? " " + of(items.items().get(0))
                : (operator.equals("=") ? " any" : " all") + " array" + all(items.items()))
            + ")";
      }
      case OP_ANY -> "(" + left + operator + " any " + of(operation.rexpr()) + ")";
      case OP_ALL -> "(" + left + operator + " all " + of(operation.rexpr()) + ")";
      case BETWEEN, NOT_BETWEEN -> {
        Expression.ExpressionList bounds = (Expression.ExpressionList) operation.rexpr();
        boolean not = operation.kind() == Expression.AExpr.Kind.NOT_BETWEEN;
        String low = "(" + left + (not ? "< " : ">= ") + of(bounds.items().get(0)) + ")";
        String high = "(" + left + (not ? "> " : "<= ") + of(bounds.items().get(1)) + ")";
        yield (not ? "OR" : "AND") + List.of(low, high);
      }
      case DISTINCT -> "(" + left + "distinct " + of(operation.rexpr()) + ")";
      case NOT_DISTINCT -> "NOT[(" + left + "distinct " + of(operation.rexpr()) + ")]";
      case NULLIF -> "nullif(" + left + of(operation.rexpr()) + ")";
      case OP, LIKE, ILIKE, SIMILAR, BETWEEN_SYM, NOT_BETWEEN_SYM ->
          "(" + left + operator + " " + of(operation.rexpr()) + ")";
    };
  }

  private static String bool(Expression.BoolExpr bool) {
    List<String> parts = new ArrayList<>();
    flatten(bool, bool.boolop(), parts);
    return bool.boolop() + parts.toString();
  }

  private static void flatten(
      Expression.BoolExpr bool, Expression.BoolExpr.Operator operator, List<String> parts) {
    for (Expression part : bool.args()) {
      if (part instanceof Expression.BoolExpr inner
          && inner.boolop() == operator
          && operator != Expression.BoolExpr.Operator.NOT) {
        flatten(inner, operator, parts);
      } else if (part instanceof Expression.AExpr between
          && operator == Expression.BoolExpr.Operator.AND
          && between.kind() == Expression.AExpr.Kind.BETWEEN) {
        String text = of(between);
        parts.add(text.substring("AND[".length(), text.length() - 1));
      } else {
        parts.add(of(part));
      }
    }
  }

  private static String call(Expression.FuncCall call) {
    String name = call.funcname().get(call.funcname().size() - 1).toLowerCase(Locale.ROOT);
    // What EXTRACT and SIMILAR TO are called has changed.
    if (name.equals("date_part")) {
      name = "extract";
    } else if (name.equals("similar_escape")) {
      return "similar_to_escape" + all(call.args().subList(0, 1));
    }
    List<String> sequence = SequenceName.argument(call);
    if (sequence != null) {
      return name + "(" + sequence.get(sequence.size() - 1) + ")";
    }
    return name + all(call.args()) + (call.aggStar() ? "*" : "");
  }
}
