/**
 * Knex's query builder for PostgreSQL. The facts are those of Knex 3.3.0, {@code lib/query} and
 * {@code lib/dialects/postgres/query}.
 */
@NullMarked
package io.github.windlass.extractor.knex.query;

import org.jspecify.annotations.NullMarked;
