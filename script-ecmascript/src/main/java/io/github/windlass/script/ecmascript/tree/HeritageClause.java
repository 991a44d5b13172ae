package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** {@code extends types} or {@code implements types} of a class. */
public record HeritageClause(
    Token token, List<Expression.ExpressionWithTypeArguments> types, Span span) implements Node {

  /** {@code *Keyword}. */
  public enum Token {
    EXTENDS,
    IMPLEMENTS
  }
}
