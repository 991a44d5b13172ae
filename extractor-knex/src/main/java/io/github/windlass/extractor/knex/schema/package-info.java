/**
 * Knex's schema builder for PostgreSQL. The facts are those of Knex 3.3.0, {@code lib/schema} and
 * {@code lib/dialects/postgres/schema}.
 */
@NullMarked
package io.github.windlass.extractor.knex.schema;

import org.jspecify.annotations.NullMarked;
