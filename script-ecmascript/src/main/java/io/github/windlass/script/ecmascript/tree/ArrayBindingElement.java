package io.github.windlass.script.ecmascript.tree;

/** What stands in an array binding pattern: an element, or nothing between two commas. */
public sealed interface ArrayBindingElement extends Node
    permits BindingElement, Expression.OmittedExpression {}
