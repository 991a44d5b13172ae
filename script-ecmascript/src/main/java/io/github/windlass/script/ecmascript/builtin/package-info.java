/** What ECMAScript 2025 says of values: operators, conversions, and the built-in objects. */
@NullMarked
package io.github.windlass.script.ecmascript.builtin;

import org.jspecify.annotations.NullMarked;
