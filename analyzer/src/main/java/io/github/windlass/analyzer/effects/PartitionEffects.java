package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ATTACH and DETACH PARTITION ({@code commands/tablecmds.c}). */
final class PartitionEffects {

  private final AlteredTable altered;
  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  PartitionEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
    this.catalog = altered.catalog();
    this.version = altered.version;
  }

  // --- ATTACH -----------------------------------------------------------------------------------

  /** {@code ATExecAttachPartition}. */
  void attach(AlterTableCmd.AttachPartition attach) {
    RelationName child = catalog.resolve(attach.name());
    Index parentIndex = catalog.index(altered.name).orElse(null);
    if (altered.statement.objtype() == ObjectType.INDEX || parentIndex != null) {
      effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
      attachIndex(parentIndex, child);
      return;
    }
    if (altered.table().isPresent() && !altered.isPartitioned()) {
      altered.fail(version >= 18 ? "42809" : "42P17", altered.name + " is not partitioned");
      return;
    }
    if (!child.equals(altered.name)) {
      effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
    }
    Table parent = altered.table().orElse(null);
    Relation known = catalog.relation(child).orElse(null);
    PartitionBoundSpec bound = attach.bound();
    if (parent != null && known != null && !canAttach(parent, known)) {
      return;
    }
    if (parent != null && bound != null && !PartitionBounds.fit(effects, catalog, parent, bound)) {
      return;
    }
    if (parent != null
        && known instanceof Table table
        && !(new InheritanceEffects(altered).merges(table, parent) && hasNoOther(table, parent))) {
      return;
    }
    catalog
        .descendantsOf(child)
        .forEach(below -> effects.lock(below.name(), LockMode.ACCESS_EXCLUSIVE));
    boolean implied =
        parent != null
            && known instanceof Table table
            && bound != null
            && PartitionProof.holds(catalog, parent, table, bound);
    if (!implied) {
      effects.scan(child);
      catalog.descendantsOf(child).forEach(below -> effects.scan(below.name()));
    }
    catalog
        .defaultPartitionOf(altered.name)
        .ifPresent(fallback -> {
          effects.lock(fallback.name(), LockMode.ACCESS_EXCLUSIVE);
          if (parent == null
              || bound == null
              || !PartitionProof.excludes(parent, fallback, bound)) {
            effects.scan(fallback.name());
          }
        });
    attachIndexes(attach);
    if (parent != null) {
      parent.foreignKeys().forEach(key -> attachForeignKey(key, child, known));
    }
  }

  private boolean canAttach(Table parent, Relation known) {
    if (!(known instanceof Table child)) {
      altered.fail("42809", known.name() + " is not a table");
      return false;
    }
    if (child.partition() != Table.Partition.NONE) {
      altered.fail("42809", child.name() + " is a partition already");
    } else if (child.ofType() != null) {
      altered.fail("42809", child.name() + " is a typed table");
    } else if (!child.parents().isEmpty()
        || catalog
            .childOf(child.name(), below -> below.partition() == Table.Partition.NONE)
            .isPresent()) {
      altered.fail("42809", child.name() + " is part of an inheritance tree");
    } else if (child.name().equals(parent.name())
        || catalog.descendantsOf(child.name()).stream()
            .anyMatch(below -> below.name().equals(parent.name()))) {
      altered.fail("42P07", "partitioning would be circular");
    } else if (child.temporary() != parent.temporary()) {
      altered.fail("42809", "only one of the two tables is temporary");
    } else {
      return true;
    }
    return false;
  }

  /** A partition has no columns of its own. */
  private boolean hasNoOther(Table child, Table parent) {
    if (!parent.columnsKnown()) {
      return true;
    }
    for (Column column : child.columns()) {
      if (parent.column(column.name()).isEmpty()) {
        altered.fail("42804", child.name() + " has a column " + column.name() + " of its own");
        return false;
      }
    }
    return true;
  }

  private void attachIndexes(AlterTableCmd.AttachPartition attach) {
    if (version >= 12) {
      for (Index index : catalog.indexesOf(altered.name)) {
        effects.lock(index.name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
      }
    }
    altered.buildIndexesOf(attach);
  }

  /** A foreign key that the partition has already becomes its parent's, and loses its triggers. */
  private void attachForeignKey(
      TableConstraint.ForeignKey key, RelationName child, @Nullable Relation known) {
    boolean present =
        known instanceof Table table
            && table.foreignKeys().stream()
                .anyMatch(own ->
                    own.columns().equals(key.columns())
                        && own.referenced().equals(key.referenced())
                        && own.valid());
    if (present) {
      effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
      return;
    }
    effects.lock(
        key.referenced(), version >= 12 ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ROW_SHARE);
    effects.checkForeignKey(child, key.referenced());
  }

  /** {@code ATExecAttachPartitionIdx}. */
  private void attachIndex(@Nullable Index parent, RelationName child) {
    if (parent != null) {
      effects.lock(parent.table(), LockMode.ACCESS_SHARE);
      boolean plain =
          catalog
              .table(parent.table())
              .filter(t -> t.kind() != RelationKind.PARTITIONED_TABLE)
              .isPresent();
      if (plain) {
        altered.fail(version >= 13 ? "42809" : "42P17", parent.name() + " is not partitioned");
        return;
      }
    }
    Index index = catalog.index(child).orElse(null);
    if (index == null) {
      return;
    }
    effects.lock(index.table(), LockMode.ACCESS_SHARE);
    if (parent == null) {
      return;
    }
    if (catalog
        .childOf(parent.table(), partition -> partition.name().equals(index.table()))
        .isEmpty()) {
      altered.fail("55000", index.name() + " is not an index of a partition");
    } else if (!index.columns().equals(parent.columns())
        || index.unique() != parent.unique()
        || !index.mentions().equals(parent.mentions())) {
      altered.fail("42P17", index.name() + " is defined otherwise");
    }
  }

  // --- DETACH -----------------------------------------------------------------------------------

  /** {@code ATExecDetachPartition}. */
  void detach(AlterTableCmd.DetachPartition detach) {
    RelationName child = catalog.resolve(detach.name());
    if (altered.table().isPresent() && !altered.isPartitioned()) {
      altered.fail(version >= 18 ? "42809" : "42P17", altered.name + " is not partitioned");
      return;
    }
    Optional<Table> fallback = catalog.defaultPartitionOf(altered.name);
    if (detach.concurrent() && fallback.isPresent()) {
      altered.fail(
          "55000", "partitions cannot be detached concurrently beside a default partition");
      return;
    }
    Table parent = altered.table().orElse(null);
    Table known = catalog.table(child).orElse(null);
    boolean clones = parent != null && hasClones(parent);
    effects.lock(
        child,
        version >= 14 || clones ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
    if (known != null && !known.parents().contains(altered.name)) {
      altered.fail("42P01", child + " is not a partition of " + altered.name);
      return;
    }
    if (detach.concurrent()) {
      return;
    }
    fallback.ifPresent(other -> effects.lock(other.name(), LockMode.ACCESS_EXCLUSIVE));
    catalog
        .descendantsOf(child)
        .forEach(below -> effects.lock(below.name(), LockMode.ACCESS_EXCLUSIVE));
    for (Index index : catalog.indexesOf(child)) {
      if (index.parent() != null) {
        effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    if (parent == null) {
      return;
    }
    // The partition's foreign keys get triggers of their own.
    for (TableConstraint.ForeignKey key : parent.foreignKeys()) {
      effects.lock(key.referenced(), LockMode.SHARE_ROW_EXCLUSIVE);
    }
    // Those that refer to it must refer to no row of it (RI_PartitionRemove_Check).
    for (Table referencing : catalog.referencing(altered.name)) {
      effects.lock(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
      effects.scan(referencing.name());
      effects.lockIndexes(referencing.name(), LockMode.ACCESS_SHARE);
    }
  }

  /** Whether triggers that come from the parent go: row triggers, and those of keys referred to. */
  private boolean hasClones(Table parent) {
    return parent.attachments().stream().anyMatch(TableOptionEffects::isRowTrigger)
        || (version >= 12 && !catalog.referencing(parent.name()).isEmpty());
  }

  /** {@code ATExecDetachPartitionFinalize}. */
  void finish(AlterTableCmd.DetachPartitionFinalize detach) {
    effects.lock(catalog.resolve(detach.name()), LockMode.ACCESS_EXCLUSIVE);
    if (altered.table().isPresent()) {
      altered.fail("55000", "no detaching is to be completed");
    }
  }
}
