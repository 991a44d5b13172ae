/** What a rule is, what it sees, and which of them judge. */
@NullMarked
package io.github.windlass.analyzer.rule;

import org.jspecify.annotations.NullMarked;
