package io.github.windlass.tracer.rows;

import io.github.windlass.analyzer.RelationName;
import java.util.List;

/**
 * A table that takes rows: an ordinary one, a partition, or a partitioned table that sends its rows
 * on.
 *
 * @param columns without those that were dropped
 * @param checks what each row must satisfy, the bounds of a partition among it
 * @param keys sets of columns whose values are unique together
 * @param deferrable whether one of its keys is checked at the end of the transaction, so that the
 *     server takes no ON CONFLICT
 * @param root the partitioned table of which it is a partition; else itself
 * @param leaves among how many partitions the rows of the root are divided; 1 if it is none
 * @param leaf which of them it is, from 0
 */
record Table(
    long oid,
    RelationName name,
    List<Column> columns,
    List<Check> checks,
    List<UniqueKey> keys,
    List<ForeignKey> foreignKeys,
    boolean deferrable,
    boolean partitioned,
    long root,
    int leaves,
    int leaf) {

  /**
   * A constraint on a row.
   *
   * @param columns numbers of the columns that it reads
   */
  record Check(String name, String expression, List<Integer> columns) {}

  /** Columns by their numbers. */
  record UniqueKey(List<Integer> columns) {}

  /**
   * A foreign key.
   *
   * @param target the referenced table
   * @param columns numbers of the columns, in the order of {@code targetColumns}
   */
  record ForeignKey(String name, long target, List<Integer> columns, List<String> targetColumns) {}

  /** The column of a number. */
  Column column(int number) {
    for (Column column : columns) {
      if (column.number() == number) {
        return column;
      }
    }
    throw new IllegalArgumentException("no column " + number);
  }

  /** Its name in SQL. */
  String sql() {
    return Sql.name(name);
  }
}
