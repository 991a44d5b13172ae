package io.github.windlass.extractor.typeorm.data;

import org.jspecify.annotations.Nullable;

/**
 * A column of an entity.
 *
 * @param propertyPath the property, with the embedded objects before it: {@code address.street}
 * @param databaseName the column's name
 * @param role what TypeORM does with it by itself
 * @param generated "increment", "uuid" and so on; null: not generated
 * @param insert whether INSERT names it
 * @param update whether UPDATE may set it
 * @param returned whether INSERT asks for its value: it has a default or is generated (TypeORM:
 *     EntityMetadata.getInsertionReturningColumns)
 * @param type the column type of the options, or of the property's declaration; empty: unknown
 * @param transformed whether a transformer changes values on their way
 * @param relation whether the property holds another entity, whose key is the value
 */
record EntityColumn(
    String propertyPath,
    String databaseName,
    Role role,
    boolean primary,
    @Nullable String generated,
    boolean insert,
    boolean update,
    boolean returned,
    String type,
    boolean transformed,
    @Nullable Relation relation) {

  /** What TypeORM does with a column by itself. */
  enum Role {
    REGULAR,
    CREATE_DATE,
    UPDATE_DATE,
    DELETE_DATE,
    VERSION
  }

  /**
   * The other side of a relation.
   *
   * @param key the property of the other entity whose value is kept
   */
  record Relation(String key) {}
}
