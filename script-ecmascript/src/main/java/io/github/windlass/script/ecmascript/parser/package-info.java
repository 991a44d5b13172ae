/** Lexer and parser of TypeScript and JavaScript, one class for each family of nodes. */
@NullMarked
package io.github.windlass.script.ecmascript.parser;

import org.jspecify.annotations.NullMarked;
