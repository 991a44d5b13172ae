/** What the build does to the command line's jars, so that a run of a moment is quick. */
@NullMarked
package io.github.windlass.coldstart;

import org.jspecify.annotations.NullMarked;
