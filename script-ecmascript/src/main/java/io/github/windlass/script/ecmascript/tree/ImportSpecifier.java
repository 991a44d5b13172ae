package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code propertyName as name}.
 *
 * @param propertyName the exporting module's name for it, null if the same
 * @param name the name in this file
 */
public record ImportSpecifier(
    boolean isTypeOnly, @Nullable ModuleExportName propertyName, Identifier name, Span span)
    implements Node {}
