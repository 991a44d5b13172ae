package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import java.util.HashSet;
import java.util.List;

/** Whether a foreign key can refer to columns ({@code transformFkeyCheckAttrs}). */
final class KeyLookup {

  private KeyLookup() {}

  /**
   * @param columns empty for the primary key
   */
  static boolean hasKey(Catalog catalog, Table table, List<String> columns) {
    if (!table.columnsKnown()) {
      return true;
    }
    if (columns.isEmpty()) {
      return table.primaryKey().isPresent();
    }
    for (Index index : catalog.indexesOf(table.name())) {
      // INCLUDE's columns are among the index's, so a match may be a subset.
      if (index.unique()
          && index.mentions().isEmpty()
          && new HashSet<>(index.columns()).containsAll(columns)) {
        return true;
      }
    }
    return false;
  }
}
