package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** {@code name = initializer} in an enum. */
public record EnumMember(PropertyName name, @Nullable Expression initializer, Span span)
    implements Node {}
