package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.BinaryOperator;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.AsExpression;
import io.github.windlass.script.ecmascript.tree.Expression.AwaitExpression;
import io.github.windlass.script.ecmascript.tree.Expression.BinaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ConditionalExpression;
import io.github.windlass.script.ecmascript.tree.Expression.DeleteExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PostfixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PrefixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SatisfiesExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TypeAssertionExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TypeOfExpression;
import io.github.windlass.script.ecmascript.tree.Expression.VoidExpression;
import io.github.windlass.script.ecmascript.tree.Expression.YieldExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import org.jspecify.annotations.Nullable;

/** Operators of all kinds, assignments and conditions: what binds weaker than a call. */
final class ExpressionGrammar {

  /**
   * For {@link Memo}: an arrow function's return type may be written. With the surroundings in the
   * bits below.
   */
  private static final int ALLOW_RETURN_TYPE = 32;

  private final Grammar grammar;
  private final TokenCursor cursor;

  ExpressionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** With commas. */
  Expression expression() {
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DECORATOR;
    int start = cursor.start;
    Expression left = assignment(true);
    while (cursor.accept(Token.COMMA)) {
      Expression right = assignment(true);
      left = new BinaryExpression(left, BinaryOperator.COMMA, right, cursor.span(start));
    }
    cursor.context = saved;
    return left;
  }

  /** With commas, and {@code in} as an operator wherever it stands. */
  Expression expressionAllowingIn() {
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DISALLOW_IN;
    Expression expression = expression();
    cursor.context = saved;
    return expression;
  }

  /** {@code = value}, or nothing. */
  @Nullable Expression initializer() {
    return cursor.accept(Token.EQUALS) ? assignment(true) : null;
  }

  /** {@code = value} or nothing, without the surroundings {@code without}. */
  @Nullable Expression initializerWithout(int without) {
    if (cursor.kind != Token.EQUALS) {
      return null;
    }
    int saved = cursor.context;
    cursor.advance();
    Expression value = assignmentWithout(without);
    cursor.context = saved;
    return value;
  }

  Expression assignmentWithout(int without) {
    int saved = cursor.context;
    cursor.context &= ~without;
    Expression expression = assignment(true);
    cursor.context = saved;
    return expression;
  }

  /**
   * An expression without commas.
   *
   * @param allowReturnType whether an arrow function in it may have a return type whatever follows
   *     it; between {@code ?} and {@code :} it may only if another {@code :} follows
   */
  Expression assignment(boolean allowReturnType) {
    Memo memo = grammar.memo;
    if (cursor.speculation == 0 && !memo.covers(cursor.start)) {
      return readAssignment(allowReturnType);
    }
    int start = cursor.start;
    int how = cursor.context | (allowReturnType ? ALLOW_RETURN_TYPE : 0);
    Memo.Entry known = memo.find(start, how);
    if (known instanceof Memo.Success success) {
      cursor.jump(success.end());
      return (Expression) success.value();
    } else if (known instanceof Memo.Failure failure) {
      throw failure.reason();
    }
    if (cursor.speculation == 0) {
      return readAssignment(allowReturnType);
    }
    try {
      Expression expression = readAssignment(allowReturnType);
      memo.put(start, how, new Memo.Success(expression, cursor.lastEnd));
      return expression;
    } catch (ParseFailure failure) {
      memo.put(start, how, new Memo.Failure(failure));
      throw failure;
    }
  }

  // Chains of conditions (a ? b : c ? d : e) and of assignments are read by a loop, so that they
  // may be of any length.
  private Expression readAssignment(boolean allowReturnType) {
    cursor.enter();
    int base = cursor.base();
    Expression last;
    while (true) {
      if (atYieldExpression()) {
        last = yieldExpression();
        break;
      }
      Expression arrow = grammar.arrows.tryArrow(allowReturnType);
      if (arrow != null) {
        last = arrow;
        break;
      }
      boolean awaitAsName = cursor.awaitAsName;
      Expression left = binary();
      int kind = cursor.kind;
      if (kind == Token.EQUALS_GREATER_THAN && left instanceof Identifier parameter) {
        cursor.awaitAsName = awaitAsName;
        last = grammar.arrows.simple(parameter, allowReturnType);
        break;
      } else if (Token.isAssignmentOperator(kind) && isLeftHandSide(left)) {
        cursor.advance();
        cursor.push(left);
        cursor.push(Operators.binary(kind));
      } else if (kind == Token.QUESTION) {
        cursor.advance();
        int saved = cursor.context;
        cursor.context &= ~(TokenCursor.DISALLOW_IN | TokenCursor.DECORATOR);
        Expression whenTrue = assignment(false);
        cursor.context = saved;
        cursor.expect(Token.COLON);
        cursor.push(left);
        cursor.push(whenTrue);
      } else {
        last = left;
        break;
      }
    }
    while (cursor.base() > base) {
      Object second = cursor.pop();
      Expression first = (Expression) cursor.pop();
      int start = first.span().start();
      last =
          second instanceof Expression whenTrue
              ? new ConditionalExpression(first, whenTrue, last, cursor.span(start))
              : new BinaryExpression(first, (BinaryOperator) second, last, cursor.span(start));
    }
    cursor.leave();
    return last;
  }

  private boolean atYieldExpression() {
    return cursor.kind == Token.YIELD
        && (cursor.in(TokenCursor.YIELD) || cursor.peekOperandOnSameLine());
  }

  private Expression yieldExpression() {
    int start = cursor.start;
    cursor.advance();
    if (cursor.lineBreakBefore || (cursor.kind != Token.ASTERISK && !atStartOfExpression())) {
      return new YieldExpression(false, null, cursor.span(start));
    }
    boolean asterisk = cursor.accept(Token.ASTERISK);
    Expression expression = assignment(true);
    return new YieldExpression(asterisk, expression, cursor.span(start));
  }

  /**
   * What may stand left of an assignment as far as the parser is concerned: all that binds as
   * strong as a call.
   */
  static boolean isLeftHandSide(Expression expression) {
    return !(expression instanceof BinaryExpression
        || expression instanceof ConditionalExpression
        || expression instanceof PrefixUnaryExpression
        || expression instanceof PostfixUnaryExpression
        || expression instanceof AsExpression
        || expression instanceof SatisfiesExpression
        || expression instanceof TypeAssertionExpression
        || expression instanceof AwaitExpression
        || expression instanceof DeleteExpression
        || expression instanceof TypeOfExpression
        || expression instanceof VoidExpression);
  }

  // By precedence, with a stack instead of recursion: a chain of operators may be of any length.
  private Expression binary() {
    int base = cursor.base();
    Expression left = unary();
    while (true) {
      if (cursor.kind == Token.GREATER_THAN) {
        cursor.rescanGreater();
      }
      int kind = cursor.kind;
      int precedence = Operators.precedence(kind);
      if (precedence <= 0 || (kind == Token.IN && cursor.in(TokenCursor.DISALLOW_IN))) {
        break;
      }
      boolean typed = kind == Token.AS || kind == Token.SATISFIES;
      if (typed && cursor.lineBreakBefore) {
        break;
      }
      while (cursor.base() > base) {
        int before = Operators.precedence((BinaryOperator) cursor.last());
        if (before < precedence || (before == precedence && kind == Token.ASTERISK_ASTERISK)) {
          break;
        }
        left = reduce(left);
      }
      cursor.advance();
      if (typed) {
        TypeNode type = grammar.types.type();
        int start = left.span().start();
        left =
            kind == Token.AS
                ? new AsExpression(left, type, cursor.span(start))
                : new SatisfiesExpression(left, type, cursor.span(start));
      } else {
        cursor.push(left);
        cursor.push(Operators.binary(kind));
        left = unary();
      }
    }
    while (cursor.base() > base) {
      left = reduce(left);
    }
    return left;
  }

  private Expression reduce(Expression right) {
    BinaryOperator operator = (BinaryOperator) cursor.pop();
    Expression left = (Expression) cursor.pop();
    return new BinaryExpression(left, operator, right, cursor.span(left.span().start()));
  }

  /** An operand of an operator. */
  Expression unary() {
    switch (cursor.kind) {
      case Token.PLUS,
          Token.MINUS,
          Token.TILDE,
          Token.EXCLAMATION,
          Token.DELETE,
          Token.TYPEOF,
          Token.VOID,
          Token.AWAIT,
          Token.LESS_THAN -> {
        boolean assertion = cursor.kind != Token.LESS_THAN || !cursor.javaScript;
        Expression expression = simpleUnary();
        if (assertion && cursor.kind == Token.ASTERISK_ASTERISK) {
          throw cursor.error(
              "a unary expression is not allowed in the left-hand side of an exponentiation");
        }
        return expression;
      }
      default -> {
        return update();
      }
    }
  }

  private Expression simpleUnary() {
    int start = cursor.start;
    switch (cursor.kind) {
      case Token.PLUS, Token.MINUS, Token.TILDE, Token.EXCLAMATION -> {
        PrefixUnaryExpression.Operator operator = Operators.prefix(cursor.kind);
        Expression operand = operand();
        return new PrefixUnaryExpression(operator, operand, cursor.span(start));
      }
      case Token.DELETE -> {
        Expression operand = operand();
        return new DeleteExpression(operand, cursor.span(start));
      }
      case Token.TYPEOF -> {
        Expression operand = operand();
        return new TypeOfExpression(operand, cursor.span(start));
      }
      case Token.VOID -> {
        Expression operand = operand();
        return new VoidExpression(operand, cursor.span(start));
      }
      case Token.AWAIT -> {
        if (!cursor.in(TokenCursor.AWAIT) && !cursor.peekOperandOnSameLine()) {
          return update();
        }
        Expression operand = operand();
        return new AwaitExpression(operand, cursor.span(start));
      }
      case Token.LESS_THAN -> {
        if (cursor.javaScript) {
          throw cursor.error("JSX is not supported");
        }
        cursor.advance();
        TypeNode type = grammar.types.type();
        cursor.expect(Token.GREATER_THAN);
        cursor.enter();
        Expression expression = simpleUnary();
        cursor.leave();
        return new TypeAssertionExpression(type, expression, cursor.span(start));
      }
      default -> {
        return update();
      }
    }
  }

  private Expression operand() {
    cursor.advance();
    cursor.enter();
    Expression operand = simpleUnary();
    cursor.leave();
    return operand;
  }

  private Expression update() {
    int start = cursor.start;
    if (cursor.kind == Token.PLUS_PLUS || cursor.kind == Token.MINUS_MINUS) {
      PrefixUnaryExpression.Operator operator = Operators.prefix(cursor.kind);
      cursor.advance();
      Expression operand = grammar.members.leftHandSide();
      return new PrefixUnaryExpression(operator, operand, cursor.span(start));
    }
    Expression expression = grammar.members.leftHandSide();
    if ((cursor.kind == Token.PLUS_PLUS || cursor.kind == Token.MINUS_MINUS)
        && !cursor.lineBreakBefore) {
      PostfixUnaryExpression.Operator operator = Operators.postfix(cursor.kind);
      cursor.advance();
      return new PostfixUnaryExpression(expression, operator, cursor.span(start));
    }
    return expression;
  }

  /**
   * Whether the current token could begin an expression, or is an operator, which then is reported
   * as missing its operand.
   */
  boolean atStartOfExpression() {
    if (atStartOfLeftHandSide()) {
      return true;
    }
    return switch (cursor.kind) {
      case Token.PLUS,
          Token.MINUS,
          Token.TILDE,
          Token.EXCLAMATION,
          Token.DELETE,
          Token.TYPEOF,
          Token.VOID,
          Token.PLUS_PLUS,
          Token.MINUS_MINUS,
          Token.LESS_THAN,
          Token.AWAIT,
          Token.YIELD,
          Token.PRIVATE_IDENTIFIER,
          Token.AT ->
          true;
      default -> atBinaryOperator();
    };
  }

  boolean atBinaryOperator() {
    return !(cursor.kind == Token.IN && cursor.in(TokenCursor.DISALLOW_IN))
        && Operators.precedence(cursor.kind) > 0;
  }

  boolean atStartOfLeftHandSide() {
    return switch (cursor.kind) {
      case Token.THIS,
          Token.SUPER,
          Token.NULL,
          Token.TRUE,
          Token.FALSE,
          Token.NUMERIC_LITERAL,
          Token.BIG_INT_LITERAL,
          Token.STRING_LITERAL,
          Token.NO_SUBSTITUTION_TEMPLATE_LITERAL,
          Token.TEMPLATE_HEAD,
          Token.OPEN_PAREN,
          Token.OPEN_BRACKET,
          Token.OPEN_BRACE,
          Token.FUNCTION,
          Token.CLASS,
          Token.NEW,
          Token.SLASH,
          Token.SLASH_EQUALS,
          Token.IDENTIFIER ->
          true;
      case Token.IMPORT -> {
        int next = cursor.peek();
        yield next == Token.OPEN_PAREN || next == Token.LESS_THAN || next == Token.DOT;
      }
      default -> cursor.atIdentifier();
    };
  }
}
