package io.github.windlass.script.ecmascript.tree;

/** The name of a namespace or of a declared module. */
public sealed interface ModuleName extends Node permits Identifier, Literal.StringLiteral {

  /** Escapes resolved. */
  String text();
}
