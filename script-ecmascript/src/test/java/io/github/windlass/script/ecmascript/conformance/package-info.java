/**
 * Our TypeScript and JavaScript parser against TypeScript's own: docs/ecmascript-conformance.md.
 */
@NullMarked
package io.github.windlass.script.ecmascript.conformance;

import org.jspecify.annotations.NullMarked;
