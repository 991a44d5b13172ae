/** Models: the SQL of their queries, as far as it can be known. */
@NullMarked
package io.github.windlass.extractor.rails.model;

import org.jspecify.annotations.NullMarked;
