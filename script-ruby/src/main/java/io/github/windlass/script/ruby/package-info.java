/** Ruby: how its files are read and run. */
@NullMarked
package io.github.windlass.script.ruby;

import org.jspecify.annotations.NullMarked;
