package io.github.windlass.script;

/** An operator before its operand. {@link Language} gives the meaning. */
public enum UnaryOperator {
  NOT,
  NEGATE,
  PLUS,
  BIT_NOT,
  TYPE_OF,
  VOID
}
