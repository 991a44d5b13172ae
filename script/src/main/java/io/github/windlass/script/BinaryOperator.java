package io.github.windlass.script;

/** An operator with two sides, both of which are evaluated. {@link Language} gives the meaning. */
public enum BinaryOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  REMAINDER("%"),
  POWER("**"),
  SHIFT_LEFT("<<"),
  SHIFT_RIGHT(">>"),
  SHIFT_RIGHT_UNSIGNED(">>>"),
  BIT_AND("&"),
  BIT_OR("|"),
  BIT_XOR("^"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  STRICT_EQUAL("==="),
  STRICT_NOT_EQUAL("!=="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  INSTANCE_OF("instanceof");

  private final String sign;

  BinaryOperator(String sign) {
    this.sign = sign;
  }

  /** As written. */
  public String sign() {
    return sign;
  }
}
