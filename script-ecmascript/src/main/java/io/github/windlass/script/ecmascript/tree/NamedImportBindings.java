package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** What an import names besides the default. */
public sealed interface NamedImportBindings extends Node
    permits NamedImportBindings.NamespaceImport, NamedImportBindings.NamedImports {

  /** {@code * as name}. */
  record NamespaceImport(Identifier name, Span span) implements NamedImportBindings {}

  /** <code>{elements}</code>. */
  record NamedImports(List<ImportSpecifier> elements, Span span) implements NamedImportBindings {}
}
