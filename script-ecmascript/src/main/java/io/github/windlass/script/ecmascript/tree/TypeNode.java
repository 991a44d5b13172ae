package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** A type, of which only the place is kept. */
public record TypeNode(Span span) implements Node {}
