package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.AlterTableCmd.ReplicaIdentity.IdentityType;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table is besides its columns and constraints.
 *
 * @param replicaIndex the index of REPLICA IDENTITY USING INDEX
 * @param rowSecurity whether policies apply
 * @param forcesRowSecurity whether they apply to the owner too
 * @param clusteredOn the index that CLUSTER goes by
 * @param partitionSpec how it is partitioned; null if it is not
 * @param bound which rows it takes as a partition; null if it is none
 * @param dropsOnCommit whether it is temporary and gone at the end of the transaction
 * @param foreign the server and options of a foreign table
 */
public record TableProperties(
    Storage storage,
    IdentityType replicaIdentity,
    @Nullable String replicaIndex,
    boolean rowSecurity,
    boolean forcesRowSecurity,
    @Nullable String clusteredOn,
    @Nullable PartitionSpec partitionSpec,
    @Nullable PartitionBoundSpec bound,
    boolean dropsOnCommit,
    @Nullable Foreign foreign) {

  /** A plain table's. */
  public static final TableProperties PLAIN =
      new TableProperties(
          Storage.DEFAULT, IdentityType.DEFAULT, null, false, false, null, null, null, false, null);

  /**
   * Where a foreign table's rows come from.
   *
   * @param options {@code name=value}, in the order in which they were given
   */
  public record Foreign(String server, List<String> options) {

    public Foreign {
      options = List.copyOf(options);
    }

    static Foreign of(String server, List<DefElem> options) {
      return new Foreign(server, List.of()).altered(options);
    }

    /** {@code OPTIONS (ADD …, SET …, DROP …)}. */
    Foreign altered(List<DefElem> changes) {
      List<String> all = new ArrayList<>(options);
      for (DefElem change : changes) {
        String start = change.defname() + "=";
        String text = start + Storage.text(change.arg());
        switch (change.defaction()) {
          case SET -> all.replaceAll(option -> option.startsWith(start) ? text : option);
          case DROP -> all.removeIf(option -> option.startsWith(start));
          case ADD, UNSPEC -> all.add(text);
        }
      }
      return new Foreign(server, all);
    }
  }

  TableProperties stored(Storage newStorage) {
    return new TableProperties(
        newStorage,
        replicaIdentity,
        replicaIndex,
        rowSecurity,
        forcesRowSecurity,
        clusteredOn,
        partitionSpec,
        bound,
        dropsOnCommit,
        foreign);
  }

  TableProperties identifiedBy(IdentityType identity, @Nullable String index) {
    return new TableProperties(
        storage,
        identity,
        index,
        rowSecurity,
        forcesRowSecurity,
        clusteredOn,
        partitionSpec,
        bound,
        dropsOnCommit,
        foreign);
  }

  TableProperties secured(boolean enabled, boolean forced) {
    return new TableProperties(
        storage,
        replicaIdentity,
        replicaIndex,
        enabled,
        forced,
        clusteredOn,
        partitionSpec,
        bound,
        dropsOnCommit,
        foreign);
  }

  TableProperties clustered(@Nullable String index) {
    return new TableProperties(
        storage,
        replicaIdentity,
        replicaIndex,
        rowSecurity,
        forcesRowSecurity,
        index,
        partitionSpec,
        bound,
        dropsOnCommit,
        foreign);
  }

  TableProperties partitioned(@Nullable PartitionSpec spec) {
    return new TableProperties(
        storage,
        replicaIdentity,
        replicaIndex,
        rowSecurity,
        forcesRowSecurity,
        clusteredOn,
        spec,
        bound,
        dropsOnCommit,
        foreign);
  }

  TableProperties bounded(@Nullable PartitionBoundSpec newBound) {
    return new TableProperties(
        storage,
        replicaIdentity,
        replicaIndex,
        rowSecurity,
        forcesRowSecurity,
        clusteredOn,
        partitionSpec,
        newBound,
        dropsOnCommit,
        foreign);
  }

  TableProperties droppedOnCommit(boolean drops) {
    return new TableProperties(
        storage,
        replicaIdentity,
        replicaIndex,
        rowSecurity,
        forcesRowSecurity,
        clusteredOn,
        partitionSpec,
        bound,
        drops,
        foreign);
  }

  TableProperties from(@Nullable Foreign newForeign) {
    return new TableProperties(
        storage,
        replicaIdentity,
        replicaIndex,
        rowSecurity,
        forcesRowSecurity,
        clusteredOn,
        partitionSpec,
        bound,
        dropsOnCommit,
        newForeign);
  }

  /** The same after an index got another name. */
  TableProperties renamingIndex(String old, String renamed) {
    TableProperties result = old.equals(clusteredOn) ? clustered(renamed) : this;
    return old.equals(replicaIndex) ? result.identifiedBy(replicaIdentity, renamed) : result;
  }

  /** The same after an index is gone; a replica identity by it stays, and means no index. */
  TableProperties withoutIndex(String index) {
    TableProperties result = index.equals(clusteredOn) ? clustered(null) : this;
    return index.equals(replicaIndex) ? result.identifiedBy(replicaIdentity, null) : result;
  }
}
