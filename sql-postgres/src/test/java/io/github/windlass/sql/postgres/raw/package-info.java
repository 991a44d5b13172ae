/**
 * Our tree as PostgreSQL's raw parse tree, so that the two can be compared text by text.
 *
 * <p>{@link io.github.windlass.sql.postgres.raw.RawTree} knows the canonical form; the {@code
 * *Shapes} classes, one a family of statements, list where our tree is typed otherwise than
 * PostgreSQL's.
 */
@NullMarked
package io.github.windlass.sql.postgres.raw;

import org.jspecify.annotations.NullMarked;
