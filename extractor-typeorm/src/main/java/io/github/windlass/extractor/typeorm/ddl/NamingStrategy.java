package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;

/**
 * The names that TypeORM gives where none is given. A name that depends on what is unknown is
 * unknown.
 */
public interface NamingStrategy {

  Value primaryKeyName(Text table, Several<? extends Value> columns);

  Value uniqueConstraintName(Text table, Several<? extends Value> columns);

  Value foreignKeyName(
      Text table,
      Several<? extends Value> columns,
      Text referencedTable,
      Several<? extends Value> referencedColumns);

  /**
   * @param where the predicate; undefined, null or empty: none
   */
  Value indexName(Text table, Several<? extends Value> columns, Value where);

  Value checkConstraintName(Text table, Value expression);

  Value exclusionConstraintName(Text table, Value expression);
}
