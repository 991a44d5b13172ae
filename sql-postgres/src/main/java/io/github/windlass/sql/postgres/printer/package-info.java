/** Prints a tree as SQL that reads back to the same tree. */
@NullMarked
package io.github.windlass.sql.postgres.printer;

import org.jspecify.annotations.NullMarked;
