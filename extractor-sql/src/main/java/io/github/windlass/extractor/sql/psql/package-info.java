/** Scripts as psql runs them. */
@NullMarked
package io.github.windlass.extractor.sql.psql;

import org.jspecify.annotations.NullMarked;
