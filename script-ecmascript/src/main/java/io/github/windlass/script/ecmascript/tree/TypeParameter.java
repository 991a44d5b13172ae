package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/**
 * {@code T}, {@code const T extends U = V}: one entry of a list of type parameters, of which only
 * the place is kept.
 */
public record TypeParameter(Span span) implements Node {}
