package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constant.FloatConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import io.github.windlass.sql.postgres.tree.Expression.AExpr.Kind;
import io.github.windlass.sql.postgres.tree.Expression.BoolExpr;
import io.github.windlass.sql.postgres.tree.Expression.BooleanTest;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.Expression.ExpressionList;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall.CoercionForm;
import io.github.windlass.sql.postgres.tree.Expression.NullTest;
import io.github.windlass.sql.postgres.tree.Expression.RowExpr;
import io.github.windlass.sql.postgres.tree.Expression.SetToDefault;
import io.github.windlass.sql.postgres.tree.Expression.SubLink;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Value expressions: {@code a_expr} and {@code b_expr}, by precedence climbing. An operand is a
 * {@code c_expr} ({@link PrimaryGrammar}), perhaps with prefix operators; then come operators as
 * long as they bind at least as tightly as the caller asks.
 *
 * <p>Bison compares an operator with the innermost unfinished rule only, and so does this: a prefix
 * operator of low precedence inside an operand of a tight one ({@code 1 + NOT a = b}) takes all
 * that binds more tightly than itself.
 */
final class ExpressionGrammar {

  /**
   * How high a tree may become. The links of {@code a + b + c}, of joins and of UNION count for one
   * each, since trees are compared and printed along them by loops; what else is nested counts for
   * {@link #NESTED}.
   */
  static final int MAX_HEIGHT = 2000;

  private static final int NESTED = MAX_HEIGHT / TokenCursor.MAX_DEPTH;

  private static final List<String> EQUALS = List.of("=");

  /** The names of {@code MathOp}, made once. */
  // An EnumMap finds its constants by reflection, which takes longer than the whole first parse.
  private static final Map<Token, List<String>> MATH_OPERATORS = new HashMap<>();

  static {
    MATH_OPERATORS.put(Token.PLUS, List.of("+"));
    MATH_OPERATORS.put(Token.MINUS, List.of("-"));
    MATH_OPERATORS.put(Token.STAR, List.of("*"));
    MATH_OPERATORS.put(Token.SLASH, List.of("/"));
    MATH_OPERATORS.put(Token.PERCENT, List.of("%"));
    MATH_OPERATORS.put(Token.CARET, List.of("^"));
    MATH_OPERATORS.put(Token.LESS, List.of("<"));
    MATH_OPERATORS.put(Token.GREATER, List.of(">"));
    MATH_OPERATORS.put(Token.EQUALS, EQUALS);
    MATH_OPERATORS.put(Token.LESS_EQUALS, List.of("<="));
    MATH_OPERATORS.put(Token.GREATER_EQUALS, List.of(">="));
    MATH_OPERATORS.put(Token.NOT_EQUALS, List.of("<>"));
  }

  private final Grammar grammar;
  private final TokenCursor cursor;

  /**
   * The height of the expressions read since the innermost unfinished expression began. Chains like
   * {@code a + b + c} are read by a loop and need no stack here, but whoever walks the tree does.
   */
  private int height;

  ExpressionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- entry points --------------------------------------------------------------------------

  /** {@code a_expr}. */
  Expression expression() {
    return expression(Precedence.NONE, false);
  }

  /** {@code b_expr}: no boolean operators, none that a column's constraints could follow. */
  Expression bExpression() {
    return expression(Precedence.NONE, true);
  }

  /** {@code c_expr}: an operand without operators around it. */
  Expression cExpression() {
    return grammar.primaries().primary();
  }

  /** {@code expr_list}. */
  List<Expression> expressionList() {
    Expression first = expression();
    return cursor.at(Token.COMMA) ? listFrom(first) : List.of(first);
  }

  /** The rest of an {@code expr_list} whose first item was read. */
  List<Expression> listFrom(Expression first) {
    List<Expression> list = new ArrayList<>(4);
    list.add(first);
    while (cursor.accept(Token.COMMA)) {
      list.add(expression());
    }
    return List.copyOf(list);
  }

  /** {@code '(' expr_list ')'}. */
  List<Expression> expressionsInParentheses() {
    cursor.expect(Token.LEFT_PAREN);
    List<Expression> list = expressionList();
    cursor.expect(Token.RIGHT_PAREN);
    return list;
  }

  /** {@code '(' a_expr ')'}. */
  Expression parenthesised() {
    cursor.expect(Token.LEFT_PAREN);
    Expression expression = expression();
    cursor.expect(Token.RIGHT_PAREN);
    return expression;
  }

  /** {@code func_expr_windowless}, as index elements and partition keys have it. */
  Expression functionExpressionWindowless() {
    return grammar.functions().functionExpressionWindowless();
  }

  /** {@code AexprConst}. */
  Expression constant() {
    return grammar.constants().constant();
  }

  /** {@code Sconst}. */
  String stringConstant() {
    return grammar.constants().stringConstant();
  }

  /** {@code Iconst}. */
  int integerConstant() {
    return grammar.constants().integerConstant();
  }

  /**
   * The key of {@code json_name_and_value}: {@code c_expr} before VALUE, {@code a_expr} before a
   * colon.
   */
  Expression jsonKey() {
    int start = cursor.start();
    boolean operand =
        switch (cursor.token()) {
          case PLUS, MINUS, OP, NOT, DEFAULT -> false;
          case OPERATOR -> cursor.peek(1) != Token.LEFT_PAREN;
          default -> true;
        };
    int outer = beginNested();
    Expression key = prefixed(false);
    if (!operand || !cursor.at(Token.VALUE)) {
      key = continued(key, start);
      if (cursor.at(Token.VALUE)) {
        throw cursor.error();
      }
    }
    endNested(outer);
    return key;
  }

  // --- ORDER BY ------------------------------------------------------------------------------

  /** {@code opt_sort_clause}. */
  List<SortBy> optionalSortClause() {
    return cursor.at(Token.ORDER) ? sortClause() : List.of();
  }

  /** {@code sort_clause}: {@code ORDER BY …}. */
  List<SortBy> sortClause() {
    cursor.expect(Token.ORDER, Token.BY);
    return sortByList();
  }

  /** {@code sortby_list}. */
  List<SortBy> sortByList() {
    List<SortBy> list = new ArrayList<>(2);
    do {
      list.add(sortBy());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  private SortBy sortBy() {
    int start = cursor.start();
    Expression node = expression();
    SortBy.Direction direction = SortBy.Direction.DEFAULT;
    List<String> useOp = List.of();
    if (cursor.accept(Token.USING)) {
      direction = SortBy.Direction.USING;
      useOp = qualAllOperator();
    } else {
      direction = sortDirection();
    }
    SortBy.Nulls nulls = nullsOrder();
    return new SortBy(node, direction, nulls, useOp, cursor.spanFrom(start));
  }

  /** {@code opt_asc_desc}. */
  SortBy.Direction sortDirection() {
    if (cursor.accept(Token.ASC)) {
      return SortBy.Direction.ASC;
    }
    return cursor.accept(Token.DESC) ? SortBy.Direction.DESC : SortBy.Direction.DEFAULT;
  }

  /** {@code opt_nulls_order}. */
  SortBy.Nulls nullsOrder() {
    if (cursor.accept(Token.NULLS_LA, Token.FIRST)) {
      return SortBy.Nulls.FIRST;
    }
    return cursor.accept(Token.NULLS_LA, Token.LAST) ? SortBy.Nulls.LAST : SortBy.Nulls.DEFAULT;
  }

  // --- names of operators --------------------------------------------------------------------

  /** {@code any_operator}: an operator, with or without a schema. */
  List<String> anyOperator() {
    if (!NameGrammar.isColId(cursor.token())) {
      return List.of(allOperator());
    }
    List<String> names = new ArrayList<>(2);
    do {
      names.add(grammar.names().colId());
      cursor.expect(Token.DOT);
    } while (NameGrammar.isColId(cursor.token()));
    names.add(allOperator());
    return List.copyOf(names);
  }

  /** {@code all_Op}. */
  String allOperator() {
    if (!isOperator(cursor.token())) {
      throw cursor.error();
    }
    String name = cursor.operator();
    cursor.advance();
    return name;
  }

  /** {@code qual_all_Op}: any operator, or {@code OPERATOR (schema.operator)}. */
  List<String> qualAllOperator() {
    return cursor.at(Token.OPERATOR) ? decoratedOperator() : List.of(allOperator());
  }

  /** {@code qual_Op}: an operator without a token of its own, or {@code OPERATOR (…)}. */
  List<String> qualOperator() {
    if (cursor.at(Token.OPERATOR)) {
      return decoratedOperator();
    }
    if (!cursor.at(Token.OP)) {
      throw cursor.error();
    }
    return List.of(allOperator());
  }

  /** {@code subquery_Op}. */
  List<String> subqueryOperator() {
    boolean negated = cursor.accept(Token.NOT);
    if (cursor.accept(Token.LIKE)) {
      return List.of(negated ? "!~~" : "~~");
    }
    if (cursor.accept(Token.ILIKE)) {
      return List.of(negated ? "!~~*" : "~~*");
    }
    if (negated) {
      throw cursor.error();
    }
    return qualAllOperator();
  }

  private List<String> decoratedOperator() {
    cursor.expect(Token.OPERATOR, Token.LEFT_PAREN);
    List<String> names = anyOperator();
    cursor.expect(Token.RIGHT_PAREN);
    return names;
  }

  /** {@code all_Op}: {@code Op} and {@code MathOp}. */
  static boolean isOperator(Token token) {
    return token == Token.OP || MATH_OPERATORS.containsKey(token);
  }

  // --- operands ------------------------------------------------------------------------------

  /** An operand and all operators after it that bind as tightly as {@code min}. */
  private Expression expression(int min, boolean restricted) {
    cursor.enter();
    int outer = beginNested();
    int start = cursor.start();
    Expression expression = continued(prefixed(restricted), start, min, restricted);
    endNested(outer);
    cursor.leave();
    return expression;
  }

  /** Starts to count the height of something nested; answers what {@link #endNested} needs. */
  int beginNested() {
    int outer = height;
    height = 0;
    return outer;
  }

  void endNested(int outer) {
    height = Math.max(outer, height + NESTED);
  }

  /** Counts a link of a chain. */
  void grow() {
    grow(1);
  }

  private void grow(int levels) {
    height += levels;
    if (height > MAX_HEIGHT) {
      throw new ParseFailure("operators nested too deeply", cursor.start(), cursor.end(), true);
    }
  }

  private Expression prefixed(boolean restricted) {
    int start = cursor.start();
    switch (cursor.token()) {
      case PLUS -> {
        cursor.advance();
        Expression operand = expression(Precedence.SIGN + 1, restricted);
        return new AExpr(Kind.OP, List.of("+"), null, operand, cursor.spanFrom(start));
      }
      case MINUS -> {
        cursor.advance();
        return negated(expression(Precedence.SIGN + 1, restricted), cursor.spanFrom(start));
      }
      case OP -> {
        return prefixOperator(restricted);
      }
      case OPERATOR -> {
        if (cursor.peek(1) == Token.LEFT_PAREN) {
          return prefixOperator(restricted);
        }
      }
      case NOT -> {
        if (restricted) {
          throw cursor.error();
        }
        cursor.advance();
        Expression operand = expression(Precedence.NOT + 1, false);
        return not(operand, cursor.spanFrom(start));
      }
      case DEFAULT -> {
        if (restricted) {
          throw cursor.error();
        }
        cursor.advance();
        return new SetToDefault(cursor.spanFrom(start));
      }
      default -> {}
    }
    return grammar.primaries().primary();
  }

  private Expression prefixOperator(boolean restricted) {
    int start = cursor.start();
    List<String> name = qualOperator();
    Expression operand = expression(Precedence.OPERATOR + 1, restricted);
    return new AExpr(Kind.OP, name, null, operand, cursor.spanFrom(start));
  }

  /** {@code doNegate}: a minus before a number becomes part of it. */
  private static Expression negated(Expression operand, Span span) {
    return switch (operand) {
      case IntegerConstant number -> new IntegerConstant(-number.ival(), span);
      case FloatConstant number -> new FloatConstant(ConstantGrammar.negate(number.fval()), span);
      default -> new AExpr(Kind.OP, List.of("-"), null, operand, span);
    };
  }

  private static Expression not(Expression operand, Span span) {
    return new BoolExpr(BoolExpr.Operator.NOT, List.of(operand), span);
  }

  // --- operators -----------------------------------------------------------------------------

  /** An {@code a_expr} whose first operand was read, with all that follows it. */
  Expression continued(Expression left, int start) {
    return continued(left, start, Precedence.NONE, false);
  }

  private Expression continued(Expression first, int start, int min, boolean restricted) {
    Expression left = first;
    // The level of the non-associative operator that was just applied: no other may follow.
    int barred = 0;
    while (true) {
      Token token = cursor.token();
      int level = Precedence.of(token);
      if (level < min || level == Precedence.NONE) {
        return left;
      }
      boolean operator = continues(token, min, restricted);
      if (level == barred && (operator || (!restricted && token != Token.NOT))) {
        throw cursor.error();
      }
      if (!operator) {
        return left;
      }
      barred = Precedence.isNonAssociative(level) ? level : 0;
      switch (token) {
        case OR, AND -> left = junction(left, start, token, min);
        case IS -> {
          left = is(left, start, restricted);
          if (!(left instanceof AExpr)) {
            barred = 0;
          }
        }
        case ISNULL, NOTNULL -> {
          cursor.advance();
          NullTest.Type type = token == Token.ISNULL ? NullTest.Type.NULL : NullTest.Type.NOT_NULL;
          left = new NullTest(left, type, cursor.spanFrom(start));
          barred = 0;
        }
        case LESS, GREATER, EQUALS, LESS_EQUALS, GREATER_EQUALS, NOT_EQUALS -> {
          boolean quantified = quantifierAt(1, restricted);
          left = operation(left, start, level, quantified, restricted);
          barred = quantified ? 0 : level;
        }
        case PLUS, MINUS, STAR, SLASH, PERCENT, CARET, OP ->
            left = operation(left, start, level, quantifierAt(1, restricted), restricted);
        case OPERATOR -> left = decorated(left, start, restricted);
        case NOT, BETWEEN, IN, LIKE, ILIKE, SIMILAR -> {
          boolean open = endsInOperand();
          left = matched(left, start);
          barred = open ? level : 0;
        }
        case AT -> left = atTimeZone(left, start);
        case COLLATE -> {
          cursor.advance();
          List<String> collation = grammar.names().anyName().names();
          left = new CollateClause(left, collation, cursor.spanFrom(start));
        }
        case TYPECAST -> {
          cursor.advance();
          left = new TypeCast(left, grammar.types().typeName(), cursor.spanFrom(start));
        }
        case OVERLAPS -> left = overlaps(left, start);
        default -> throw cursor.error();
      }
      grow(left instanceof AExpr ? 1 : NESTED);
    }
  }

  /** Whether the token at the cursor, which may be an operator, is one here. */
  private boolean continues(Token token, int min, boolean restricted) {
    if (restricted) {
      return switch (token) {
        case OR,
            AND,
            ISNULL,
            NOTNULL,
            NOT,
            BETWEEN,
            IN,
            LIKE,
            ILIKE,
            SIMILAR,
            AT,
            COLLATE,
            OVERLAPS ->
            false;
        case OPERATOR -> cursor.peek(1) == Token.LEFT_PAREN;
        default -> true;
      };
    }
    return switch (token) {
      case OR, AND, IS, BETWEEN, IN, LIKE, ILIKE, COLLATE ->
          min > Precedence.NONE || !endsTarget(cursor.peek(1));
      case NOT ->
          switch (cursor.peek(1)) {
            case BETWEEN, IN, LIKE, ILIKE, SIMILAR -> true;
            default -> false;
          };
      case SIMILAR -> min > Precedence.NONE || cursor.peek(1) == Token.TO;
      case AT ->
          min > Precedence.NONE || cursor.peek(1) == Token.TIME || cursor.peek(1) == Token.LOCAL;
      case OPERATOR -> min > Precedence.NONE || cursor.peek(1) == Token.LEFT_PAREN;
      default -> true;
    };
  }

  /**
   * Whether this can follow an item of a target list: a keyword before it is then a label without
   * AS ({@code SELECT a AND FROM t}), for the keywords of operators are bare labels too. Behind an
   * unfinished operator Bison has decided for the operator already.
   */
  private static boolean endsTarget(Token token) {
    return switch (token) {
      case COMMA,
          RIGHT_PAREN,
          SEMICOLON,
          EOF,
          INTO,
          FROM,
          WHERE,
          GROUP,
          HAVING,
          WINDOW,
          UNION,
          INTERSECT,
          EXCEPT,
          ORDER,
          LIMIT,
          OFFSET,
          FETCH,
          FOR,
          ON,
          RETURNING,
          WITH ->
          true;
      default -> false;
    };
  }

  /** AND and OR: {@code makeAndExpr} takes over the operands of a left side of the same kind. */
  private Expression junction(Expression left, int start, Token token, int min) {
    BoolExpr.Operator operator = token == Token.AND ? BoolExpr.Operator.AND : BoolExpr.Operator.OR;
    List<Expression> args = new ArrayList<>(4);
    if (left instanceof BoolExpr nested && nested.boolop() == operator) {
      args.addAll(nested.args());
    } else {
      args.add(left);
    }
    int level = Precedence.of(token);
    do {
      cursor.advance();
      args.add(expression(level + 1, false));
    } while (cursor.at(token) && continues(token, min, false));
    return new BoolExpr(operator, List.copyOf(args), cursor.spanFrom(start));
  }

  private boolean quantifierAt(int ahead, boolean restricted) {
    Token token = cursor.peek(ahead);
    return !restricted && (token == Token.ANY || token == Token.SOME || token == Token.ALL);
  }

  /** A binary operator with a token of its own, or {@code Op}. */
  private Expression operation(
      Expression left, int start, int level, boolean quantified, boolean restricted) {
    List<String> name = MATH_OPERATORS.get(cursor.token());
    if (name == null) {
      name = List.of(cursor.operator());
    }
    cursor.advance();
    return quantified
        ? quantified(left, start, name)
        : binary(left, start, name, level, restricted);
  }

  private Expression binary(
      Expression left, int start, List<String> name, int level, boolean restricted) {
    Expression right = expression(level + 1, restricted);
    return new AExpr(Kind.OP, name, left, right, cursor.spanFrom(start));
  }

  private Expression decorated(Expression left, int start, boolean restricted) {
    List<String> name = decoratedOperator();
    return quantifierAt(0, restricted)
        ? quantified(left, start, name)
        : binary(left, start, name, Precedence.OPERATOR, restricted);
  }

  /** {@code a_expr subquery_Op sub_type (…)}; the cursor is at ANY, SOME or ALL. */
  private Expression quantified(Expression left, int start, List<String> name) {
    boolean all = cursor.at(Token.ALL);
    cursor.advance();
    List<Expression> content = grammar.primaries().parentheses();
    if (content.isEmpty()) {
      SelectStmt query = grammar.primaries().query();
      SubLink.Type type = all ? SubLink.Type.ALL : SubLink.Type.ANY;
      return new SubLink(type, left, name, query, cursor.spanFrom(start));
    }
    if (content.size() > 1) {
      throw cursor.error("syntax error in the operand of ANY or ALL", content.get(1).span());
    }
    Kind kind = all ? Kind.OP_ALL : Kind.OP_ANY;
    return new AExpr(kind, name, left, content.get(0), cursor.spanFrom(start));
  }

  /** Whether the predicate at the cursor ends in an {@code a_expr}, not in a parenthesis. */
  private boolean endsInOperand() {
    int at = cursor.at(Token.NOT) ? 1 : 0;
    return switch (cursor.peek(at)) {
      case IN -> false;
      case LIKE, ILIKE -> !quantifierAt(at + 1, false);
      default -> true;
    };
  }

  /** {@code [NOT] BETWEEN | IN | LIKE | ILIKE | SIMILAR TO}. */
  private Expression matched(Expression left, int start) {
    int operator = cursor.start();
    boolean not = cursor.accept(Token.NOT);
    Token token = cursor.token();
    cursor.advance();
    return switch (token) {
      case LIKE -> like(left, start, operator, Kind.LIKE, not ? "!~~" : "~~");
      case ILIKE -> like(left, start, operator, Kind.ILIKE, not ? "!~~*" : "~~*");
      case SIMILAR -> similar(left, start, operator, not);
      case IN -> in(left, start, not);
      default -> between(left, start, not);
    };
  }

  private Expression like(Expression left, int start, int operator, Kind kind, String name) {
    if (quantifierAt(0, false)) {
      return quantified(left, start, List.of(name));
    }
    Expression right = expression(Precedence.LIKE + 1, false);
    if (cursor.accept(Token.ESCAPE)) {
      Expression escape = expression(Precedence.LIKE + 1, false);
      right =
          FunctionGrammar.systemCall(
              "like_escape",
              List.of(right, escape),
              CoercionForm.EXPLICIT_CALL,
              cursor.spanFrom(operator));
    }
    return new AExpr(kind, List.of(name), left, right, cursor.spanFrom(start));
  }

  private Expression similar(Expression left, int start, int operator, boolean not) {
    cursor.expect(Token.TO);
    Expression pattern = expression(Precedence.LIKE + 1, false);
    List<Expression> args =
        cursor.accept(Token.ESCAPE)
            ? List.of(pattern, expression(Precedence.LIKE + 1, false))
            : List.of(pattern);
    Expression right =
        FunctionGrammar.systemCall(
            "similar_to_escape", args, CoercionForm.EXPLICIT_CALL, cursor.spanFrom(operator));
    return new AExpr(Kind.SIMILAR, List.of(not ? "!~" : "~"), left, right, cursor.spanFrom(start));
  }

  private Expression in(Expression left, int start, boolean not) {
    int open = cursor.start();
    List<Expression> content = grammar.primaries().parentheses();
    if (content.isEmpty()) {
      SelectStmt query = grammar.primaries().query();
      Expression any =
          new SubLink(SubLink.Type.ANY, left, List.of(), query, cursor.spanFrom(start));
      return not ? not(any, cursor.spanFrom(start)) : any;
    }
    Expression right = new ExpressionList(content, cursor.spanFrom(open));
    return new AExpr(Kind.IN, not ? List.of("<>") : EQUALS, left, right, cursor.spanFrom(start));
  }

  private Expression between(Expression left, int start, boolean not) {
    boolean symmetric = cursor.accept(Token.SYMMETRIC);
    if (!symmetric) {
      cursor.accept(Token.ASYMMETRIC);
    }
    int bounds = cursor.start();
    Expression lower = bExpression();
    cursor.expect(Token.AND);
    Expression upper = expression(Precedence.LIKE + 1, false);
    Kind kind =
        symmetric
            ? (not ? Kind.NOT_BETWEEN_SYM : Kind.BETWEEN_SYM)
            : (not ? Kind.NOT_BETWEEN : Kind.BETWEEN);
    String name = (not ? "NOT " : "") + "BETWEEN" + (symmetric ? " SYMMETRIC" : "");
    Expression right = new ExpressionList(List.of(lower, upper), cursor.spanFrom(bounds));
    return new AExpr(kind, List.of(name), left, right, cursor.spanFrom(start));
  }

  private Expression atTimeZone(Expression left, int start) {
    cursor.expect(Token.AT);
    List<Expression> args;
    if (cursor.accept(Token.LOCAL)) {
      args = List.of(left);
    } else {
      cursor.expect(Token.TIME, Token.ZONE);
      args = List.of(expression(Precedence.AT + 1, false), left);
    }
    return FunctionGrammar.systemCall(
        "timezone", args, CoercionForm.SQL_SYNTAX, cursor.spanFrom(start));
  }

  /** {@code row OVERLAPS row}: only a row as such can stand before it, none in parentheses. */
  private Expression overlaps(Expression left, int start) {
    if (!(left instanceof RowExpr row) || row.span().start() != start) {
      throw cursor.error();
    }
    cursor.expect(Token.OVERLAPS);
    RowExpr right = grammar.primaries().row();
    if (row.args().size() != 2) {
      throw cursor.error(
          "wrong number of parameters on left side of OVERLAPS expression", row.span());
    }
    if (right.args().size() != 2) {
      throw cursor.error(
          "wrong number of parameters on right side of OVERLAPS expression", right.span());
    }
    List<Expression> args =
        List.of(row.args().get(0), row.args().get(1), right.args().get(0), right.args().get(1));
    return FunctionGrammar.systemCall(
        "overlaps", args, CoercionForm.SQL_SYNTAX, cursor.spanFrom(start));
  }

  // --- IS ------------------------------------------------------------------------------------

  private Expression is(Expression left, int start, boolean restricted) {
    cursor.expect(Token.IS);
    boolean not = cursor.accept(Token.NOT);
    if (cursor.accept(Token.DISTINCT)) {
      cursor.expect(Token.FROM);
      Expression right = expression(Precedence.IS + 1, restricted);
      Kind kind = not ? Kind.NOT_DISTINCT : Kind.DISTINCT;
      return new AExpr(kind, EQUALS, left, right, cursor.spanFrom(start));
    }
    if (cursor.accept(Token.DOCUMENT)) {
      Expression test = XmlGrammar.isDocument(left, cursor.spanFrom(start));
      return not ? not(test, cursor.spanFrom(start)) : test;
    }
    if (restricted) {
      throw cursor.error();
    }
    Token token = cursor.token();
    switch (token) {
      case NULL -> {
        cursor.advance();
        NullTest.Type type = not ? NullTest.Type.NOT_NULL : NullTest.Type.NULL;
        return new NullTest(left, type, cursor.spanFrom(start));
      }
      case TRUE -> {
        return truth(left, start, not ? BooleanTest.Type.NOT_TRUE : BooleanTest.Type.TRUE);
      }
      case FALSE -> {
        return truth(left, start, not ? BooleanTest.Type.NOT_FALSE : BooleanTest.Type.FALSE);
      }
      case UNKNOWN -> {
        return truth(left, start, not ? BooleanTest.Type.NOT_UNKNOWN : BooleanTest.Type.UNKNOWN);
      }
      case NORMALIZED, NFC, NFD, NFKC, NFKD -> {
        return normalized(left, start, not);
      }
      case JSON -> {
        Expression test = grammar.json().isPredicate(left, start);
        return not ? not(test, cursor.spanFrom(start)) : test;
      }
      default -> throw cursor.error();
    }
  }

  private Expression truth(Expression left, int start, BooleanTest.Type type) {
    cursor.advance();
    return new BooleanTest(left, type, cursor.spanFrom(start));
  }

  private Expression normalized(Expression left, int start, boolean not) {
    List<Expression> args = List.of(left);
    if (!cursor.at(Token.NORMALIZED)) {
      args = List.of(left, unicodeNormalForm());
    }
    cursor.expect(Token.NORMALIZED);
    Expression call =
        FunctionGrammar.systemCall(
            "is_normalized", args, CoercionForm.SQL_SYNTAX, cursor.spanFrom(start));
    return not ? not(call, cursor.spanFrom(start)) : call;
  }

  /** {@code unicode_normal_form}. */
  Constant unicodeNormalForm() {
    String form =
        switch (cursor.token()) {
          case NFC -> "NFC";
          case NFD -> "NFD";
          case NFKC -> "NFKC";
          case NFKD -> "NFKD";
          default -> throw cursor.error();
        };
    Span span = cursor.tokenSpan();
    cursor.advance();
    return new StringConstant(form, span);
  }
}
