/** Bodies of functions, procedures and anonymous blocks in PL/pgSQL, and their tree. */
@NullMarked
package io.github.windlass.sql.postgres.plpgsql;

import org.jspecify.annotations.NullMarked;
