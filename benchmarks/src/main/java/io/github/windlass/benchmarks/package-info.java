/** Benchmarks, run by JMH. */
@NullMarked
package io.github.windlass.benchmarks;

import org.jspecify.annotations.NullMarked;
