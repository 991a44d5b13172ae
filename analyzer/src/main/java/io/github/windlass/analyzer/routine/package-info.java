/** What routines and anonymous blocks run: their bodies, followed as far as they are known. */
@NullMarked
package io.github.windlass.analyzer.routine;

import org.jspecify.annotations.NullMarked;
