package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import io.github.windlass.sql.postgres.tree.Expression.CoalesceExpr;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall.CoercionForm;
import io.github.windlass.sql.postgres.tree.Expression.MergeSupportFunc;
import io.github.windlass.sql.postgres.tree.Expression.MinMaxExpr;
import io.github.windlass.sql.postgres.tree.Expression.NamedArgExpr;
import io.github.windlass.sql.postgres.tree.Expression.SQLValueFunction;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.WindowDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code func_expr}: function calls, and what SQL writes in ways of its own. */
final class FunctionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  FunctionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A call of a function in {@code pg_catalog} that the grammar makes of something else. */
  static FuncCall systemCall(String name, List<Expression> args, CoercionForm form, Span span) {
    return plainCall(TypeGrammar.systemName(name), args, form, span);
  }

  private static FuncCall plainCall(
      List<String> name, List<Expression> args, CoercionForm form, Span span) {
    return new FuncCall(name, args, List.of(), null, null, false, false, false, false, form, span);
  }

  // --- func_application ----------------------------------------------------------------------

  /** {@code func_expr}, or {@code type (modifiers) 'literal'}; the cursor is at the parenthesis. */
  Expression call(List<String> name, int start) {
    Application application = application();
    if (cursor.at(Token.SCONST) && application.mayBeModifiers()) {
      return grammar.constants().cast(typeWithModifiers(name, application, start), start);
    }
    List<SortBy> order = application.order;
    boolean withinGroup = cursor.accept(Token.WITHIN);
    if (withinGroup) {
      order = withinGroup(application);
    }
    Expression filter = filter();
    WindowDef over = grammar.windows().over();
    return application.call(name, order, filter, over, withinGroup, cursor.spanFrom(start));
  }

  /** {@code func_expr_windowless}: a call without WITHIN GROUP, FILTER and OVER. */
  Expression functionExpressionWindowless() {
    Expression special = cursor.peek(1) == Token.LEFT_PAREN ? keywordCall(false) : null;
    if (special == null) {
      special = withoutParentheses();
    }
    return special == null ? functionApplication() : special;
  }

  /** {@code func_application}. */
  FuncCall functionApplication() {
    int start = cursor.start();
    List<String> name = functionName();
    Application application = application();
    return application.call(name, application.order, null, null, false, cursor.spanFrom(start));
  }

  /** {@code func_name}. */
  List<String> functionName() {
    return grammar.names().functionName();
  }

  private List<SortBy> withinGroup(Application application) {
    Span within = cursor.tokenSpan();
    cursor.expect(Token.GROUP, Token.LEFT_PAREN);
    List<SortBy> order = grammar.expressions().sortClause();
    cursor.expect(Token.RIGHT_PAREN);
    if (!application.order.isEmpty()) {
      throw cursor.error("cannot use multiple ORDER BY clauses with WITHIN GROUP", within);
    }
    if (application.distinct) {
      throw cursor.error("cannot use DISTINCT with WITHIN GROUP", within);
    }
    if (application.variadic) {
      throw cursor.error("cannot use VARIADIC with WITHIN GROUP", within);
    }
    return order;
  }

  /** {@code filter_clause}. */
  @Nullable Expression filter() {
    if (!cursor.accept(Token.FILTER)) {
      return null;
    }
    cursor.expect(Token.LEFT_PAREN, Token.WHERE);
    Expression condition = grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return condition;
  }

  private TypeName typeWithModifiers(List<String> name, Application application, int start) {
    for (Expression arg : application.args) {
      if (arg instanceof NamedArgExpr) {
        throw cursor.error("type modifier cannot have parameter name", arg.span());
      }
    }
    if (!application.order.isEmpty()) {
      throw cursor.error("type modifier cannot have ORDER BY", application.order.get(0).span());
    }
    return new TypeName(name, false, false, application.args, List.of(), cursor.spanFrom(start));
  }

  /** What stands in the parentheses of a call. */
  private record Application(
      List<Expression> args,
      List<SortBy> order,
      boolean star,
      boolean all,
      boolean distinct,
      boolean variadic) {

    static final Application EMPTY =
        new Application(List.of(), List.of(), false, false, false, false);
    static final Application STAR =
        new Application(List.of(), List.of(), true, false, false, false);

    boolean mayBeModifiers() {
      return !args.isEmpty() && !all && !distinct && !variadic;
    }

    FuncCall call(
        List<String> name,
        List<SortBy> aggregateOrder,
        @Nullable Expression filter,
        @Nullable WindowDef over,
        boolean withinGroup,
        Span span) {
      return new FuncCall(
          name,
          args,
          aggregateOrder,
          filter,
          over,
          withinGroup,
          star,
          distinct,
          variadic,
          CoercionForm.EXPLICIT_CALL,
          span);
    }
  }

  private Application application() {
    cursor.expect(Token.LEFT_PAREN);
    if (cursor.accept(Token.RIGHT_PAREN)) {
      return Application.EMPTY;
    }
    if (cursor.accept(Token.STAR)) {
      cursor.expect(Token.RIGHT_PAREN);
      return Application.STAR;
    }
    boolean all = cursor.accept(Token.ALL);
    boolean distinct = !all && cursor.accept(Token.DISTINCT);
    boolean mayVary = !all && !distinct;
    boolean variadic = mayVary && cursor.accept(Token.VARIADIC);
    Expression first = argument();
    List<Expression> args = List.of(first);
    if (cursor.at(Token.COMMA) && !variadic) {
      List<Expression> list = new ArrayList<>(4);
      list.add(first);
      while (!variadic && cursor.accept(Token.COMMA)) {
        variadic = mayVary && cursor.accept(Token.VARIADIC);
        list.add(argument());
      }
      args = List.copyOf(list);
    }
    List<SortBy> order = grammar.expressions().optionalSortClause();
    cursor.expect(Token.RIGHT_PAREN);
    return new Application(args, order, false, all, distinct, variadic);
  }

  /** {@code func_arg_expr}. */
  Expression argument() {
    if (!atNamedArgument()) {
      return grammar.expressions().expression();
    }
    int start = cursor.start();
    String name = grammar.names().typeFunctionName();
    cursor.advance();
    Expression value = grammar.expressions().expression();
    return new NamedArgExpr(value, name, cursor.spanFrom(start));
  }

  /** Whether {@code name =>} or {@code name :=} stands here. */
  boolean atNamedArgument() {
    Token next = cursor.peek(1);
    return (next == Token.EQUALS_GREATER || next == Token.COLON_EQUALS)
        && NameGrammar.isTypeFunctionName(cursor.token());
  }

  /** The rest of a {@code func_arg_list} whose first item was read. */
  List<Expression> argumentsFrom(Expression first) {
    if (!cursor.at(Token.COMMA)) {
      return List.of(first);
    }
    List<Expression> args = new ArrayList<>(4);
    args.add(first);
    while (cursor.accept(Token.COMMA)) {
      args.add(argument());
    }
    return List.copyOf(args);
  }

  // --- func_expr_common_subexpr: words without parentheses ------------------------------------

  /** {@code CURRENT_DATE} and its like, CAST, COLLATION FOR; null for anything else. */
  @Nullable Expression withoutParentheses() {
    int start = cursor.start();
    return switch (cursor.token()) {
      case CURRENT_DATE -> value(SQLValueFunction.Operator.CURRENT_DATE);
      case CURRENT_TIME ->
          value(SQLValueFunction.Operator.CURRENT_TIME, SQLValueFunction.Operator.CURRENT_TIME_N);
      case CURRENT_TIMESTAMP ->
          value(
              SQLValueFunction.Operator.CURRENT_TIMESTAMP,
              SQLValueFunction.Operator.CURRENT_TIMESTAMP_N);
      case LOCALTIME ->
          value(SQLValueFunction.Operator.LOCALTIME, SQLValueFunction.Operator.LOCALTIME_N);
      case LOCALTIMESTAMP ->
          value(
              SQLValueFunction.Operator.LOCALTIMESTAMP, SQLValueFunction.Operator.LOCALTIMESTAMP_N);
      case CURRENT_ROLE -> value(SQLValueFunction.Operator.CURRENT_ROLE);
      case CURRENT_USER -> value(SQLValueFunction.Operator.CURRENT_USER);
      case SESSION_USER -> value(SQLValueFunction.Operator.SESSION_USER);
      case USER -> value(SQLValueFunction.Operator.USER);
      case CURRENT_CATALOG -> value(SQLValueFunction.Operator.CURRENT_CATALOG);
      case CURRENT_SCHEMA ->
          cursor.peek(1) == Token.SCONST || cursor.peek(1) == Token.LEFT_PAREN
              ? null
              : value(SQLValueFunction.Operator.CURRENT_SCHEMA);
      case SYSTEM_USER -> {
        cursor.advance();
        yield systemCall("system_user", List.of(), CoercionForm.SQL_SYNTAX, cursor.spanFrom(start));
      }
      case CAST -> {
        cursor.advance();
        cursor.expect(Token.LEFT_PAREN);
        Expression arg = grammar.expressions().expression();
        cursor.expect(Token.AS);
        TypeName type = grammar.types().typeName();
        cursor.expect(Token.RIGHT_PAREN);
        yield new TypeCast(arg, type, cursor.spanFrom(start));
      }
      case COLLATION -> {
        if (!cursor.accept(Token.COLLATION, Token.FOR)) {
          yield null;
        }
        Expression arg = grammar.expressions().parenthesised();
        yield system("pg_collation_for", List.of(arg), start);
      }
      default -> null;
    };
  }

  private Expression value(SQLValueFunction.Operator operator) {
    int start = cursor.start();
    cursor.advance();
    return new SQLValueFunction(operator, -1, cursor.spanFrom(start));
  }

  private Expression value(
      SQLValueFunction.Operator plain, SQLValueFunction.Operator withPrecision) {
    int start = cursor.start();
    cursor.advance();
    if (!cursor.accept(Token.LEFT_PAREN)) {
      return new SQLValueFunction(plain, -1, cursor.spanFrom(start));
    }
    int precision = grammar.constants().integerConstant();
    cursor.expect(Token.RIGHT_PAREN);
    return new SQLValueFunction(withPrecision, precision, cursor.spanFrom(start));
  }

  // --- func_expr_common_subexpr: keywords with parentheses ------------------------------------

  /**
   * A keyword that SQL gives a syntax of its own; null for any other.
   *
   * @param windows whether FILTER and OVER may follow an aggregate
   */
  @Nullable Expression keywordCall(boolean windows) {
    int start = cursor.start();
    Token token = cursor.token();
    return switch (token) {
      case COALESCE -> {
        cursor.advance();
        List<Expression> args = grammar.expressions().expressionsInParentheses();
        yield new CoalesceExpr(args, cursor.spanFrom(start));
      }
      case GREATEST, LEAST -> {
        cursor.advance();
        List<Expression> args = grammar.expressions().expressionsInParentheses();
        MinMaxExpr.Operator operator =
            token == Token.GREATEST ? MinMaxExpr.Operator.GREATEST : MinMaxExpr.Operator.LEAST;
        yield new MinMaxExpr(operator, args, cursor.spanFrom(start));
      }
      case NULLIF -> nullIf();
      case EXTRACT -> extract();
      case NORMALIZE -> normalize();
      case OVERLAY -> overlay();
      case POSITION -> position();
      case SUBSTRING -> substring();
      case TREAT -> treat();
      case TRIM -> trim();
      case MERGE_ACTION -> {
        cursor.advance();
        cursor.expect(Token.LEFT_PAREN, Token.RIGHT_PAREN);
        yield new MergeSupportFunc(cursor.spanFrom(start));
      }
      case XMLCONCAT, XMLELEMENT, XMLEXISTS, XMLFOREST, XMLPARSE, XMLPI, XMLROOT, XMLSERIALIZE ->
          grammar.xml().call();
      case JSON,
          JSON_OBJECT,
          JSON_ARRAY,
          JSON_SCALAR,
          JSON_SERIALIZE,
          JSON_QUERY,
          JSON_EXISTS,
          JSON_VALUE ->
          grammar.json().call();
      case JSON_OBJECTAGG, JSON_ARRAYAGG -> grammar.json().aggregate(windows);
      default -> null;
    };
  }

  private FuncCall system(String name, List<Expression> args, int start) {
    return systemCall(name, args, CoercionForm.SQL_SYNTAX, cursor.spanFrom(start));
  }

  /** The cursor is at a keyword: passes it and the parenthesis behind it. */
  private void open() {
    cursor.advance();
    cursor.expect(Token.LEFT_PAREN);
  }

  private Expression nullIf() {
    int start = cursor.start();
    open();
    Expression left = grammar.expressions().expression();
    cursor.expect(Token.COMMA);
    Expression right = grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return new AExpr(AExpr.Kind.NULLIF, List.of("="), left, right, cursor.spanFrom(start));
  }

  private Expression extract() {
    int start = cursor.start();
    open();
    Span span = cursor.tokenSpan();
    String field =
        switch (cursor.token()) {
          case IDENT, YEAR, MONTH, DAY, HOUR, MINUTE, SECOND -> grammar.names().colLabel();
          case SCONST -> grammar.constants().stringConstant();
          default -> throw cursor.error();
        };
    cursor.expect(Token.FROM);
    Expression source = grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return system("extract", List.of(new StringConstant(field, span), source), start);
  }

  private Expression normalize() {
    int start = cursor.start();
    open();
    Expression text = grammar.expressions().expression();
    List<Expression> args =
        cursor.accept(Token.COMMA)
            ? List.of(text, grammar.expressions().unicodeNormalForm())
            : List.of(text);
    cursor.expect(Token.RIGHT_PAREN);
    return system("normalize", args, start);
  }

  private Expression overlay() {
    int start = cursor.start();
    open();
    if (cursor.at(Token.RIGHT_PAREN) || atNamedArgument()) {
      return ordinary("overlay", null, start);
    }
    Expression text = grammar.expressions().expression();
    if (!cursor.accept(Token.PLACING)) {
      return ordinary("overlay", text, start);
    }
    Expression replacement = grammar.expressions().expression();
    cursor.expect(Token.FROM);
    Expression from = grammar.expressions().expression();
    List<Expression> args =
        cursor.accept(Token.FOR)
            ? List.of(text, replacement, from, grammar.expressions().expression())
            : List.of(text, replacement, from);
    cursor.expect(Token.RIGHT_PAREN);
    return system("overlay", args, start);
  }

  /** A call of a user's function that has the name of a keyword, from its first argument on. */
  private Expression ordinary(String name, @Nullable Expression first, int start) {
    List<Expression> args = List.of();
    if (first != null) {
      args = argumentsFrom(first);
    } else if (!cursor.at(Token.RIGHT_PAREN)) {
      args = argumentsFrom(argument());
    }
    cursor.expect(Token.RIGHT_PAREN);
    return plainCall(List.of(name), args, CoercionForm.EXPLICIT_CALL, cursor.spanFrom(start));
  }

  private Expression position() {
    int start = cursor.start();
    open();
    Expression part = grammar.expressions().bExpression();
    cursor.expect(Token.IN);
    Expression text = grammar.expressions().bExpression();
    cursor.expect(Token.RIGHT_PAREN);
    return system("position", List.of(text, part), start);
  }

  /** {@code substr_list}, or a function of that name with arguments. */
  private Expression substring() {
    int start = cursor.start();
    open();
    if (cursor.at(Token.RIGHT_PAREN) || atNamedArgument()) {
      return ordinary("substring", null, start);
    }
    ExpressionGrammar expressions = grammar.expressions();
    Expression text = expressions.expression();
    List<Expression> args;
    if (cursor.accept(Token.FROM)) {
      Expression from = expressions.expression();
      args =
          cursor.accept(Token.FOR)
              ? List.of(text, from, expressions.expression())
              : List.of(text, from);
    } else if (cursor.accept(Token.FOR)) {
      Expression length = expressions.expression();
      args =
          cursor.accept(Token.FROM)
              ? List.of(text, expressions.expression(), length)
              : List.of(text, firstPosition(length), lengthAsInteger(length));
    } else if (cursor.accept(Token.SIMILAR)) {
      Expression pattern = expressions.expression();
      cursor.expect(Token.ESCAPE);
      args = List.of(text, pattern, expressions.expression());
    } else {
      return ordinary("substring", text, start);
    }
    cursor.expect(Token.RIGHT_PAREN);
    return system("substring", args, start);
  }

  /** The start that {@code FOR} alone leaves out. */
  private static Expression firstPosition(Expression length) {
    int at = length.span().start();
    return new IntegerConstant(1, new Span(at, at));
  }

  private static Expression lengthAsInteger(Expression length) {
    TypeName type =
        new TypeName(
            TypeGrammar.systemName("int4"), false, false, List.of(), List.of(), length.span());
    return new TypeCast(length, type, length.span());
  }

  private Expression treat() {
    int start = cursor.start();
    open();
    Expression arg = grammar.expressions().expression();
    cursor.expect(Token.AS);
    TypeName type = grammar.types().typeName();
    cursor.expect(Token.RIGHT_PAREN);
    String name = type.names().get(type.names().size() - 1);
    return systemCall(name, List.of(arg), CoercionForm.EXPLICIT_CALL, cursor.spanFrom(start));
  }

  private Expression trim() {
    int start = cursor.start();
    open();
    String name = "btrim";
    if (!cursor.accept(Token.BOTH)) {
      if (cursor.accept(Token.LEADING)) {
        name = "ltrim";
      } else if (cursor.accept(Token.TRAILING)) {
        name = "rtrim";
      }
    }
    List<Expression> args;
    if (cursor.accept(Token.FROM)) {
      args = grammar.expressions().expressionList();
    } else {
      Expression first = grammar.expressions().expression();
      if (cursor.accept(Token.FROM)) {
        List<Expression> list = new ArrayList<>(grammar.expressions().expressionList());
        list.add(first);
        args = List.copyOf(list);
      } else {
        args = grammar.expressions().listFrom(first);
      }
    }
    cursor.expect(Token.RIGHT_PAREN);
    return system(name, args, start);
  }
}
