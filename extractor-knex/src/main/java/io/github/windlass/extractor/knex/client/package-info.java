/**
 * What Knex's client does for its builders: names and values become SQL, and SQL is sent. The facts
 * are those of Knex 3.3.0, {@code lib/client.js}, {@code lib/raw.js} and {@code lib/formatter}.
 */
@NullMarked
package io.github.windlass.extractor.knex.client;

import org.jspecify.annotations.NullMarked;
