package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.JsonExpression;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArgument;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArrayAgg;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArrayConstructor;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArrayQueryConstructor;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonBehavior;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFuncExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonIsPredicate;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonKeyValue;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonObjectAgg;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonObjectConstructor;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonOutput;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonParseExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonQuotes;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonScalarExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonSerializeExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonValueExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL/JSON, and the clauses that JSON_TABLE shares with it. */
final class JsonPrinter {

  private final SqlPrinter printer;
  private final ExpressionPrinter expressions;
  private final CallPrinter calls;
  private final SqlWriter out;

  JsonPrinter(SqlPrinter printer, ExpressionPrinter expressions, CallPrinter calls, SqlWriter out) {
    this.printer = printer;
    this.expressions = expressions;
    this.calls = calls;
    this.out = out;
  }

  void expression(JsonExpression expression) {
    switch (expression) {
      case JsonObjectConstructor object -> {
        out.write("JSON_OBJECT(").list(object.exprs(), this::keyValue);
        out.writeIf(object.absentOnNull(), "ABSENT ON NULL");
        out.writeIf(object.unique(), "WITH UNIQUE KEYS");
        returning(object.output());
        out.join(")");
      }
      case JsonArrayConstructor array -> {
        out.write("JSON_ARRAY(").list(array.exprs(), this::value);
        out.writeIf(!array.absentOnNull(), "NULL ON NULL");
        returning(array.output());
        out.join(")");
      }
      case JsonArrayQueryConstructor array -> {
        out.write("JSON_ARRAY(");
        printer.queries().statement(array.query());
        format(array.format());
        returning(array.output());
        out.join(")");
      }
      case JsonObjectAgg aggregate -> {
        out.write("JSON_OBJECTAGG(");
        keyValue(aggregate.arg());
        out.writeIf(aggregate.absentOnNull(), "ABSENT ON NULL");
        out.writeIf(aggregate.unique(), "WITH UNIQUE KEYS");
        returning(aggregate.constructor().output());
        out.join(")");
        calls.filterAndOver(aggregate.constructor().aggFilter(), aggregate.constructor().over());
      }
      case JsonArrayAgg aggregate -> {
        out.write("JSON_ARRAYAGG(");
        value(aggregate.arg());
        expressions.orderBy(aggregate.constructor().aggOrder());
        out.writeIf(!aggregate.absentOnNull(), "NULL ON NULL");
        returning(aggregate.constructor().output());
        out.join(")");
        calls.filterAndOver(aggregate.constructor().aggFilter(), aggregate.constructor().over());
      }
      case JsonParseExpr parse -> {
        out.write("JSON(");
        value(parse.expr());
        out.writeIf(parse.uniqueKeys(), "WITH UNIQUE KEYS");
        out.join(")");
      }
      case JsonScalarExpr scalar -> calls.keyword("JSON_SCALAR", List.of(scalar.expr()));
      case JsonSerializeExpr serialize -> {
        out.write("JSON_SERIALIZE(");
        value(serialize.expr());
        returning(serialize.output());
        out.join(")");
      }
      case JsonFuncExpr function -> function(function);
      case JsonIsPredicate ignored -> throw new IllegalArgumentException("a test has an operand");
    }
  }

  private void function(JsonFuncExpr function) {
    out.write("JSON_" + function.op().name()).join("(");
    value(function.contextItem());
    out.join(",");
    expressions.expression(function.pathspec());
    passing(function.passing());
    returning(function.output());
    wrapper(function.wrapper());
    quotes(function.quotes());
    behavior(function.onEmpty(), "EMPTY");
    behavior(function.onError(), "ERROR");
    out.join(")");
  }

  private void keyValue(JsonKeyValue pair) {
    expressions.operand(pair.key());
    out.write("VALUE");
    value(pair.value());
  }

  /** {@code json_value_expr}. */
  void value(JsonValueExpr value) {
    expressions.expression(value.rawExpr());
    format(value.format());
  }

  /** {@code json_format_clause_opt}. */
  void format(JsonFormat format) {
    if (format.formatType() == JsonFormat.FormatType.JSON) {
      out.write("FORMAT JSON");
      if (format.encoding() != JsonFormat.Encoding.DEFAULT) {
        out.write("ENCODING " + format.encoding().name());
      }
    }
  }

  private void returning(@Nullable JsonOutput output) {
    if (output != null) {
      out.write("RETURNING");
      printer.types().type(output.typeName());
      format(output.format());
    }
  }

  /** {@code json_passing_clause_opt}. */
  void passing(List<JsonArgument> arguments) {
    if (!arguments.isEmpty()) {
      out.write("PASSING")
          .list(
              arguments,
              argument -> {
                value(argument.val());
                out.write("AS").name(argument.name());
              });
    }
  }

  /** {@code json_wrapper_behavior}. */
  void wrapper(JsonWrapper wrapper) {
    switch (wrapper) {
      case UNSPEC -> {}
      case NONE -> out.write("WITHOUT WRAPPER");
      case CONDITIONAL -> out.write("WITH CONDITIONAL WRAPPER");
      case UNCONDITIONAL -> out.write("WITH UNCONDITIONAL WRAPPER");
    }
  }

  /** {@code json_quotes_clause_opt}. */
  void quotes(JsonQuotes quotes) {
    out.writeIf(quotes != JsonQuotes.UNSPEC, quotes.name() + " QUOTES");
  }

  /** {@code json_behavior ON EMPTY} or {@code ON ERROR}. */
  void behavior(@Nullable JsonBehavior behavior, String event) {
    if (behavior == null) {
      return;
    }
    out.write(behavior.btype().name().replace('_', ' '));
    Expression value = behavior.expr();
    if (value != null) {
      expressions.expression(value);
    }
    out.write("ON " + event);
  }
}
