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
      // INCLUDE's columns stand behind the keys, and do not count.
      int keys = Math.min(index.definition().keys().size(), index.columns().size());
      if (index.unique()
          && index.mentions().isEmpty()
          && index.definition().where() == null
          && keys == columns.size()
          && new HashSet<>(index.columns().subList(0, keys)).equals(new HashSet<>(columns))) {
        return true;
      }
    }
    return false;
  }
}
