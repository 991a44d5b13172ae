package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that depend on a type, sequence or relation by what they say, by name. */
final class DependentTables {

  private DependentTables() {}

  /** Those with a column of a type. */
  static List<Table> ofType(Catalog catalog, RelationName type) {
    List<Table> found = new ArrayList<>();
    for (Table table : catalog.tablesMentioning(type.name())) {
      for (Column column : table.columns()) {
        if (column.type() != null && isOf(catalog, column.type(), type)) {
          found.add(table);
          break;
        }
      }
    }
    return found;
  }

  /** Whether a type, as a column or argument has it, is that of a name. */
  static boolean isOf(Catalog catalog, ColumnType type, RelationName name) {
    return catalog.resolveType(List.of(type.name().split("\\.", -1))).equals(name);
  }

  /** Those with a default that draws from a sequence. */
  static List<Table> drawingFrom(Catalog catalog, RelationName sequence) {
    List<Table> found = new ArrayList<>();
    for (Table table : catalog.tablesMentioning(sequence.name())) {
      for (Column column : table.columns()) {
        List<String> drawn =
            column.defaultExpression() == null ? null : SequenceName.of(column.defaultExpression());
        if (drawn != null && catalog.resolve(drawn).equals(sequence)) {
          found.add(table);
          break;
        }
      }
    }
    return found;
  }

  /** Those with rules or policies that name a relation. */
  static List<Table> ruling(Catalog catalog, RelationName relation) {
    List<Table> found = new ArrayList<>();
    for (Table table : catalog.tablesMentioning(relation.name())) {
      for (Attachment attachment : table.attachments()) {
        if (names(catalog, attachment.definition(), relation)) {
          found.add(table);
          break;
        }
      }
    }
    return found;
  }

  private static boolean names(
      Catalog catalog, Attachment.Definition definition, RelationName relation) {
    return switch (definition) {
      case Attachment.Rule rule -> rule.needs().contains(relation);
      case Attachment.Policy policy ->
          names(catalog, policy.using(), relation) || names(catalog, policy.check(), relation);
      case Attachment.Trigger ignored -> false;
    };
  }

  private static boolean names(
      Catalog catalog, @Nullable Expression expression, RelationName relation) {
    if (expression != null) {
      for (RangeVar named : Mentions.of(expression).relations()) {
        if (catalog.resolve(named).equals(relation)) {
          return true;
        }
      }
    }
    return false;
  }
}
