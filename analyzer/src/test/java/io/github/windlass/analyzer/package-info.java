/** Predictions against what real servers did. */
@NullMarked
package io.github.windlass.analyzer;

import org.jspecify.annotations.NullMarked;
