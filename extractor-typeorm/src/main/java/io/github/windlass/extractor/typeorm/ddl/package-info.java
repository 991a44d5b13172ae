/**
 * What TypeORM's query runner sends for PostgreSQL: from its tables, columns, constraints and views
 * to SQL, without a script.
 *
 * <p>The facts are those of TypeORM 1.1.1: {@code driver/postgres/PostgresQueryRunner}, {@code
 * driver/postgres/PostgresDriver}, {@code naming-strategy/DefaultNamingStrategy} and {@code
 * schema-builder/table}. Its statements about {@code typeorm_metadata}, its own table, are
 * bookkeeping, and left out.
 */
@NullMarked
package io.github.windlass.extractor.typeorm.ddl;

import org.jspecify.annotations.NullMarked;
