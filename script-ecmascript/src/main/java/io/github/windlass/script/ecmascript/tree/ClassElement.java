package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a class. */
public sealed interface ClassElement extends Node
    permits ClassElement.PropertyDeclaration,
        MethodDeclaration,
        Accessor,
        ClassElement.Constructor,
        ClassElement.IndexSignature,
        ClassElement.ClassStaticBlockDeclaration,
        ClassElement.SemicolonClassElement {

  /** {@code name = initializer}. */
  record PropertyDeclaration(
      List<ModifierLike> modifiers,
      PropertyName name,
      boolean questionToken,
      boolean exclamationToken,
      @Nullable TypeNode type,
      @Nullable Expression initializer,
      Span span)
      implements ClassElement {}

  /**
   * {@code constructor}.
   *
   * @param body null for an overload and in a declared class
   */
  record Constructor(
      List<ModifierLike> modifiers,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type,
      @Nullable Block body,
      Span span)
      implements ClassElement, FunctionLike {}

  /** {@code [key: string]: type}, of which only the place is kept. */
  record IndexSignature(List<ModifierLike> modifiers, Span span) implements ClassElement {}

  /** <code>static {…}</code>. */
  record ClassStaticBlockDeclaration(Block body, Span span) implements ClassElement {}

  /** {@code ;}. */
  record SemicolonClassElement(Span span) implements ClassElement {}
}
