/** What every extractor is held to: the recordings of its framework. */
@NullMarked
package io.github.windlass.extractor.conformance;

import org.jspecify.annotations.NullMarked;
