/** Our rules: a class and its page for each. */
@NullMarked
package io.github.windlass.analyzer.rules;

import org.jspecify.annotations.NullMarked;
