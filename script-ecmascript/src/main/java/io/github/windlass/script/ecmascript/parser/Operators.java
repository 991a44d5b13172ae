package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.BinaryOperator;
import io.github.windlass.script.ecmascript.tree.Expression.PostfixUnaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PrefixUnaryExpression;

/** Which token is which operator, and how strong it binds. */
final class Operators {

  private static final byte[] TOKEN_PRECEDENCE = new byte[Token.COUNT];
  private static final byte[] OPERATOR_PRECEDENCE = new byte[BinaryOperator.values().length];
  private static final BinaryOperator[] BINARY = new BinaryOperator[Token.COUNT];

  static {
    operator(Token.COMMA, BinaryOperator.COMMA, 0);
    // ?? may not be mixed with || and && without parentheses; TypeScript's parser takes them as
    // equals.
    operator(Token.QUESTION_QUESTION, BinaryOperator.QUESTION_QUESTION, 1);
    operator(Token.BAR_BAR, BinaryOperator.BAR_BAR, 1);
    operator(Token.AMPERSAND_AMPERSAND, BinaryOperator.AMPERSAND_AMPERSAND, 3);
    operator(Token.BAR, BinaryOperator.BAR, 4);
    operator(Token.CARET, BinaryOperator.CARET, 5);
    operator(Token.AMPERSAND, BinaryOperator.AMPERSAND, 6);
    operator(Token.EQUALS_EQUALS, BinaryOperator.EQUALS_EQUALS, 7);
    operator(Token.EXCLAMATION_EQUALS, BinaryOperator.EXCLAMATION_EQUALS, 7);
    operator(Token.EQUALS_EQUALS_EQUALS, BinaryOperator.EQUALS_EQUALS_EQUALS, 7);
    operator(Token.EXCLAMATION_EQUALS_EQUALS, BinaryOperator.EXCLAMATION_EQUALS_EQUALS, 7);
    operator(Token.LESS_THAN, BinaryOperator.LESS_THAN, 8);
    operator(Token.GREATER_THAN, BinaryOperator.GREATER_THAN, 8);
    operator(Token.LESS_THAN_EQUALS, BinaryOperator.LESS_THAN_EQUALS, 8);
    operator(Token.GREATER_THAN_EQUALS, BinaryOperator.GREATER_THAN_EQUALS, 8);
    operator(Token.INSTANCEOF, BinaryOperator.INSTANCE_OF, 8);
    operator(Token.IN, BinaryOperator.IN, 8);
    TOKEN_PRECEDENCE[Token.AS] = 8;
    TOKEN_PRECEDENCE[Token.SATISFIES] = 8;
    operator(Token.LESS_THAN_LESS_THAN, BinaryOperator.LESS_THAN_LESS_THAN, 9);
    operator(Token.GREATER_THAN_GREATER_THAN, BinaryOperator.GREATER_THAN_GREATER_THAN, 9);
    operator(
        Token.GREATER_THAN_GREATER_THAN_GREATER_THAN,
        BinaryOperator.GREATER_THAN_GREATER_THAN_GREATER_THAN,
        9);
    operator(Token.PLUS, BinaryOperator.PLUS, 10);
    operator(Token.MINUS, BinaryOperator.MINUS, 10);
    operator(Token.ASTERISK, BinaryOperator.ASTERISK, 11);
    operator(Token.SLASH, BinaryOperator.SLASH, 11);
    operator(Token.PERCENT, BinaryOperator.PERCENT, 11);
    operator(Token.ASTERISK_ASTERISK, BinaryOperator.ASTERISK_ASTERISK, 12);
    assignment(Token.EQUALS, BinaryOperator.EQUALS);
    assignment(Token.PLUS_EQUALS, BinaryOperator.PLUS_EQUALS);
    assignment(Token.MINUS_EQUALS, BinaryOperator.MINUS_EQUALS);
    assignment(Token.ASTERISK_EQUALS, BinaryOperator.ASTERISK_EQUALS);
    assignment(Token.ASTERISK_ASTERISK_EQUALS, BinaryOperator.ASTERISK_ASTERISK_EQUALS);
    assignment(Token.SLASH_EQUALS, BinaryOperator.SLASH_EQUALS);
    assignment(Token.PERCENT_EQUALS, BinaryOperator.PERCENT_EQUALS);
    assignment(Token.LESS_THAN_LESS_THAN_EQUALS, BinaryOperator.LESS_THAN_LESS_THAN_EQUALS);
    assignment(
        Token.GREATER_THAN_GREATER_THAN_EQUALS, BinaryOperator.GREATER_THAN_GREATER_THAN_EQUALS);
    assignment(
        Token.GREATER_THAN_GREATER_THAN_GREATER_THAN_EQUALS,
        BinaryOperator.GREATER_THAN_GREATER_THAN_GREATER_THAN_EQUALS);
    assignment(Token.AMPERSAND_EQUALS, BinaryOperator.AMPERSAND_EQUALS);
    assignment(Token.CARET_EQUALS, BinaryOperator.CARET_EQUALS);
    assignment(Token.BAR_EQUALS, BinaryOperator.BAR_EQUALS);
    assignment(Token.AMPERSAND_AMPERSAND_EQUALS, BinaryOperator.AMPERSAND_AMPERSAND_EQUALS);
    assignment(Token.BAR_BAR_EQUALS, BinaryOperator.BAR_BAR_EQUALS);
    assignment(Token.QUESTION_QUESTION_EQUALS, BinaryOperator.QUESTION_QUESTION_EQUALS);
  }

  private Operators() {}

  private static void operator(int token, BinaryOperator operator, int precedence) {
    TOKEN_PRECEDENCE[token] = (byte) precedence;
    OPERATOR_PRECEDENCE[operator.ordinal()] = (byte) precedence;
    BINARY[token] = operator;
  }

  private static void assignment(int token, BinaryOperator operator) {
    BINARY[token] = operator;
  }

  /** How strong an operator binds that is no assignment and no comma; 0 for all else. */
  static int precedence(int token) {
    return TOKEN_PRECEDENCE[token];
  }

  static int precedence(BinaryOperator operator) {
    return OPERATOR_PRECEDENCE[operator.ordinal()];
  }

  static BinaryOperator binary(int token) {
    return BINARY[token];
  }

  static PrefixUnaryExpression.Operator prefix(int token) {
    return switch (token) {
      case Token.PLUS -> PrefixUnaryExpression.Operator.PLUS;
      case Token.MINUS -> PrefixUnaryExpression.Operator.MINUS;
      case Token.TILDE -> PrefixUnaryExpression.Operator.TILDE;
      case Token.EXCLAMATION -> PrefixUnaryExpression.Operator.EXCLAMATION;
      case Token.PLUS_PLUS -> PrefixUnaryExpression.Operator.PLUS_PLUS;
      default -> PrefixUnaryExpression.Operator.MINUS_MINUS;
    };
  }

  static PostfixUnaryExpression.Operator postfix(int token) {
    return token == Token.PLUS_PLUS
        ? PostfixUnaryExpression.Operator.PLUS_PLUS
        : PostfixUnaryExpression.Operator.MINUS_MINUS;
  }
}
