/** Rails' {@code db/schema.rb}, as the database that it makes. */
@NullMarked
package io.github.windlass.extractor.sql.rails;

import org.jspecify.annotations.NullMarked;
