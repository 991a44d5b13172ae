package io.github.windlass.script.ecmascript.tree;

/** What may follow the dot of a property access. */
public sealed interface MemberName extends Node permits Identifier, PrivateIdentifier {

  /** The name with its escapes resolved. */
  String text();
}
