/** Servers to run migrations on: embedded ones, and those that the user names. */
@NullMarked
package io.github.windlass.tracer.server;

import org.jspecify.annotations.NullMarked;
