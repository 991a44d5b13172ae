package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a partition shares with its parent, and a table with the one that it is like: indexes, keys
 * and triggers.
 */
final class PartitionFold {

  /** Partitions have the identity columns of their parent from here on. */
  private static final int IDENTITY_OF_PARTITIONS = 17;

  private final int version;
  private Catalog catalog;

  private PartitionFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** The same index as one of another table, and the key behind it. */
  static Catalog copyIndex(Catalog before, RelationName name, Table original, Index index) {
    PartitionFold fold = new PartitionFold(before, 0);
    fold.copyIndex(name, original, index, null);
    return fold.catalog;
  }

  /** Gives a partition the indexes, keys, foreign keys and triggers of its parent. */
  static Catalog fromParent(Catalog before, int version, RelationName name, RelationName parent) {
    PartitionFold fold = new PartitionFold(before, version);
    fold.fromParent(name, parent);
    return fold.catalog;
  }

  /** ATTACH PARTITION, of a table or of an index. */
  static Catalog attach(
      Catalog before, int version, RelationName parent, AlterTableCmd.AttachPartition attach) {
    PartitionFold fold = new PartitionFold(before, version);
    fold.attach(parent, attach);
    return fold.catalog;
  }

  /** DETACH PARTITION. */
  static Catalog detach(Catalog before, int version, RelationName parent, RangeVar name) {
    PartitionFold fold = new PartitionFold(before, version);
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

  // --- indexes -------------------------------------------------------------------------------

  /** A partition's index that can stand for its parent's; null if it has none. */
  static @Nullable Index matching(Catalog catalog, Table child, Index index, boolean key) {
    for (Index candidate : catalog.indexesOf(child.name())) {
      Index.Definition one = candidate.definition();
      Index.Definition other = index.definition();
      if (candidate.parent() == null
          && candidate.valid()
          && candidate.unique() == index.unique()
          && candidate.columns().equals(index.columns())
          && candidate.mentions().equals(index.mentions())
          && one.keys().size() == other.keys().size()
          && one.method().equals(other.method())
          && one.orders().equals(other.orders())
          && (!key || keyOf(child, candidate) != null)) {
        return candidate;
      }
    }
    return null;
  }

  private static TableConstraint.@Nullable Key keyOf(Table table, Index index) {
    for (TableConstraint constraint : table.constraints()) {
      if (constraint instanceof TableConstraint.Key key && key.index().equals(index.name())) {
        return key;
      }
    }
    return null;
  }

  /** The same catalog with a partition's index, and the key behind it, under its parent's. */
  static Catalog under(Catalog catalog, Table child, Index index, RelationName parent) {
    TableConstraint.Key key = keyOf(child, index);
    Catalog result = catalog.with(index.under(parent));
    return key == null
        ? result
        : result.changing(child.name(), t -> Inheritance.setLocal(t, key, false));
  }

  /** The same index, and the key behind it, on another table. */
  private void copyIndex(
      RelationName name, Table original, Index index, @Nullable RelationName parent) {
    TableConstraint.Key key = keyOf(original, index);
    String label = key == null ? "idx" : key.primary() ? "pkey" : "key";
    String columns =
        key != null && key.primary() ? "" : ObjectNames.columnsPart(ObjectNames.namesOf(index));
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
                          chosen,
                          key.columns(),
                          key.primary(),
                          full,
                          key.deferral(),
                          parent == null)));
    }
  }

  private void fromParent(RelationName name, RelationName parent) {
    Table partitioned = catalog.table(parent).orElse(null);
    if (partitioned == null) {
      return;
    }
    for (Index index : catalog.indexesOf(parent)) {
      Table child = catalog.table(name).orElse(null);
      boolean key = keyOf(partitioned, index) != null;
      Index match = child == null ? null : matching(catalog, child, index, key);
      if (child != null && match != null) {
        catalog = under(catalog, child, match, index.name());
      } else {
        copyIndex(name, partitioned, index, index.name());
      }
    }
    for (TableConstraint.ForeignKey key : partitioned.foreignKeys()) {
      catalog = catalog.changing(name, table -> withForeignKey(table, key));
    }
    List<Attachment> triggers = new ArrayList<>();
    for (Attachment attachment : partitioned.attachments()) {
      if (attachment.definition() instanceof Attachment.Trigger trigger && trigger.row()) {
        triggers.add(attachment.inherited(true));
      }
    }
    if (!triggers.isEmpty()) {
      catalog =
          catalog.changing(
              name,
              table -> {
                List<Attachment> all = new ArrayList<>(table.attachments());
                all.addAll(triggers);
                return table.withAttachments(all);
              });
    }
    deeper(name, triggers);
  }

  /** Partitions of a partition have its triggers too. */
  private void deeper(RelationName name, List<Attachment> triggers) {
    if (triggers.isEmpty()) {
      return;
    }
    for (Table child : catalog.descendantsOf(name)) {
      List<Attachment> all = new ArrayList<>(child.attachments());
      all.addAll(triggers);
      catalog = catalog.with(child.withAttachments(all));
    }
  }

  /** A foreign key that says the same becomes the parent's; else there is one more. */
  private static Table withForeignKey(Table table, TableConstraint.ForeignKey key) {
    for (TableConstraint.ForeignKey own : table.foreignKeys()) {
      if (Inheritance.same(own, key)) {
        return own.local() ? Inheritance.setLocal(table, own, false) : table;
      }
    }
    return table.plus(key.local(false));
  }

  // --- ATTACH, DETACH ------------------------------------------------------------------------

  private void attach(RelationName parent, AlterTableCmd.AttachPartition attach) {
    RelationName child = catalog.resolve(attach.name());
    Index parentIndex = catalog.index(parent).orElse(null);
    if (parentIndex != null) {
      attachIndex(parentIndex, child);
      return;
    }
    Partition partition = partition(attach.bound());
    if (catalog.table(child).isEmpty()) {
      catalog = catalog.with(Table.assumed(child));
    }
    catalog =
        catalog.changing(
            child, t -> t.under(parent, partition).with(t.properties().bounded(attach.bound())));
    catalog.table(parent).ifPresent(partitioned -> mergeColumns(child, partitioned));
    fromParent(child, parent);
  }

  private void attachIndex(Index parent, RelationName child) {
    Index index = catalog.index(child).orElse(null);
    Table table = index == null ? null : catalog.table(index.table()).orElse(null);
    if (index == null) {
      return;
    }
    catalog =
        table == null
            ? catalog.with(index.under(parent.name()))
            : under(catalog, table, index, parent.name());
    validate(parent);
  }

  /** An index of a partitioned table is valid when each partition has a valid one under it. */
  private void validate(Index parent) {
    for (Table child : catalog.childrenOf(parent.table())) {
      if (catalog.indexesOf(child.name()).stream()
          .noneMatch(index -> index.valid() && parent.name().equals(index.parent()))) {
        return;
      }
    }
    catalog = catalog.with(parent.valid(true));
    if (parent.parent() != null) {
      catalog.index(parent.parent()).ifPresent(this::validate);
    }
  }

  /** What a table has from its parent is the parent's. */
  private void mergeColumns(RelationName child, Table parent) {
    for (Column column : parent.columns()) {
      catalog =
          catalog.changing(
              child, t -> t.changing(column.name(), c -> withIdentity(c.local(false), column)));
    }
    for (TableConstraint constraint : parent.constraints()) {
      Table table = catalog.table(child).orElse(null);
      TableConstraint own = table == null ? null : Inheritance.inherited(table, constraint);
      if (table != null && own != null) {
        catalog = catalog.with(Inheritance.setLocal(table, own, false));
      }
    }
  }

  private Column withIdentity(Column own, Column parents) {
    return version >= IDENTITY_OF_PARTITIONS
            && (parents.generation() == Generation.IDENTITY_ALWAYS
                || parents.generation() == Generation.IDENTITY_BY_DEFAULT)
        ? own.generated(parents.generation(), parents.sequence())
        : own;
  }

  private void detach(RelationName parent, RangeVar name) {
    RelationName child = catalog.resolve(name);
    Table before = catalog.table(child).orElse(null);
    if (before == null) {
      return;
    }
    Set<String> triggers = new HashSet<>();
    List<Attachment> kept = new ArrayList<>();
    for (Attachment attachment : before.attachments()) {
      if (attachment.definition() instanceof Attachment.Trigger trigger && trigger.inherited()) {
        triggers.add(attachment.name());
      } else {
        kept.add(attachment);
      }
    }
    catalog =
        catalog.with(
            before
                .notUnder(parent, Partition.NONE)
                .with(before.properties().bounded(null))
                .withColumns(before.columns().stream().map(PartitionFold::withoutIdentity).toList())
                .withConstraints(before.constraints().stream().map(c -> c.local(true)).toList())
                .withAttachments(kept));
    for (Table deeper : catalog.descendantsOf(child)) {
      catalog =
          catalog.with(
              deeper.withAttachments(
                  deeper.attachments().stream()
                      .filter(a -> !triggers.contains(a.name()))
                      .toList()));
    }
    for (Index index : catalog.indexesOf(child)) {
      catalog = catalog.with(index.under(null));
    }
  }

  private static Column withoutIdentity(Column column) {
    return switch (column.generation()) {
      case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT ->
          column.generated(Generation.PLAIN, null).local(true);
      case PLAIN, SERIAL, STORED, VIRTUAL -> column.local(true);
    };
  }
}
