/** Migrations of Drizzle: SQL files in the order of a journal, and scripts with its objects. */
@NullMarked
package io.github.windlass.extractor.drizzle;

import org.jspecify.annotations.NullMarked;
