/**
 * The SQL that Sequelize 6.37.8 writes for PostgreSQL. What is said of it stands in its {@code
 * dialects/abstract/query-generator} and {@code dialects/postgres/query-generator}, if no other
 * file is named.
 */
@NullMarked
package io.github.windlass.extractor.sequelize.generator;

import org.jspecify.annotations.NullMarked;
