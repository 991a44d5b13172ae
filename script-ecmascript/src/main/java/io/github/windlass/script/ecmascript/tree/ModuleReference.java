package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** What {@code import name =} gives a name to. */
public sealed interface ModuleReference extends Node
    permits EntityName, ModuleReference.ExternalModuleReference {

  /** {@code require(expression)}. */
  record ExternalModuleReference(Expression expression, Span span) implements ModuleReference {}
}
