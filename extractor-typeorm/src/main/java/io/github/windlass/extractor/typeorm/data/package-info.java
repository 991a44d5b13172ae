/**
 * TypeORM's ways to change rows in a migration: EntityManager, repositories, query builders, with
 * tables by name or with entities.
 */
@NullMarked
package io.github.windlass.extractor.typeorm.data;

import org.jspecify.annotations.NullMarked;
