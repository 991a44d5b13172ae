/** Runs migrations on real servers and holds what they do beside what was predicted. */
@NullMarked
package io.github.windlass.tracer;

import org.jspecify.annotations.NullMarked;
