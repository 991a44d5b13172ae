package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/** {@code catch (variableDeclaration) block}. */
public record CatchClause(@Nullable VariableDeclaration variableDeclaration, Block block, Span span)
    implements Node {}
