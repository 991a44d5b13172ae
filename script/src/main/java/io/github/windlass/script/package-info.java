/**
 * A small language that front ends lower migrations into, its values, and an interpreter that runs
 * it symbolically: what cannot be known is a value with a reason.
 */
@NullMarked
package io.github.windlass.script;

import org.jspecify.annotations.NullMarked;
