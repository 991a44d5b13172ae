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
 * @param local whether it is the table's own, be it inherited besides ({@code attislocal})
 * @param properties how its values are kept
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
    @Nullable String comment,
    boolean local,
    ColumnProperties properties) {

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
    return new Column(
        name,
        type,
        false,
        null,
        null,
        Generation.PLAIN,
        null,
        List.of(),
        null,
        true,
        ColumnProperties.DEFAULT);
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
        comment,
        local,
        properties);
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
        comment,
        local,
        properties);
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
        comment,
        local,
        properties);
  }

  /** The same column with another default. */
  public Column defaultsTo(@Nullable Expression newDefault) {
    return new Column(
        name,
        type,
        notNull,
        newDefault,
        type,
        generation,
        sequence,
        collation,
        comment,
        local,
        properties);
  }

  /** The same column, whose default is said in other words: it keeps the type of its time. */
  Column defaultsAs(Expression sameDefault) {
    return new Column(
        name,
        type,
        notNull,
        sameDefault,
        defaultType,
        generation,
        sequence,
        collation,
        comment,
        local,
        properties);
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
        comment,
        local,
        properties);
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
        comment,
        local,
        properties);
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
        newComment,
        local,
        properties);
  }

  /** The same column, the table's own or not. */
  Column local(boolean newLocal) {
    return new Column(
        name,
        type,
        notNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        collation,
        comment,
        newLocal,
        properties);
  }

  /** The same column, kept otherwise. */
  Column kept(ColumnProperties newProperties) {
    return new Column(
        name,
        type,
        notNull,
        defaultExpression,
        defaultType,
        generation,
        sequence,
        collation,
        comment,
        local,
        newProperties);
  }
}
