package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code name: type = initializer}; also the variable of a {@code catch}.
 *
 * @param exclamationToken whether {@code !} promises that it will be assigned
 */
public record VariableDeclaration(
    BindingName name,
    boolean exclamationToken,
    @Nullable TypeNode type,
    @Nullable Expression initializer,
    Span span)
    implements Node {}
