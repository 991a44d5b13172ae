/** Migrations of Prisma: SQL files in folders, and scripts beside them that use its client. */
@NullMarked
package io.github.windlass.extractor.prisma;

import org.jspecify.annotations.NullMarked;
