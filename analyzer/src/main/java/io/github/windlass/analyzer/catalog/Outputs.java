package io.github.windlass.analyzer.catalog;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The columns that a query gives.
 *
 * @param known false where there may be others, so that the list says nothing
 */
public record Outputs(List<Column> columns, boolean known) {

  /** Where nothing can be said. */
  static final Outputs UNKNOWN = new Outputs(List.of(), false);

  public Outputs {
    columns = List.copyOf(columns);
  }

  Outputs changing(String column, UnaryOperator<Column> change) {
    return new Outputs(
        columns.stream().map(c -> c.name().equals(column) ? change.apply(c) : c).toList(), known);
  }
}
