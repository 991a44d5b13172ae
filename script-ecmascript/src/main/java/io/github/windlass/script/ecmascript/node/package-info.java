/** What Node gives to programs: files (read only, within the project), paths, the process. */
@NullMarked
package io.github.windlass.script.ecmascript.node;

import org.jspecify.annotations.NullMarked;
