package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type null where the column is known by name only, as in CREATE TABLE … AS
 * @param notNull whether it is marked NOT NULL
 * @param defaultExpression null where there is none
 * @param defaultType the type that the column had when the default was set; null with {@code type}
 * @param sequence the sequence behind serial or an identity column
 * @param collation the name of COLLATE; empty where it is the type's own
 * @param comment null where there is none
 */
public record Column(
    String name,
    @Nullable ColumnType type,
    boolean notNull,
    @Nullable Expression defaultExpression,
    @Nullable ColumnType defaultType,
    Generation generation,
    @Nullable String sequence,
    List<String> collation,
    @Nullable String comment) {

  /** How a column gets its value when none is given. */
  public enum Generation {
    PLAIN,
    SERIAL,
    IDENTITY_ALWAYS,
    IDENTITY_BY_DEFAULT,
    STORED,
    VIRTUAL
  }

  public Column {
    collation = List.copyOf(collation);
  }

  /** A column that may be null and has no default. */
  public static Column plain(String name, @Nullable ColumnType type) {
    return new Column(name, type, false, null, null, Generation.PLAIN, null, List.of(), null);
  }

  /** The same column with another name. */
  public Column named(String newName) {
    return new Column(
        newName,
        type,
        notNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        collation,
        comment);
  }

  /** The same column with another type; its default stays as it was set. */
  public Column typed(@Nullable ColumnType newType) {
    return new Column(
        name,
        newType,
        notNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        collation,
        comment);
  }

  /** The same column, nullable or not. */
  public Column notNull(boolean newNotNull) {
    return new Column(
        name,
        type,
        newNotNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        collation,
        comment);
  }

  /** The same column with another default. */
  public Column defaultsTo(@Nullable Expression newDefault) {
    return new Column(
        name, type, notNull, newDefault, type, generation, sequence, collation, comment);
  }

  /** The same column with another way to its value. */
  public Column generated(Generation newGeneration, @Nullable String newSequence) {
    return new Column(
        name,
        type,
        notNull,
        defaultExpression,
        defaultType,
        newGeneration,
        newSequence,
        collation,
        comment);
  }

  /** The same column under another collation. */
  public Column collated(List<String> newCollation) {
    return new Column(
        name,
        type,
        notNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        newCollation,
        comment);
  }

  /** The same column with another comment. */
  public Column commented(@Nullable String newComment) {
    return new Column(
        name,
        type,
        notNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        collation,
        newComment);
  }
}
