package io.github.windlass.script.ecmascript.tree;

/** The operators with two operands: {@code *Token} and {@code *Keyword}. */
public enum BinaryOperator {
  COMMA(","),
  ASTERISK_ASTERISK("**"),
  ASTERISK("*"),
  SLASH("/"),
  PERCENT("%"),
  PLUS("+"),
  MINUS("-"),
  LESS_THAN_LESS_THAN("<<"),
  GREATER_THAN_GREATER_THAN(">>"),
  GREATER_THAN_GREATER_THAN_GREATER_THAN(">>>"),
  LESS_THAN("<"),
  LESS_THAN_EQUALS("<="),
  GREATER_THAN(">"),
  GREATER_THAN_EQUALS(">="),
  INSTANCE_OF("instanceof"),
  IN("in"),
  EQUALS_EQUALS("=="),
  EXCLAMATION_EQUALS("!="),
  EQUALS_EQUALS_EQUALS("==="),
  EXCLAMATION_EQUALS_EQUALS("!=="),
  AMPERSAND("&"),
  CARET("^"),
  BAR("|"),
  AMPERSAND_AMPERSAND("&&"),
  BAR_BAR("||"),
  QUESTION_QUESTION("??"),
  EQUALS("="),
  PLUS_EQUALS("+="),
  MINUS_EQUALS("-="),
  ASTERISK_EQUALS("*="),
  ASTERISK_ASTERISK_EQUALS("**="),
  SLASH_EQUALS("/="),
  PERCENT_EQUALS("%="),
  LESS_THAN_LESS_THAN_EQUALS("<<="),
  GREATER_THAN_GREATER_THAN_EQUALS(">>="),
  GREATER_THAN_GREATER_THAN_GREATER_THAN_EQUALS(">>>="),
  AMPERSAND_EQUALS("&="),
  CARET_EQUALS("^="),
  BAR_EQUALS("|="),
  AMPERSAND_AMPERSAND_EQUALS("&&="),
  BAR_BAR_EQUALS("||="),
  QUESTION_QUESTION_EQUALS("??=");

  private final String text;

  BinaryOperator(String text) {
    this.text = text;
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  /** Whether it is {@code =}, {@code +=} and the like. */
  public boolean isAssignment() {
    return ordinal() >= EQUALS.ordinal();
  }
}
