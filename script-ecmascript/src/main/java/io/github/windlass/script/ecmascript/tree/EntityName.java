package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** {@code a} or {@code a.b.c}, of namespaces. */
public sealed interface EntityName extends ModuleReference
    permits Identifier, EntityName.QualifiedName {

  /** {@code left.right}. */
  record QualifiedName(EntityName left, Identifier right, Span span) implements EntityName {}
}
