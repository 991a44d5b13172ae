/** Migrations that are SQL files. */
@NullMarked
package io.github.windlass.extractor.sql;

import org.jspecify.annotations.NullMarked;
