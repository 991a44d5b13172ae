package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code get} and {@code set} in a class or an object literal. */
public sealed interface Accessor extends ClassElement, ObjectElement, FunctionLike
    permits Accessor.GetAccessor, Accessor.SetAccessor {

  PropertyName name();

  /** {@code get name()}. */
  record GetAccessor(
      List<ModifierLike> modifiers,
      PropertyName name,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type,
      @Nullable Block body,
      Span span)
      implements Accessor {}

  /** {@code set name(parameter)}. */
  record SetAccessor(
      List<ModifierLike> modifiers,
      PropertyName name,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type,
      @Nullable Block body,
      Span span)
      implements Accessor {}
}
