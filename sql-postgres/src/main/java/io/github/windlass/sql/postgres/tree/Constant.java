package io.github.windlass.sql.postgres.tree;

/** A literal: {@code A_Const} in PostgreSQL's tree. */
public sealed interface Constant extends Expression {

  /** A number that fits 32 bits, a minus before it included. */
  record IntegerConstant(int ival, Span span) implements Constant {}

  /** Any other number, as it is written, a minus before it included. */
  record FloatConstant(String fval, Span span) implements Constant {}

  /** A character string, decoded. */
  record StringConstant(String sval, Span span) implements Constant {}

  /** A bit string: {@code b} or {@code x}, then the digits. */
  record BitStringConstant(String bsval, Span span) implements Constant {}

  /** TRUE or FALSE. */
  record BooleanConstant(boolean boolval, Span span) implements Constant {}

  /** NULL. */
  record NullConstant(Span span) implements Constant {}
}
