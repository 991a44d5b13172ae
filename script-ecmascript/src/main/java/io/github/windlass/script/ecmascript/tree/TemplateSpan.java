package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/**
 * A substitution and the text behind it.
 *
 * @param literal {@link TemplatePart.TemplateTail} in the last, {@link TemplatePart.TemplateMiddle}
 *     in all others
 */
public record TemplateSpan(Expression expression, TemplatePart literal, Span span)
    implements Node {}
