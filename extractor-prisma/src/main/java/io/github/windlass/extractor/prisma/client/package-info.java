/** Prisma's client, as scripts beside migrations use it to change data. */
@NullMarked
package io.github.windlass.extractor.prisma.client;

import org.jspecify.annotations.NullMarked;
