package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tables have columns of a type that is not built in, or defaults that draw from a sequence.
 */
final class ColumnUses {

  private final Map<RelationName, List<Table>> types = new HashMap<>();
  private final Map<RelationName, List<Table>> sequences = new HashMap<>();
  private final Map<RelationName, List<Table>> rules = new HashMap<>();

  private ColumnUses() {}

  static ColumnUses of(Catalog catalog) {
    ColumnUses uses = new ColumnUses();
    for (Table table : catalog.tables(candidate -> true)) {
      for (Attachment attachment : table.attachments()) {
        switch (attachment.definition()) {
          case Attachment.Rule rule -> rule.needs().forEach(name -> add(uses.rules, name, table));
          case Attachment.Policy policy -> {
            uses.names(catalog, policy.using(), table);
            uses.names(catalog, policy.check(), table);
          }
          case Attachment.Trigger ignored -> {}
        }
      }
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

  private void names(Catalog catalog, @Nullable Expression expression, Table table) {
    if (expression != null) {
      for (RangeVar relation : Mentions.of(expression).relations()) {
        add(rules, catalog.resolve(relation), table);
      }
    }
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

  /** The tables with rules or policies that name a relation. */
  List<Table> ruling(RelationName relation) {
    return rules.getOrDefault(relation, List.of());
  }
}
