package io.github.windlass.script.ecmascript.tree;

/** The name of something that a module exports, or of an import attribute. */
public sealed interface ModuleExportName extends Node permits Identifier, Literal.StringLiteral {

  /** Escapes resolved. */
  String text();
}
