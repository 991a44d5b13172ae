package io.github.windlass.script.ecmascript.tree;

/** The body of an arrow function. */
public sealed interface ConciseBody extends Node permits Block, Expression {}
