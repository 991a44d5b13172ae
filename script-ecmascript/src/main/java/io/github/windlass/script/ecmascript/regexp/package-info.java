/**
 * Regular expressions as ECMAScript 2025 has them. They are matched by counted steps on a stack of
 * their own, so that one that backtracks for ever ends, and none overflows Java's stack.
 */
@NullMarked
package io.github.windlass.script.ecmascript.regexp;

import org.jspecify.annotations.NullMarked;
