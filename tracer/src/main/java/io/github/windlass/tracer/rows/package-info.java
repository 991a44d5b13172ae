/** Fills tables with synthetic rows that satisfy types, keys and constraints. */
@NullMarked
package io.github.windlass.tracer.rows;

import org.jspecify.annotations.NullMarked;
