package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import java.util.List;
import java.util.Set;

/** The lock of each action of ALTER TABLE ({@code AlterTableGetLockLevel}). */
final class AlterTableLocks {

  /**
   * Storage parameters that need more than SHARE UPDATE EXCLUSIVE ({@code
   * access/common/reloptions.c}).
   */
  private static final Set<String> STRICT_OPTIONS =
      Set.of(
          "user_catalog_table",
          "security_barrier",
          "security_invoker",
          "check_option",
          "autosummarize",
          "fastupdate",
          "pages_per_range",
          "gin_pending_list_limit",
          "buffering");

  private AlterTableLocks() {}

  static LockMode of(AlterTableCmd cmd, int version) {
    return switch (cmd) {
      case AlterTableCmd.SetStatistics ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.SetOptions ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.ResetOptions ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.ClusterOn ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.DropCluster ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.ValidateConstraint ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.DetachPartitionFinalize ignored -> LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableCmd.SetRelOptions set -> ofOptions(set.options());
      case AlterTableCmd.ResetRelOptions reset -> ofOptions(reset.options());
      case AlterTableCmd.AttachPartition ignored ->
          version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
      case AlterTableCmd.DetachPartition detach ->
          detach.concurrent() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
      case AlterTableCmd.AddConstraint add ->
          add.constraint() instanceof Constraint.ForeignKey
              ? LockMode.SHARE_ROW_EXCLUSIVE
              : LockMode.ACCESS_EXCLUSIVE;
      case AlterTableCmd.EnableTrig ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.EnableAlwaysTrig ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.EnableReplicaTrig ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.DisableTrig ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.EnableTrigAll ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.DisableTrigAll ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.EnableTrigUser ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableCmd.DisableTrigUser ignored -> LockMode.SHARE_ROW_EXCLUSIVE;
      // Everything else changes what SELECT sees or may rewrite the table.
      default -> LockMode.ACCESS_EXCLUSIVE;
    };
  }

  private static LockMode ofOptions(List<DefElem> options) {
    for (DefElem option : options) {
      if (STRICT_OPTIONS.contains(option.defname())) {
        return LockMode.ACCESS_EXCLUSIVE;
      }
    }
    return LockMode.SHARE_UPDATE_EXCLUSIVE;
  }
}
