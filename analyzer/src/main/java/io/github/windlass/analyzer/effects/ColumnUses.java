package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.SequenceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tables have columns of a type that is not built in, or defaults that draw from a sequence.
 */
final class ColumnUses {

  private final Map<RelationName, List<Table>> types = new HashMap<>();
  private final Map<RelationName, List<Table>> sequences = new HashMap<>();

  private ColumnUses() {}

  static ColumnUses of(Catalog catalog) {
    ColumnUses uses = new ColumnUses();
    for (Table table : catalog.tables(candidate -> true)) {
      for (Column column : table.columns()) {
        if (column.type() != null) {
          List<String> written = List.of(column.type().name().split("\\.", -1));
          add(uses.types, catalog.resolveType(written), table);
        }
        List<String> sequence =
            column.defaultExpression() == null ? null : SequenceName.of(column.defaultExpression());
        if (sequence != null) {
          add(uses.sequences, catalog.resolve(sequence), table);
        }
      }
    }
    return uses;
  }

  private static void add(Map<RelationName, List<Table>> uses, RelationName used, Table table) {
    List<Table> tables = uses.computeIfAbsent(used, name -> new ArrayList<>());
    if (tables.isEmpty() || !tables.get(tables.size() - 1).name().equals(table.name())) {
      tables.add(table);
    }
  }

  List<Table> ofType(RelationName type) {
    return types.getOrDefault(type, List.of());
  }

  List<Table> drawingFrom(RelationName sequence) {
    return sequences.getOrDefault(sequence, List.of());
  }
}
