package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code propertyName as name}.
 *
 * @param propertyName the name in this file, or in the module that it is taken from; null if the
 *     same
 * @param name the name under which it is exported
 */
public record ExportSpecifier(
    boolean isTypeOnly, @Nullable ModuleExportName propertyName, ModuleExportName name, Span span)
    implements Node {}
