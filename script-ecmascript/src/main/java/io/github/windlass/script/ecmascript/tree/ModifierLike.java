package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** What may stand before a declaration, a member or a parameter. */
public sealed interface ModifierLike extends Node
    permits ModifierLike.Decorator, ModifierLike.Modifier {

  /** {@code @expression}. */
  record Decorator(Expression expression, Span span) implements ModifierLike {}

  /** A keyword. */
  record Modifier(Kind kind, Span span) implements ModifierLike {

    /** {@code *Keyword}. */
    public enum Kind {
      ABSTRACT,
      ACCESSOR,
      ASYNC,
      CONST,
      DECLARE,
      DEFAULT,
      EXPORT,
      IN,
      OUT,
      OVERRIDE,
      PRIVATE,
      PROTECTED,
      PUBLIC,
      READONLY,
      STATIC
    }
  }
}
