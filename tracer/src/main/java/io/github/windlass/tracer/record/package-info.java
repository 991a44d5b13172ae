/** Records what servers do to statements, in the form of {@code fixtures/observed}. */
@NullMarked
package io.github.windlass.tracer.record;

import org.jspecify.annotations.NullMarked;
