/** Safe ways to the schema that a statement makes, as SQL with the statement's own names. */
@NullMarked
package io.github.windlass.analyzer.rewrite;

import org.jspecify.annotations.NullMarked;
