/** The command line: reads arguments, writes reports. */
@NullMarked
package io.github.windlass.cli;

import org.jspecify.annotations.NullMarked;
