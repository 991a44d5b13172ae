package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** PostgreSQL's value nodes ({@code value.h}), as they stand in options. */
public sealed interface Value extends Node {

  /** A word or a string constant. */
  record StringValue(String sval, Span span) implements Value {}

  /** A number that fits 32 bits. */
  record IntegerValue(int ival, Span span) implements Value {}

  /** Any other number, as it is written. */
  record FloatValue(String fval, Span span) implements Value {}

  /** True or false. */
  record BooleanValue(boolean boolval, Span span) implements Value {}

  /** {@code *}. */
  record StarValue(Span span) implements Value {}

  /** A list of nodes. */
  record ListValue(List<? extends Node> items, Span span) implements Value {}
}
