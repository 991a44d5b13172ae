package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partition shares with its parent, and a table with the one that it is like: indexes and
 * keys.
 */
final class PartitionFold {

  private Catalog catalog;

  private PartitionFold(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The same index as one of another table, and the key behind it. */
  static Catalog copyIndex(Catalog before, RelationName name, Table original, Index index) {
    PartitionFold fold = new PartitionFold(before);
    fold.copyIndex(name, original, index, null);
    return fold.catalog;
  }

  /** Gives a partition the indexes, keys and foreign keys of its parent that it lacks. */
  static Catalog indexesFromParent(Catalog before, RelationName name, RelationName parent) {
    PartitionFold fold = new PartitionFold(before);
    fold.indexesFromParent(name, parent);
    return fold.catalog;
  }

  /** ATTACH PARTITION, of a table or of an index. */
  static Catalog attach(Catalog before, RelationName parent, AlterTableCmd.AttachPartition attach) {
    PartitionFold fold = new PartitionFold(before);
    fold.attach(parent, attach);
    return fold.catalog;
  }

  /** DETACH PARTITION. */
  static Catalog detach(Catalog before, RelationName parent, RangeVar name) {
    PartitionFold fold = new PartitionFold(before);
    fold.detach(parent, name);
    return fold.catalog;
  }

  static Partition partition(@Nullable PartitionBoundSpec bound) {
    return switch (bound) {
      case null -> Partition.NONE;
      case PartitionBoundSpec.DefaultBound ignored -> Partition.DEFAULT;
      case PartitionBoundSpec.HashBound ignored -> Partition.BOUNDED;
      case PartitionBoundSpec.ListBound ignored -> Partition.BOUNDED;
      case PartitionBoundSpec.RangeBound ignored -> Partition.BOUNDED;
    };
  }

  /** The same index, and the key behind it, on another table. */
  private void copyIndex(
      RelationName name, Table original, Index index, @Nullable RelationName parent) {
    TableConstraint.Key key =
        original.constraints().stream()
            .filter(TableConstraint.Key.class::isInstance)
            .map(TableConstraint.Key.class::cast)
            .filter(candidate -> candidate.index().equals(index.name()))
            .findFirst()
            .orElse(null);
    String label = key == null ? "idx" : key.primary() ? "pkey" : "key";
    String columns = key != null && key.primary() ? "" : ObjectNames.columnsPart(index.columns());
    String chosen = ObjectNames.choose(name.name(), columns, label, catalog.taken(name.schema()));
    RelationName full = new RelationName(name.schema(), chosen);
    catalog =
        catalog.with(
            new Index(
                full,
                name,
                index.unique(),
                index.columns(),
                index.mentions(),
                true,
                parent,
                index.definition()));
    if (key != null) {
      catalog =
          catalog.changing(
              name,
              table ->
                  table.plus(
                      new TableConstraint.Key(
                          chosen, key.columns(), key.primary(), full, key.deferral())));
    }
  }

  private void indexesFromParent(RelationName name, RelationName parent) {
    Table partitioned = catalog.table(parent).orElse(null);
    if (partitioned == null) {
      return;
    }
    List<Index> own = catalog.indexesOf(name);
    for (Index index : catalog.indexesOf(parent)) {
      Index match =
          own.stream()
              .filter(candidate ->
                  candidate.parent() == null
                      && candidate.unique() == index.unique()
                      && candidate.columns().equals(index.columns())
                      && candidate.mentions().equals(index.mentions()))
              .findFirst()
              .orElse(null);
      if (match == null) {
        copyIndex(name, partitioned, index, index.name());
      } else {
        catalog = catalog.with(match.under(index.name()));
      }
    }
    for (TableConstraint.ForeignKey key : partitioned.foreignKeys()) {
      catalog =
          catalog.changing(
              name,
              table ->
                  table.foreignKeys().stream().anyMatch(k -> k.columns().equals(key.columns()))
                      ? table
                      : table.plus(key));
    }
  }

  private void attach(RelationName parent, AlterTableCmd.AttachPartition attach) {
    RelationName child = catalog.resolve(attach.name());
    Index parentIndex = catalog.index(parent).orElse(null);
    if (parentIndex != null) {
      catalog
          .index(child)
          .ifPresent(index -> catalog = catalog.with(index.under(parentIndex.name())));
      return;
    }
    Partition partition = partition(attach.bound());
    if (catalog.table(child).isEmpty()) {
      catalog = catalog.with(Table.assumed(child));
    }
    catalog = catalog.changing(child, t -> t.under(parent, partition));
    indexesFromParent(child, parent);
  }

  private void detach(RelationName parent, RangeVar name) {
    RelationName child = catalog.resolve(name);
    catalog = catalog.changing(child, t -> t.notUnder(parent, Partition.NONE));
    for (Index index : catalog.indexesOf(child)) {
      catalog = catalog.with(index.under(null));
    }
  }
}
