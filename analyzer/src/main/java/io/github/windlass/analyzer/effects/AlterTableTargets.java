package io.github.windlass.analyzer.effects;

import static io.github.windlass.analyzer.RelationKind.COMPOSITE_TYPE;
import static io.github.windlass.analyzer.RelationKind.FOREIGN_TABLE;
import static io.github.windlass.analyzer.RelationKind.INDEX;
import static io.github.windlass.analyzer.RelationKind.MATERIALIZED_VIEW;
import static io.github.windlass.analyzer.RelationKind.PARTITIONED_TABLE;
import static io.github.windlass.analyzer.RelationKind.SEQUENCE;
import static io.github.windlass.analyzer.RelationKind.TABLE;
import static io.github.windlass.analyzer.RelationKind.VIEW;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.ObjectType;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of relations an action of ALTER TABLE is for ({@code ATPrepCmd} and {@code
 * ATSimplePermissions} in {@code commands/tablecmds.c}); others fail with 42809.
 */
final class AlterTableTargets {

  private static final Set<RelationKind> TABLES = EnumSet.of(TABLE, PARTITIONED_TABLE);
  private static final Set<RelationKind> TABLES_AND_FOREIGN =
      EnumSet.of(TABLE, PARTITIONED_TABLE, FOREIGN_TABLE);
  private static final Set<RelationKind> TABLES_AND_MATERIALIZED =
      EnumSet.of(TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW);
  private static final Set<RelationKind> WITH_ROWS =
      EnumSet.of(TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW, FOREIGN_TABLE);
  private static final Set<RelationKind> ROW_TYPES =
      EnumSet.of(TABLE, PARTITIONED_TABLE, COMPOSITE_TYPE, FOREIGN_TABLE);
  private static final Set<RelationKind> WITH_DEFAULTS =
      EnumSet.of(TABLE, PARTITIONED_TABLE, VIEW, FOREIGN_TABLE);

  private AlterTableTargets() {}

  static boolean accepts(AlterTableCmd cmd, RelationKind kind, int version) {
    return switch (cmd) {
      case AlterTableCmd.AddColumn ignored -> ROW_TYPES.contains(kind);
      case AlterTableCmd.DropColumn ignored -> ROW_TYPES.contains(kind);
      case AlterTableCmd.AlterColumnType ignored -> ROW_TYPES.contains(kind);
      case AlterTableCmd.ColumnDefault ignored -> WITH_DEFAULTS.contains(kind);
      case AlterTableCmd.AddIdentity ignored -> WITH_DEFAULTS.contains(kind);
      case AlterTableCmd.SetIdentity ignored -> WITH_DEFAULTS.contains(kind);
      case AlterTableCmd.DropIdentity ignored -> WITH_DEFAULTS.contains(kind);
      case AlterTableCmd.DropNotNull ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.SetNotNull ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.SetExpression ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DropExpression ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.SetStatistics ignored -> WITH_ROWS.contains(kind) || kind == INDEX;
      case AlterTableCmd.SetOptions ignored -> WITH_ROWS.contains(kind);
      case AlterTableCmd.ResetOptions ignored -> WITH_ROWS.contains(kind);
      case AlterTableCmd.SetStorage ignored -> WITH_ROWS.contains(kind);
      case AlterTableCmd.SetCompression ignored -> TABLES_AND_MATERIALIZED.contains(kind);
      case AlterTableCmd.AlterColumnGenericOptions ignored -> kind == FOREIGN_TABLE;
      case AlterTableCmd.GenericOptions ignored -> kind == FOREIGN_TABLE;
      case AlterTableCmd.AddConstraint add ->
          switch (add.constraint()) {
            case Constraint.Check ignored -> TABLES_AND_FOREIGN.contains(kind);
            case Constraint.NotNull ignored -> TABLES_AND_FOREIGN.contains(kind);
            default -> TABLES.contains(kind);
          };
      case AlterTableCmd.AlterConstraint ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.ValidateConstraint ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DropConstraint ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.ChangeOwner ignored -> true;
      case AlterTableCmd.ClusterOn ignored -> TABLES_AND_MATERIALIZED.contains(kind);
      case AlterTableCmd.DropCluster ignored -> TABLES_AND_MATERIALIZED.contains(kind);
      case AlterTableCmd.SetLogged ignored -> isLoggable(kind, version);
      case AlterTableCmd.SetUnLogged ignored -> isLoggable(kind, version);
      case AlterTableCmd.AddOids ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DropOids ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.SetAccessMethod ignored ->
          kind == TABLE
              || kind == MATERIALIZED_VIEW
              || (kind == PARTITIONED_TABLE && version >= 17);
      case AlterTableCmd.SetTableSpace ignored ->
          TABLES_AND_MATERIALIZED.contains(kind) || kind == INDEX;
      case AlterTableCmd.SetRelOptions ignored -> hasOptions(kind, version);
      case AlterTableCmd.ResetRelOptions ignored ->
          kind == PARTITIONED_TABLE || hasOptions(kind, version);
      case AlterTableCmd.AddInherit ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DropInherit ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.AddOf ignored -> TABLES.contains(kind);
      case AlterTableCmd.DropOf ignored -> TABLES.contains(kind);
      case AlterTableCmd.ReplicaIdentity ignored -> TABLES_AND_MATERIALIZED.contains(kind);
      case AlterTableCmd.EnableTrig ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.EnableAlwaysTrig ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.EnableReplicaTrig ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DisableTrig ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.EnableTrigAll ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DisableTrigAll ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.EnableTrigUser ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.DisableTrigUser ignored -> TABLES_AND_FOREIGN.contains(kind);
      case AlterTableCmd.EnableRule ignored -> TABLES.contains(kind);
      case AlterTableCmd.EnableAlwaysRule ignored -> TABLES.contains(kind);
      case AlterTableCmd.EnableReplicaRule ignored -> TABLES.contains(kind);
      case AlterTableCmd.DisableRule ignored -> TABLES.contains(kind);
      case AlterTableCmd.EnableRowSecurity ignored -> TABLES.contains(kind);
      case AlterTableCmd.DisableRowSecurity ignored -> TABLES.contains(kind);
      case AlterTableCmd.ForceRowSecurity ignored -> TABLES.contains(kind);
      case AlterTableCmd.NoForceRowSecurity ignored -> TABLES.contains(kind);
      case AlterTableCmd.AttachPartition ignored -> TABLES.contains(kind) || kind == INDEX;
      case AlterTableCmd.DetachPartition ignored -> TABLES.contains(kind);
      case AlterTableCmd.DetachPartitionFinalize ignored -> TABLES.contains(kind);
    };
  }

  /** Sequences can be unlogged from 15 on; partitioned tables no longer from 18 on. */
  private static boolean isLoggable(RelationKind kind, int version) {
    return kind == TABLE
        || (kind == PARTITIONED_TABLE && version < 18)
        || (kind == SEQUENCE && version >= 15);
  }

  /** Up to 15 some parameters of a partitioned table are taken, and do nothing. */
  private static boolean hasOptions(RelationKind kind, int version) {
    return (TABLES_AND_MATERIALIZED.contains(kind) && (kind != PARTITIONED_TABLE || version < 16))
        || kind == VIEW
        || kind == INDEX;
  }

  /**
   * Whether a relation is what the statement calls it ({@code RangeVarCallbackForAlterRelation}),
   * which is looked at before it is locked. TABLE is said of every relation but composite types.
   */
  static boolean isCalled(ObjectType word, RelationKind kind) {
    return switch (word) {
      case VIEW -> kind == VIEW;
      case MATVIEW -> kind == MATERIALIZED_VIEW;
      case FOREIGN_TABLE -> kind == FOREIGN_TABLE;
      case INDEX -> kind == INDEX;
      case SEQUENCE -> kind == SEQUENCE;
      case TYPE -> kind == COMPOSITE_TYPE;
      case TABLE -> kind != COMPOSITE_TYPE;
      default -> true;
    };
  }
}
