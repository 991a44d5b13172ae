package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/**
 * A whole file.
 *
 * @param externalModule whether it is a module: something is imported or exported at its top level,
 *     or {@code import.meta} stands in it, or its extension ({@code .mts}, {@code .cts}, {@code
 *     .mjs}, {@code .cjs}) says that it is one of whatever kind
 * @param comments all comments, in order, also those in types; a {@code #!} line is none
 * @param span from the first token to the end of the text
 */
public record SourceFile(
    List<Statement> statements, boolean externalModule, List<Comment> comments, Span span)
    implements Node {}
