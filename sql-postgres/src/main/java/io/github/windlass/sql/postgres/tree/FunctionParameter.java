package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.Nullable;

/** One argument of a function's definition or signature. */
public record FunctionParameter(
    @Nullable String name,
    TypeName argType,
    FunctionParameterMode mode,
    @Nullable Expression defexpr,
    Span span)
    implements Node {

  /** {@code FUNC_PARAM_*}; DEFAULT is an argument without a mode. */
  public enum FunctionParameterMode {
    IN,
    OUT,
    INOUT,
    VARIADIC,
    TABLE,
    DEFAULT
  }
}
