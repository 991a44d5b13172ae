/** The contract between extraction and analysis: sources in, migrations of ordered steps out. */
@NullMarked
package io.github.windlass.extractor;

import org.jspecify.annotations.NullMarked;
