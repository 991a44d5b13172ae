package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** What is in a namespace: statements, or for {@code namespace a.b} the next namespace. */
public sealed interface ModuleBody extends Node
    permits ModuleBody.ModuleBlock, Declaration.ModuleDeclaration {

  /** <code>{statements}</code>. */
  record ModuleBlock(List<Statement> statements, Span span) implements ModuleBody {}
}
