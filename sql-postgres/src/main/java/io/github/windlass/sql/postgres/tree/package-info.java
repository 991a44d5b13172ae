/** Statements and expressions as sealed records, named as in PostgreSQL's raw parse tree. */
@NullMarked
package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.NullMarked;
