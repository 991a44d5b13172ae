/** TypeORM's migrations: the objects that it gives them, and the SQL that it sends for them. */
@NullMarked
package io.github.windlass.extractor.typeorm;

import org.jspecify.annotations.NullMarked;
