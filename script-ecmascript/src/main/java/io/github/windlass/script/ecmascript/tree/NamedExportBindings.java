package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** What an export names. */
public sealed interface NamedExportBindings extends Node
    permits NamedExportBindings.NamespaceExport, NamedExportBindings.NamedExports {

  /** {@code * as name}. */
  record NamespaceExport(ModuleExportName name, Span span) implements NamedExportBindings {}

  /** <code>{elements}</code>. */
  record NamedExports(List<ExportSpecifier> elements, Span span) implements NamedExportBindings {}
}
