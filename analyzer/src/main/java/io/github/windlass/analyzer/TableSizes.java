package io.github.windlass.analyzer;

import io.github.windlass.analyzer.snapshot.RelationSize;
import java.util.Map;
import java.util.Optional;

/** How large the tables of a live database are, as far as it is known. */
public record TableSizes(Map<RelationName, RelationSize> byName) {

  /** Nothing is known. */
  public static final TableSizes UNKNOWN = new TableSizes(Map.of());

  public TableSizes {
    byName = Map.copyOf(byName);
  }

  /** The size of a table or materialized view, if it is known. */
  public Optional<RelationSize> of(RelationName name) {
    return Optional.ofNullable(byName.get(name));
  }
}
