/** Safe ways written back into SQL files. */
@NullMarked
package io.github.windlass.cli.fix;

import org.jspecify.annotations.NullMarked;
