package io.github.windlass.sql.postgres.parser;

/**
 * How tightly the operators of {@code a_expr} bind: the {@code %left} and {@code %nonassoc} lines
 * of {@code gram.y}, loosest first.
 */
final class Precedence {

  static final int NONE = 0;
  static final int OR = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int IS = 4;
  static final int COMPARISON = 5;
  static final int LIKE = 6;
  static final int OPERATOR = 7;
  static final int SUM = 8;
  static final int PRODUCT = 9;
  static final int POWER = 10;
  static final int AT = 11;
  static final int COLLATE = 12;
  static final int SIGN = 13;
  static final int CAST = 14;

  /** {@code row OVERLAPS row} has no precedence: it is decided when the row has been read. */
  static final int OVERLAPS = 15;

  private static final byte[] LEVELS = new byte[Token.count()];

  static {
    set(OR, Token.OR);
    set(AND, Token.AND);
    set(IS, Token.IS, Token.ISNULL, Token.NOTNULL);
    set(COMPARISON, Token.LESS, Token.GREATER, Token.EQUALS);
    set(COMPARISON, Token.LESS_EQUALS, Token.GREATER_EQUALS, Token.NOT_EQUALS);
    // NOT after an operand is NOT_LA: NOT BETWEEN, NOT IN, NOT LIKE …
    set(LIKE, Token.BETWEEN, Token.IN, Token.LIKE, Token.ILIKE, Token.SIMILAR, Token.NOT);
    set(OPERATOR, Token.OP, Token.OPERATOR);
    set(SUM, Token.PLUS, Token.MINUS);
    set(PRODUCT, Token.STAR, Token.SLASH, Token.PERCENT);
    set(POWER, Token.CARET);
    set(AT, Token.AT);
    set(COLLATE, Token.COLLATE);
    set(CAST, Token.TYPECAST);
    set(OVERLAPS, Token.OVERLAPS);
  }

  private Precedence() {}

  private static void set(int level, Token... tokens) {
    for (Token token : tokens) {
      LEVELS[token.ordinal()] = (byte) level;
    }
  }

  /** The level of an operator after an operand; NONE for what is no operator. */
  static int of(Token token) {
    return LEVELS[token.ordinal()];
  }

  /** Whether two operators of the level cannot follow each other without parentheses. */
  static boolean isNonAssociative(int level) {
    return level >= IS && level <= LIKE;
  }
}
