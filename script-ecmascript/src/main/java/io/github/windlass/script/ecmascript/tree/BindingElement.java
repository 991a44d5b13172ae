package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code propertyName: name = initializer} or {@code ...name} in a binding pattern.
 *
 * @param propertyName null if the name is the property's too, and in arrays
 */
public record BindingElement(
    boolean dotDotDotToken,
    @Nullable PropertyName propertyName,
    BindingName name,
    @Nullable Expression initializer,
    Span span)
    implements ArrayBindingElement {}
