package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a class or an object literal.
 *
 * @param body null for an overload and for what is abstract or declared
 */
public record MethodDeclaration(
    List<ModifierLike> modifiers,
    boolean asteriskToken,
    PropertyName name,
    boolean questionToken,
    List<TypeParameter> typeParameters,
    List<Parameter> parameters,
    @Nullable TypeNode type,
    @Nullable Block body,
    Span span)
    implements ClassElement, ObjectElement, FunctionLike {}
