package io.github.windlass.extractor.typeorm.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What TypeORM knows of an entity (TypeORM: metadata/EntityMetadata).
 *
 * @param name the class's name
 * @param tablePath the table, with its schema if one is named
 * @param columns in TypeORM's order: those of the classes above first, join columns last
 * @param discriminator what marks this entity's rows in a table that it shares; null: its own table
 * @param child whether the table is that of an entity above
 */
record EntityMetadata(
    String name,
    String tablePath,
    List<EntityColumn> columns,
    @Nullable String discriminator,
    boolean child) {

  EntityMetadata {
    columns = List.copyOf(columns);
  }

  /** Whether a text names this entity, or its table (TypeORM: DataSource.findMetadata). */
  boolean isMeantBy(String text) {
    return text.indexOf('.') >= 0
        ? text.equals(tablePath)
        : text.equals(name) || text.equals(tablePath.substring(tablePath.lastIndexOf('.') + 1));
  }

  /** The column of a property, or of a relation; null: none. */
  @Nullable EntityColumn column(String propertyPath) {
    for (EntityColumn column : columns) {
      if (column.propertyPath().equals(propertyPath)) {
        return column;
      }
    }
    for (EntityColumn column : columns) {
      EntityColumn.Relation relation = column.relation();
      if (relation != null && relation.property().equals(propertyPath)) {
        return column;
      }
    }
    return null;
  }

  /** The column with a role; null: none. */
  @Nullable EntityColumn column(EntityColumn.Role role) {
    for (EntityColumn column : columns) {
      if (column.role() == role) {
        return column;
      }
    }
    return null;
  }

  /** The columns of the primary key. */
  List<EntityColumn> primaryColumns() {
    return columns.stream().filter(EntityColumn::primary).toList();
  }
}
