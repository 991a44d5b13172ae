/** Prism's tree as {@link io.github.windlass.script.Script}. */
@NullMarked
package io.github.windlass.script.ruby.lowering;

import org.jspecify.annotations.NullMarked;
