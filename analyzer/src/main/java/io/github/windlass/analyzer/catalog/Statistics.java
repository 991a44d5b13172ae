package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import java.util.List;

/**
 * Extended statistics.
 *
 * @param columns the columns that are named as they are
 * @param expressions the columns that stand in expressions
 * @param kinds {@code ndistinct}, {@code dependencies}, {@code mcv}, {@code expressions}
 */
public record Statistics(
    RelationName name,
    RelationName table,
    List<String> columns,
    List<String> expressions,
    List<String> kinds) {

  public Statistics {
    columns = List.copyOf(columns);
    expressions = List.copyOf(expressions);
    kinds = List.copyOf(kinds);
  }

  Statistics named(RelationName newName) {
    return new Statistics(newName, table, columns, expressions, kinds);
  }

  Statistics on(RelationName newTable) {
    return new Statistics(name, newTable, columns, expressions, kinds);
  }
}
