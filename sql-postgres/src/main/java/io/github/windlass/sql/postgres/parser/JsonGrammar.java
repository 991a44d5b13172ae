package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall.CoercionForm;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonAggConstructor;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArgument;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArrayAgg;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArrayConstructor;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArrayQueryConstructor;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonBehavior;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat.Encoding;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat.FormatType;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFuncExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonIsPredicate;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonIsPredicate.ItemType;
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
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.WindowDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SQL/JSON in expressions, and the clauses that JSON_TABLE shares with it. */
final class JsonGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  JsonGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A function of SQL/JSON; the cursor is at its keyword, a parenthesis follows. */
  Expression call() {
    int start = cursor.start();
    Token function = cursor.token();
    cursor.advance();
    cursor.expect(Token.LEFT_PAREN);
    // These take more stack than other calls, so they count twice.
    cursor.enter();
    Expression call = call(function, start);
    cursor.leave();
    return call;
  }

  private Expression call(Token function, int start) {
    return switch (function) {
      case JSON_OBJECT -> object(start);
      case JSON_ARRAY -> array(start);
      case JSON -> {
        JsonValueExpr value = value();
        boolean unique = uniqueKeys();
        cursor.expect(Token.RIGHT_PAREN);
        yield new JsonParseExpr(value, unique, cursor.spanFrom(start));
      }
      case JSON_SCALAR -> {
        Expression value = grammar.expressions().expression();
        cursor.expect(Token.RIGHT_PAREN);
        yield new JsonScalarExpr(value, cursor.spanFrom(start));
      }
      case JSON_SERIALIZE -> {
        JsonValueExpr value = value();
        JsonOutput output = returning();
        cursor.expect(Token.RIGHT_PAREN);
        yield new JsonSerializeExpr(value, output, cursor.spanFrom(start));
      }
      case JSON_QUERY -> query(JsonFuncExpr.Operator.QUERY, start);
      case JSON_VALUE -> query(JsonFuncExpr.Operator.VALUE, start);
      case JSON_EXISTS -> query(JsonFuncExpr.Operator.EXISTS, start);
      default -> throw cursor.error();
    };
  }

  // --- JSON_OBJECT ---------------------------------------------------------------------------

  private Expression object(int start) {
    if (cursor.at(Token.RIGHT_PAREN) || cursor.at(Token.RETURNING)) {
      JsonOutput output = returning();
      cursor.expect(Token.RIGHT_PAREN);
      return new JsonObjectConstructor(List.of(), output, false, false, cursor.spanFrom(start));
    }
    int first = cursor.start();
    if (grammar.functions().atNamedArgument()) {
      return legacyObject(grammar.functions().argument(), start);
    }
    Expression key = grammar.expressions().jsonKey();
    if (!cursor.at(Token.VALUE) && !cursor.at(Token.COLON)) {
      return legacyObject(key, start);
    }
    List<JsonKeyValue> pairs = new ArrayList<>(4);
    pairs.add(keyValue(key, first));
    while (cursor.accept(Token.COMMA)) {
      pairs.add(keyValue());
    }
    boolean absent = nullClause(false);
    boolean unique = uniqueKeys();
    JsonOutput output = returning();
    cursor.expect(Token.RIGHT_PAREN);
    return new JsonObjectConstructor(
        List.copyOf(pairs), output, absent, unique, cursor.spanFrom(start));
  }

  /** A call of the function {@code json_object}, which is older than SQL/JSON. */
  private Expression legacyObject(Expression first, int start) {
    List<Expression> args = grammar.functions().argumentsFrom(first);
    cursor.expect(Token.RIGHT_PAREN);
    return FunctionGrammar.systemCall(
        "json_object", args, CoercionForm.EXPLICIT_CALL, cursor.spanFrom(start));
  }

  /** {@code json_name_and_value}: {@code c_expr VALUE …} or {@code a_expr : …}. */
  private JsonKeyValue keyValue() {
    int start = cursor.start();
    return keyValue(grammar.expressions().jsonKey(), start);
  }

  private JsonKeyValue keyValue(Expression key, int start) {
    if (!cursor.accept(Token.VALUE)) {
      cursor.expect(Token.COLON);
    }
    JsonValueExpr value = value();
    return new JsonKeyValue(key, value, cursor.spanFrom(start));
  }

  // --- JSON_ARRAY ----------------------------------------------------------------------------

  private Expression array(int start) {
    if (cursor.at(Token.RIGHT_PAREN) || cursor.at(Token.RETURNING)) {
      JsonOutput output = returning();
      cursor.expect(Token.RIGHT_PAREN);
      return new JsonArrayConstructor(List.of(), output, true, cursor.spanFrom(start));
    }
    if (grammar.queries().atSelect()) {
      return arrayOf(grammar.queries().selectNoParentheses(), start);
    }
    int first = cursor.start();
    Expression item;
    if (cursor.at(Token.LEFT_PAREN)) {
      List<Expression> content = grammar.primaries().parentheses();
      if (content.isEmpty() && grammar.queries().atContinuation()) {
        SelectStmt select = grammar.primaries().query();
        return arrayOf(grammar.queries().continued(select, first), start);
      }
      item = grammar.primaries().operand(content, first);
      item = grammar.expressions().continued(item, first);
    } else {
      item = grammar.expressions().expression();
    }
    List<JsonValueExpr> items = new ArrayList<>(4);
    items.add(value(item, first));
    while (cursor.accept(Token.COMMA)) {
      items.add(value());
    }
    boolean absent = nullClause(true);
    JsonOutput output = returning();
    cursor.expect(Token.RIGHT_PAREN);
    return new JsonArrayConstructor(List.copyOf(items), output, absent, cursor.spanFrom(start));
  }

  private Expression arrayOf(SelectStmt query, int start) {
    JsonFormat format = format();
    JsonOutput output = returning();
    cursor.expect(Token.RIGHT_PAREN);
    return new JsonArrayQueryConstructor(query, output, format, cursor.spanFrom(start));
  }

  // --- JSON_QUERY, JSON_VALUE, JSON_EXISTS ---------------------------------------------------

  private Expression query(JsonFuncExpr.Operator operator, int start) {
    JsonValueExpr context = value();
    cursor.expect(Token.COMMA);
    Expression path = grammar.expressions().expression();
    List<JsonArgument> passing = passing();
    JsonOutput output = operator == JsonFuncExpr.Operator.EXISTS ? null : returning();
    JsonWrapper wrapper = JsonWrapper.UNSPEC;
    JsonQuotes quotes = JsonQuotes.UNSPEC;
    if (operator == JsonFuncExpr.Operator.QUERY) {
      wrapper = wrapper();
      quotes = quotes();
    }
    Behaviors behaviors = behaviors(operator != JsonFuncExpr.Operator.EXISTS);
    cursor.expect(Token.RIGHT_PAREN);
    return new JsonFuncExpr(
        operator,
        context,
        path,
        passing,
        output,
        behaviors.onEmpty,
        behaviors.onError,
        wrapper,
        quotes,
        cursor.spanFrom(start));
  }

  // --- aggregates ----------------------------------------------------------------------------

  /**
   * {@code json_aggregate_func}; the cursor is at its keyword, a parenthesis follows.
   *
   * @param windows whether FILTER and OVER may follow
   */
  Expression aggregate(boolean windows) {
    int start = cursor.start();
    boolean object = cursor.at(Token.JSON_OBJECTAGG);
    cursor.advance();
    cursor.expect(Token.LEFT_PAREN);
    JsonKeyValue pair = object ? keyValue() : null;
    JsonValueExpr item = object ? null : value();
    List<SortBy> order = object ? List.of() : grammar.expressions().optionalSortClause();
    boolean absent = nullClause(!object);
    boolean unique = object && uniqueKeys();
    JsonOutput output = returning();
    cursor.expect(Token.RIGHT_PAREN);
    Expression filter = windows ? grammar.functions().filter() : null;
    WindowDef over = windows ? grammar.windows().over() : null;
    Span span = cursor.spanFrom(start);
    JsonAggConstructor constructor = new JsonAggConstructor(output, filter, order, over, span);
    if (pair != null) {
      return new JsonObjectAgg(constructor, pair, absent, unique, span);
    }
    if (item == null) {
      throw cursor.error();
    }
    return new JsonArrayAgg(constructor, item, absent, span);
  }

  // --- IS JSON -------------------------------------------------------------------------------

  /** {@code json_predicate_type_constraint} and what follows; the cursor is at JSON. */
  Expression isPredicate(Expression value, int start) {
    cursor.expect(Token.JSON);
    ItemType type = ItemType.ANY;
    if (cursor.accept(Token.ARRAY)) {
      type = ItemType.ARRAY;
    } else if (cursor.accept(Token.OBJECT)) {
      type = ItemType.OBJECT;
    } else if (cursor.accept(Token.SCALAR)) {
      type = ItemType.SCALAR;
    } else {
      cursor.accept(Token.VALUE);
    }
    boolean unique = uniqueKeys();
    return new JsonIsPredicate(value, type, unique, cursor.spanFrom(start));
  }

  // --- clauses -------------------------------------------------------------------------------

  /** {@code json_value_expr}. */
  JsonValueExpr value() {
    int start = cursor.start();
    return value(grammar.expressions().expression(), start);
  }

  private JsonValueExpr value(Expression expression, int start) {
    JsonFormat format = format();
    return new JsonValueExpr(expression, format, cursor.spanFrom(start));
  }

  /** {@code json_format_clause_opt}. */
  JsonFormat format() {
    int start = cursor.start();
    if (!cursor.accept(Token.FORMAT_LA, Token.JSON)) {
      return new JsonFormat(FormatType.DEFAULT, Encoding.DEFAULT, cursor.spanFrom(start));
    }
    Encoding encoding = Encoding.DEFAULT;
    if (cursor.accept(Token.ENCODING)) {
      Span at = cursor.tokenSpan();
      String name = grammar.names().colId();
      encoding =
          switch (name.toLowerCase(Locale.ROOT)) {
            case "utf8" -> Encoding.UTF8;
            case "utf16" -> Encoding.UTF16;
            case "utf32" -> Encoding.UTF32;
            default -> throw cursor.error("unrecognized JSON encoding: " + name, at);
          };
    }
    return new JsonFormat(FormatType.JSON, encoding, cursor.spanFrom(start));
  }

  /** {@code json_returning_clause_opt}. */
  @Nullable JsonOutput returning() {
    int start = cursor.start();
    if (!cursor.accept(Token.RETURNING)) {
      return null;
    }
    TypeName type = grammar.types().typeName();
    JsonFormat format = format();
    return new JsonOutput(type, format, cursor.spanFrom(start));
  }

  /** {@code json_passing_clause_opt}. */
  List<JsonArgument> passing() {
    if (!cursor.accept(Token.PASSING)) {
      return List.of();
    }
    List<JsonArgument> list = new ArrayList<>(2);
    do {
      int start = cursor.start();
      JsonValueExpr value = value();
      cursor.expect(Token.AS);
      String name = grammar.names().colLabel();
      list.add(new JsonArgument(value, name, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code json_wrapper_behavior}. */
  JsonWrapper wrapper() {
    JsonWrapper wrapper;
    if (cursor.accept(Token.WITHOUT)) {
      wrapper = JsonWrapper.NONE;
    } else if (cursor.accept(Token.WITH)) {
      wrapper = JsonWrapper.UNCONDITIONAL;
      if (cursor.accept(Token.CONDITIONAL)) {
        wrapper = JsonWrapper.CONDITIONAL;
      } else {
        cursor.accept(Token.UNCONDITIONAL);
      }
    } else {
      return JsonWrapper.UNSPEC;
    }
    cursor.accept(Token.ARRAY);
    cursor.expect(Token.WRAPPER);
    return wrapper;
  }

  /** {@code json_quotes_clause_opt}. */
  JsonQuotes quotes() {
    JsonQuotes quotes;
    if (cursor.accept(Token.KEEP)) {
      quotes = JsonQuotes.KEEP;
    } else if (cursor.accept(Token.OMIT)) {
      quotes = JsonQuotes.OMIT;
    } else {
      return JsonQuotes.UNSPEC;
    }
    cursor.expect(Token.QUOTES);
    if (cursor.accept(Token.ON)) {
      cursor.expect(Token.SCALAR, Token.STRING);
    }
    return quotes;
  }

  /** What {@code ON EMPTY} and {@code ON ERROR} say. */
  record Behaviors(@Nullable JsonBehavior onEmpty, @Nullable JsonBehavior onError) {
    static final Behaviors NONE = new Behaviors(null, null);
  }

  /** {@code json_behavior_clause_opt}; without ON EMPTY {@code json_on_error_clause_opt}. */
  Behaviors behaviors(boolean emptyAllowed) {
    if (!atBehavior()) {
      return Behaviors.NONE;
    }
    JsonBehavior first = behavior();
    cursor.expect(Token.ON);
    if (!emptyAllowed || !cursor.accept(Token.EMPTY)) {
      cursor.expect(Token.ERROR);
      return new Behaviors(null, first);
    }
    if (!atBehavior()) {
      return new Behaviors(first, null);
    }
    JsonBehavior second = behavior();
    cursor.expect(Token.ON, Token.ERROR);
    return new Behaviors(first, second);
  }

  private boolean atBehavior() {
    return switch (cursor.token()) {
      case DEFAULT, ERROR, NULL, TRUE, FALSE, UNKNOWN, EMPTY -> true;
      default -> false;
    };
  }

  private JsonBehavior behavior() {
    int start = cursor.start();
    Token token = cursor.token();
    cursor.advance();
    Expression value = token == Token.DEFAULT ? grammar.expressions().expression() : null;
    JsonBehavior.Type type =
        switch (token) {
          case DEFAULT -> JsonBehavior.Type.DEFAULT;
          case ERROR -> JsonBehavior.Type.ERROR;
          case NULL -> JsonBehavior.Type.NULL;
          case TRUE -> JsonBehavior.Type.TRUE;
          case FALSE -> JsonBehavior.Type.FALSE;
          case UNKNOWN -> JsonBehavior.Type.UNKNOWN;
          default -> {
            if (cursor.accept(Token.OBJECT)) {
              yield JsonBehavior.Type.EMPTY_OBJECT;
            }
            cursor.accept(Token.ARRAY);
            yield JsonBehavior.Type.EMPTY_ARRAY;
          }
        };
    return new JsonBehavior(type, value, cursor.spanFrom(start));
  }

  /** {@code json_…_constructor_null_clause_opt}: whether nulls are left out. */
  private boolean nullClause(boolean absentByDefault) {
    boolean absent = absentByDefault;
    if (cursor.accept(Token.NULL)) {
      absent = false;
    } else if (cursor.accept(Token.ABSENT)) {
      absent = true;
    } else {
      return absent;
    }
    cursor.expect(Token.ON, Token.NULL);
    return absent;
  }

  /** {@code json_key_uniqueness_constraint_opt}. */
  private boolean uniqueKeys() {
    boolean unique = cursor.at(Token.WITH);
    if (unique ? atTime() : (!cursor.at(Token.WITHOUT) || atTime())) {
      return false;
    }
    cursor.advance();
    cursor.expect(Token.UNIQUE);
    cursor.accept(Token.KEYS);
    return unique;
  }

  /** WITH and WITHOUT before TIME are tokens of another kind ({@code WITH_LA}). */
  private boolean atTime() {
    return cursor.peek(1) == Token.TIME || cursor.peek(1) == Token.ORDINALITY;
  }
}
