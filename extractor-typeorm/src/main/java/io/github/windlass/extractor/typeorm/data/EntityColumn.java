package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Value;
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
 * @param transformer what changes values on their way; undefined: nothing
 * @param relation the property that holds another entity, whose key is the value; null: none does
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
    Value transformer,
    @Nullable Relation relation) {

  /** The same column, which a relation has too. */
  EntityColumn with(@Nullable Relation other) {
    return new EntityColumn(
        propertyPath,
        databaseName,
        role,
        primary,
        generated,
        insert,
        update,
        returned,
        type,
        transformer,
        other);
  }

  /** What TypeORM does with a column by itself. */
  enum Role {
    REGULAR,
    CREATE_DATE,
    UPDATE_DATE,
    DELETE_DATE,
    VERSION,
    /** Says which of several entities of one table a row is. */
    DISCRIMINATOR
  }

  /**
   * The other side of a relation.
   *
   * @param property the property that holds the other entity: the column's own, or one beside it
   * @param key the property of the other entity whose value is kept
   */
  record Relation(String property, String key) {}
}
