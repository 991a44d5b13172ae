package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/**
 * A name, wherever one stands: variable, property, label.
 *
 * @param text the name with its escapes resolved
 */
public record Identifier(String text, Span span)
    implements Expression,
        BindingName,
        PropertyName,
        MemberName,
        ModuleExportName,
        ModuleName,
        EntityName {}
