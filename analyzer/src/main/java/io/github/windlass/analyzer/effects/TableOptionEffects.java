package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DefElem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ALTER TABLE says of the table as a whole: where and how it is kept, its owner, cluster index
 * and replica identity, the states of its triggers and rules ({@code commands/tablecmds.c}).
 */
final class TableOptionEffects {

  /** Owned sequences are as persistent as their table from here on. */
  private static final int SEQUENCES_FOLLOW = 15;

  /** Two actions of one kind are noticed from here on. */
  private static final int PERSISTENCE_ONCE = 13;

  /** Access methods that are not those of tables. */
  private static final Set<String> INDEX_METHODS =
      Set.of("btree", "hash", "gist", "gin", "spgist", "brin");

  private final AlteredTable altered;
  private final EffectsBuilder effects;
  private final Catalog catalog;

  TableOptionEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
    this.catalog = altered.catalog();
  }

  /** {@code ATExecChangeOwner}: indexes and owned sequences follow. */
  void changeOwner() {
    effects.lockIndexes(altered.name, altered.mode);
    catalog
        .sequencesOf(altered.name)
        .forEach(sequence -> effects.lock(sequence.name(), altered.mode));
  }

  /** {@code ATExecSetRelOptions}. */
  void setParameters(List<DefElem> options) {
    Relation known = catalog.relation(altered.name).orElse(null);
    if (known != null) {
      new StorageParameters(effects).of(options, known);
    }
  }

  // --- files ------------------------------------------------------------------------------------

  /** {@code ATPrepChangePersistence}. */
  void setLogged(boolean logged) {
    int times = 0;
    for (AlterTableCmd cmd : altered.statement.cmds()) {
      if (cmd instanceof AlterTableCmd.SetLogged || cmd instanceof AlterTableCmd.SetUnLogged) {
        times++;
      }
    }
    if (times > 1 && altered.version >= PERSISTENCE_ONCE) {
      altered.fail("0A000", "persistence cannot change twice");
      return;
    }
    Table known = altered.table().orElse(null);
    if (known != null && known.temporary()) {
      altered.fail("42P16", altered.name + " is temporary");
      return;
    }
    if (known != null && known.unlogged() == !logged) {
      return;
    }
    if (known != null && !logged) {
      if (isPublished()) {
        altered.fail("55000", altered.name + " is published");
        return;
      }
      for (Table referencing : catalog.referencing(altered.name)) {
        if (!referencing.unlogged() && !referencing.name().equals(altered.name)) {
          altered.fail(
              "42P16", referencing.name() + ", which is logged, refers to " + altered.name);
          return;
        }
      }
    }
    if (known != null && logged) {
      for (TableConstraint.ForeignKey key : known.foreignKeys()) {
        boolean unlogged = altered.table(key.referenced()).filter(Table::unlogged).isPresent();
        if (unlogged && !key.referenced().equals(altered.name)) {
          altered.fail("42P16", altered.name + " refers to " + key.referenced() + ", unlogged");
          return;
        }
      }
    }
    effects.rewrite(altered.name);
    if (altered.version >= SEQUENCES_FOLLOW) {
      for (Sequence sequence : catalog.sequencesOf(altered.name)) {
        effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  private boolean isPublished() {
    return !catalog.publicationsOf(altered.name).isEmpty();
  }

  void setAccessMethod(AlterTableCmd.SetAccessMethod change) {
    String method = change.name();
    if (method != null && INDEX_METHODS.contains(method)) {
      altered.fail("55000", method + " is no access method of tables");
      return;
    }
    if (count(AlterTableCmd.SetAccessMethod.class) > 1) {
      altered.fail("0A000", "the access method cannot change twice");
      return;
    }
    String present =
        altered.table().map(t -> t.properties().storage().accessMethod()).orElse("heap");
    if (!(method == null ? "heap" : method).equals(present)) {
      effects.rewrite(altered.name);
    }
  }

  private long count(Class<? extends AlterTableCmd> kind) {
    return altered.statement.cmds().stream().filter(kind::isInstance).count();
  }

  /** {@code ATPrepSetTableSpace}: the file moves, its bytes stay the same. */
  void setTableSpace(AlterTableCmd.SetTableSpace change) {
    if (count(AlterTableCmd.SetTableSpace.class) > 1) {
      altered.fail("42601", "the tablespace cannot change twice");
      return;
    }
    if (change.name().equals("pg_global")) {
      altered.fail("22023", "only shared relations are in pg_global");
      return;
    }
    String present =
        altered.table().map(t -> t.properties().storage().tablespace()).orElse("pg_default");
    if (!change.name().equals(present)) {
      Index index = catalog.index(altered.name).orElse(null);
      if (index != null) {
        effects.build(altered.name, index.table());
      } else {
        effects.copyFile(altered.name);
      }
    }
  }

  // --- indexes that mean something ---------------------------------------------------------------

  /** {@code ATExecClusterOn}, {@code check_index_is_clusterable}. */
  void clusterOn(AlterTableCmd.ClusterOn cluster) {
    if (refusesCluster()) {
      return;
    }
    Index index = ownIndex(cluster.name(), altered.mode);
    if (index == null) {
      return;
    }
    effects.lock(index.name(), altered.mode);
    String method = index.definition().method();
    if (!method.equals("btree") && !method.equals("gist")) {
      altered.fail("0A000", "indexes of method " + method + " have no order");
    } else if (index.definition().where() != null) {
      altered.fail("0A000", index.name() + " is partial");
    } else if (!index.valid()) {
      altered.fail("55000", index.name() + " is not valid");
    }
  }

  boolean refusesCluster() {
    if (altered.isPartitioned() && altered.version >= 11) {
      altered.fail("0A000", "no index of a partitioned table is marked as clustered");
      return true;
    }
    return false;
  }

  /** {@code ATExecReplicaIdentity}. */
  void replicaIdentity(AlterTableCmd.ReplicaIdentity identity) {
    if (identity.name() == null) {
      return;
    }
    Index index = ownIndex(identity.name(), LockMode.SHARE);
    if (index == null) {
      return;
    }
    effects.lock(index.name(), LockMode.SHARE);
    if (!index.unique()) {
      altered.fail("42809", index.name() + " is not unique");
    } else if (isDeferrable(index)) {
      altered.fail("0A000", index.name() + " is deferrable");
    } else if (index.definition().keys().stream().anyMatch(key -> key != null)) {
      altered.fail("0A000", index.name() + " has expressions");
    } else if (index.definition().where() != null) {
      altered.fail("0A000", index.name() + " is partial");
    } else {
      int keys = Math.min(index.definition().keys().size(), index.columns().size());
      for (String column : index.columns().subList(0, keys)) {
        if (altered.column(column).filter(c -> !c.notNull()).map(Column::name).isPresent()) {
          altered.fail("42809", "column " + column + " of " + index.name() + " is nullable");
          return;
        }
      }
    }
  }

  private boolean isDeferrable(Index index) {
    return altered.table().stream()
        .flatMap(t -> t.constraints().stream())
        .anyMatch(c ->
            c instanceof TableConstraint.Key key
                && key.index().equals(index.name())
                && key.deferral() != Deferral.NOT_DEFERRABLE);
  }

  /** An index of the table, by name; else null, and a failure where that is certain. */
  private @Nullable Index ownIndex(String given, LockMode mode) {
    RelationName name = new RelationName(altered.name.schema(), given);
    Index index = catalog.index(name).orElse(null);
    if (index == null) {
      effects.lock(name, mode);
      return null;
    }
    if (!index.table().equals(altered.name)) {
      altered.fail("42809", name + " is not an index of " + altered.name);
      return null;
    }
    return index;
  }

  // --- triggers and rules
  // -------------------------------------------------------------------------

  /** {@code ATExecEnableDisableTrigger}: those of partitions follow. */
  void trigger(String trigger) {
    if (lacks(Attachment.Kind.TRIGGER, trigger)) {
      return;
    }
    boolean statement =
        altered
            .table()
            .flatMap(t -> t.attachment(Attachment.Kind.TRIGGER, trigger))
            .filter(known -> !isRowTrigger(known))
            .isPresent();
    if (!statement) {
      lockPartitions();
    }
  }

  void triggers() {
    boolean any =
        altered.table().stream()
            .flatMap(t -> t.attachments().stream())
            .anyMatch(TableOptionEffects::isRowTrigger);
    if (any) {
      lockPartitions();
    }
  }

  static boolean isRowTrigger(Attachment attachment) {
    return attachment.definition() instanceof Attachment.Trigger trigger && trigger.row();
  }

  private void lockPartitions() {
    if (altered.table().filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE).isPresent()) {
      altered.lockFamily();
    }
  }

  /** {@code EnableDisableRule} in {@code rewrite/rewriteDefine.c}. */
  void rule(String rule) {
    lacks(Attachment.Kind.RULE, rule);
  }

  private boolean lacks(Attachment.Kind kind, String name) {
    boolean lacks =
        altered
            .table()
            // A partition has the triggers of its parent, too.
            .filter(t ->
                t.columnsKnown()
                    && t.partition() == Table.Partition.NONE
                    && t.attachment(kind, name).isEmpty())
            .isPresent();
    if (lacks) {
      altered.fail("42704", name + " of " + altered.name + " does not exist");
    }
    return lacks;
  }
}
