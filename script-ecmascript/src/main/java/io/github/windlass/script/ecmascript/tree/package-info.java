/**
 * The tree of a TypeScript or JavaScript file: the nodes of the {@code typescript} compiler, under
 * the names of its {@code SyntaxKind}, without the tokens between them.
 *
 * <p>A node's span is the compiler's {@code getStart()} to {@code getEnd()}: without blanks and
 * comments before it. Types are read and dropped: a {@link
 * io.github.windlass.script.ecmascript.tree.TypeNode} says where one stood.
 *
 * <p>What repeats (calls on calls, operators on operands, {@code else if}) is read by loops and may
 * be nested hundreds of thousands deep on its left, or for {@code else if} and {@code ? :} on its
 * right; whoever walks the tree does so by loops there. {@code equals}, {@code hashCode} and {@code
 * toString} of such a node recurse and are of no use.
 */
@NullMarked
package io.github.windlass.script.ecmascript.tree;

import org.jspecify.annotations.NullMarked;
