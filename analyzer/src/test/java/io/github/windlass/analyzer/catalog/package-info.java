@NullMarked
package io.github.windlass.analyzer.catalog;

import org.jspecify.annotations.NullMarked;
