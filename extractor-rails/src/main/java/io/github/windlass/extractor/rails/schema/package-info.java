/** The SQL that ActiveRecord writes for PostgreSQL: its schema statements and their definitions. */
@NullMarked
package io.github.windlass.extractor.rails.schema;

import org.jspecify.annotations.NullMarked;
