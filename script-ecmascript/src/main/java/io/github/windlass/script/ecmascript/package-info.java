/** What the interpreter runs of TypeScript and JavaScript: files lowered, modules found and run. */
@NullMarked
package io.github.windlass.script.ecmascript;

import org.jspecify.annotations.NullMarked;
