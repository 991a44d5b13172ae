package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/**
 * {@code #name}; as an expression only on the left of {@code in}.
 *
 * @param text the name with its escapes resolved, {@code #} included
 */
public record PrivateIdentifier(String text, Span span)
    implements Expression, PropertyName, MemberName {}
