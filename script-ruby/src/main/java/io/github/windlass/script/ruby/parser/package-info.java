/** Prism, the parser of Ruby itself, and what it says of a file. */
@NullMarked
package io.github.windlass.script.ruby.parser;

import org.jspecify.annotations.NullMarked;
