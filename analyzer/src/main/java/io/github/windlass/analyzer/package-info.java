/** What the statements of a migration do to a live PostgreSQL. */
@NullMarked
package io.github.windlass.analyzer;

import org.jspecify.annotations.NullMarked;
