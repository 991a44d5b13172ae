/** The schema of a live database, written down as DDL: {@code docs/snapshots.md}. */
@NullMarked
package io.github.windlass.snapshot;

import org.jspecify.annotations.NullMarked;
