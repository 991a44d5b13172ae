/** How migration runners lay out SQL files: a class for each runner. */
@NullMarked
package io.github.windlass.extractor.sql.layout;

import org.jspecify.annotations.NullMarked;
