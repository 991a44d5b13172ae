package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/**
 * The name of a member of a class, an object literal or an enum, or of a property in a binding
 * pattern.
 */
public sealed interface PropertyName extends Node
    permits Identifier,
        PrivateIdentifier,
        Literal.StringLiteral,
        Literal.NumericLiteral,
        Literal.BigIntLiteral,
        PropertyName.ComputedPropertyName {

  /** {@code [expression]}. */
  record ComputedPropertyName(Expression expression, Span span) implements PropertyName {}
}
