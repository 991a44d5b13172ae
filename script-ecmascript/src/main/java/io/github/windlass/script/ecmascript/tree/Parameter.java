package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter.
 *
 * @param modifiers with {@code private}, {@code readonly} and the like it is a property too
 * @param dotDotDotToken whether it takes all further arguments
 */
public record Parameter(
    List<ModifierLike> modifiers,
    boolean dotDotDotToken,
    BindingName name,
    boolean questionToken,
    @Nullable TypeNode type,
    @Nullable Expression initializer,
    Span span)
    implements Node {}
