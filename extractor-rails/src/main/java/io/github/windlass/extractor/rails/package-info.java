/** Migrations of Rails, which run against objects that play ActiveRecord. */
@NullMarked
package io.github.windlass.extractor.rails;

import org.jspecify.annotations.NullMarked;
