package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constant.BitStringConstant;
import io.github.windlass.sql.postgres.tree.Constant.BooleanConstant;
import io.github.windlass.sql.postgres.tree.Constant.FloatConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.NullConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;

/** {@code AexprConst} and the constants that stand outside of expressions. */
final class ConstantGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ConstantGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code AexprConst}. */
  Expression constant() {
    return switch (cursor.token()) {
      case ICONST, FCONST, SCONST, BCONST, XCONST, TRUE, FALSE, NULL -> literal();
      default -> {
        Expression expression = grammar.primaries().primary();
        if (!(expression instanceof TypeCast cast && cast.arg() instanceof StringConstant)) {
          throw cursor.error("syntax error: a constant is expected", expression.span());
        }
        yield expression;
      }
    };
  }

  /** A constant of one token, which the cursor is at. */
  Constant literal() {
    Span span = cursor.tokenSpan();
    Constant constant =
        switch (cursor.token()) {
          case ICONST -> new IntegerConstant(cursor.integer(), span);
          case FCONST -> new FloatConstant(cursor.spelling(), span);
          case SCONST -> new StringConstant(cursor.string(), span);
          case BCONST, XCONST -> new BitStringConstant(cursor.bitString(), span);
          case TRUE -> new BooleanConstant(true, span);
          case FALSE -> new BooleanConstant(false, span);
          case NULL -> new NullConstant(span);
          default -> throw cursor.error();
        };
    cursor.advance();
    return constant;
  }

  /**
   * Whether {@code type 'literal'} with a keyword for the type stands here. Such keywords are names
   * of columns too, so what comes next decides.
   */
  boolean atTypedLiteral() {
    Token next = cursor.peek(1);
    return switch (cursor.token()) {
      case INT, INTEGER, SMALLINT, BIGINT, REAL, BOOLEAN, JSON -> next == Token.SCONST;
      case FLOAT, DECIMAL, DEC, NUMERIC, VARCHAR, INTERVAL ->
          next == Token.SCONST || next == Token.LEFT_PAREN;
      case DOUBLE -> next == Token.PRECISION;
      case BIT, CHARACTER, CHAR, NCHAR ->
          next == Token.SCONST || next == Token.LEFT_PAREN || next == Token.VARYING;
      case NATIONAL -> next == Token.CHARACTER || next == Token.CHAR;
      case TIMESTAMP, TIME ->
          next == Token.SCONST
              || next == Token.LEFT_PAREN
              || ((next == Token.WITH || next == Token.WITHOUT_LA) && cursor.peek(2) == Token.TIME);
      default -> false;
    };
  }

  /** {@code ConstTypename Sconst}, {@code ConstInterval Sconst opt_interval}. */
  Expression typedLiteral() {
    int start = cursor.start();
    if (!cursor.at(Token.INTERVAL)) {
      return cast(grammar.types().constTypeName(), start);
    }
    return grammar.types().intervalLiteral();
  }

  /** A string constant after a type: {@code makeStringConstCast}. */
  Expression cast(TypeName type, int start) {
    StringConstant literal = string();
    return new TypeCast(literal, type, cursor.spanFrom(start));
  }

  /** {@code Sconst} as a constant. */
  StringConstant string() {
    Span span = cursor.tokenSpan();
    return new StringConstant(stringConstant(), span);
  }

  /** {@code Sconst}. */
  String stringConstant() {
    if (!cursor.at(Token.SCONST)) {
      throw cursor.error();
    }
    String value = cursor.string();
    cursor.advance();
    return value;
  }

  /** {@code Iconst}. */
  int integerConstant() {
    if (!cursor.at(Token.ICONST)) {
      throw cursor.error();
    }
    int value = cursor.integer();
    cursor.advance();
    return value;
  }

  /** {@code Iconst} as a constant. */
  IntegerConstant integer() {
    Span span = cursor.tokenSpan();
    return new IntegerConstant(integerConstant(), span);
  }

  /** {@code doNegateFloat}. */
  static String negate(String number) {
    return number.startsWith("-") ? number.substring(1) : "-" + number;
  }
}
