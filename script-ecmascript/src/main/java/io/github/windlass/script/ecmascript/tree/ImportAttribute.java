package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** {@code name: value}. */
public record ImportAttribute(ModuleExportName name, Expression value, Span span) implements Node {}
