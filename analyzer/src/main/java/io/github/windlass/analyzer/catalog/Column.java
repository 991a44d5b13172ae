package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type null where the column is known by name only, as in CREATE TABLE … AS
 * @param notNull whether it is marked NOT NULL
 * @param defaultExpression null where there is none
 * @param sequence the sequence behind serial or an identity column
 */
public record Column(
    String name,
    @Nullable ColumnType type,
    boolean notNull,
    @Nullable Expression defaultExpression,
    Generation generation,
    @Nullable String sequence) {

  /** How a column gets its value when none is given. */
  public enum Generation {
    PLAIN,
    SERIAL,
    IDENTITY,
    STORED,
    VIRTUAL
  }

  /** The same column with another name. */
  public Column named(String newName) {
    return new Column(newName, type, notNull, defaultExpression, generation, sequence);
  }

  /** The same column with another type. */
  public Column typed(ColumnType newType) {
    return new Column(name, newType, notNull, defaultExpression, generation, sequence);
  }

  /** The same column, nullable or not. */
  public Column notNull(boolean newNotNull) {
    return new Column(name, type, newNotNull, defaultExpression, generation, sequence);
  }

  /** The same column with another default. */
  public Column defaultsTo(@Nullable Expression newDefault) {
    return new Column(name, type, notNull, newDefault, generation, sequence);
  }

  /** The same column with another way to its value. */
  public Column generated(Generation newGeneration, @Nullable String newSequence) {
    return new Column(name, type, notNull, defaultExpression, newGeneration, newSequence);
  }
}
