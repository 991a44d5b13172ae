/** The SQL of PostgreSQL: what is parsed, and what was wrong with the rest. */
@NullMarked
package io.github.windlass.sql.postgres;

import org.jspecify.annotations.NullMarked;
