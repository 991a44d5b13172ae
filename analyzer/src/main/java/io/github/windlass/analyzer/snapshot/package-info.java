/** The state of a database, written down: {@code docs/snapshots.md}. */
@NullMarked
package io.github.windlass.analyzer.snapshot;

import org.jspecify.annotations.NullMarked;
