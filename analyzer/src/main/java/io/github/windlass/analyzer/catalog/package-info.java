/**
 * The schema as a history of statements built it, and what is known of PostgreSQL's own objects.
 */
@NullMarked
package io.github.windlass.analyzer.catalog;

import org.jspecify.annotations.NullMarked;
