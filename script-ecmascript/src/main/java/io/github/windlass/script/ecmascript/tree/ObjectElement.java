package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** What stands in an object literal. */
public sealed interface ObjectElement extends Node
    permits ObjectElement.PropertyAssignment,
        ObjectElement.ShorthandPropertyAssignment,
        ObjectElement.SpreadAssignment,
        MethodDeclaration,
        Accessor {

  /** {@code name: initializer}. */
  record PropertyAssignment(PropertyName name, Expression initializer, Span span)
      implements ObjectElement {}

  /**
   * {@code name}.
   *
   * @param objectAssignmentInitializer the default in <code>({name = value} = …)</code>
   */
  record ShorthandPropertyAssignment(
      Identifier name, @Nullable Expression objectAssignmentInitializer, Span span)
      implements ObjectElement {}

  /** {@code ...expression}. */
  record SpreadAssignment(Expression expression, Span span) implements ObjectElement {}
}
