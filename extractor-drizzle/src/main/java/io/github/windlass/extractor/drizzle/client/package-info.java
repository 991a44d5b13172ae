/**
 * Drizzle's objects, as migrations in TypeScript and JavaScript use them: the template tag {@code
 * sql}, databases and transactions, tables and columns.
 */
@NullMarked
package io.github.windlass.extractor.drizzle.client;

import org.jspecify.annotations.NullMarked;
