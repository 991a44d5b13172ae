/** The schema that a history built, as {@code pg_catalog} would show it. */
@NullMarked
package io.github.windlass.analyzer.schema;

import org.jspecify.annotations.NullMarked;
