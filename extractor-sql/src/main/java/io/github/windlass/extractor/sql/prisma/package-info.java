/** A Prisma schema, as the database that {@code prisma migrate} makes of it. */
@NullMarked
package io.github.windlass.extractor.sql.prisma;

import org.jspecify.annotations.NullMarked;
