/** Lexer and parser, one class for each family of statements. */
@NullMarked
package io.github.windlass.sql.postgres.parser;

import org.jspecify.annotations.NullMarked;
