package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** <code>{statements}</code>. */
public record Block(List<Statement> statements, Span span) implements Statement, ConciseBody {}
