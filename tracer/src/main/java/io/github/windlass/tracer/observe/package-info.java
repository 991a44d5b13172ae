/** Watches statements on a server: what they lock, rewrite, read, make and drop. */
@NullMarked
package io.github.windlass.tracer.observe;

import org.jspecify.annotations.NullMarked;
