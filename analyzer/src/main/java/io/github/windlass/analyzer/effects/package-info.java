/** What a statement does to a server: prediction from statement, catalog and version. */
@NullMarked
package io.github.windlass.analyzer.effects;

import org.jspecify.annotations.NullMarked;
