/** Migrations of Knex: files that export {@code up}, and the objects that they use. */
@NullMarked
package io.github.windlass.extractor.knex;

import org.jspecify.annotations.NullMarked;
