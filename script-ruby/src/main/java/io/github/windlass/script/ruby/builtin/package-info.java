/** The methods of Ruby's own classes. */
@NullMarked
package io.github.windlass.script.ruby.builtin;

import org.jspecify.annotations.NullMarked;
