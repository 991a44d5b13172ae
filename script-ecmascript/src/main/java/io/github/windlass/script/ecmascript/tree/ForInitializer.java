package io.github.windlass.script.ecmascript.tree;

/** What stands first in the head of a {@code for}. */
public sealed interface ForInitializer extends Node permits VariableDeclarationList, Expression {}
