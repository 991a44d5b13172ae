package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.catalog.AlterTablePasses;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;

/**
 * ALTER TABLE and its relatives ({@code AlterTable} in {@code commands/tablecmds.c}): first every
 * action is prepared in the order written ({@code ATPrepCmd}), then all are taken in passes ({@code
 * ATRewriteCatalogs}). Each kind of action has its place in a class of its own family.
 */
final class AlterTableEffects {

  private final EffectsBuilder effects;
  private final AlteredTable altered;
  private final AlterTableStmt statement;

  private AlterTableEffects(EffectsBuilder effects, AlterTableStmt statement) {
    this.effects = effects;
    this.statement = statement;
    this.altered = new AlteredTable(effects, statement);
  }

  static void predict(EffectsBuilder effects, AlterTableStmt statement) {
    new AlterTableEffects(effects, statement).predict();
  }

  private void predict() {
    Relation known = altered.catalog().relation(altered.name).orElse(null);
    if (known != null && !AlterTableTargets.isCalled(statement.objtype(), known.kind())) {
      effects.fail("42809", altered.name + " is a " + known.kind().label());
      return;
    }
    effects.lock(altered.name, altered.mode);
    if (statement.objtype() == ObjectType.TYPE) {
      new CompositeTypeEffects(effects, statement, altered.name).predict();
      return;
    }
    for (AlterTableCmd cmd : statement.cmds()) {
      if (known != null && !AlterTableTargets.accepts(cmd, known.kind(), effects.version)) {
        // Keys of foreign tables are refused before the kind is looked at
        // (transformColumnDefinition).
        boolean key = cmd instanceof AlterTableCmd.AddConstraint;
        effects.fail(
            key && known.kind() == RelationKind.FOREIGN_TABLE ? "0A000" : "42809",
            "not to be done to " + altered.name + ", a " + known.kind().label());
      } else if (cmd instanceof AlterTableCmd.AlterColumnType change) {
        new ColumnTypeEffects(altered).prepare(change);
      }
      if (effects.fails()) {
        return;
      }
    }
    List<AlterTableCmd> cmds = AlterTablePasses.inOrder(statement.cmds());
    for (int i = 0; i < cmds.size() && !effects.fails(); i++) {
      if (i > 0) {
        altered.apply(cmds.get(i - 1));
      }
      command(cmds.get(i));
    }
  }

  private void command(AlterTableCmd cmd) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add -> new AddColumnEffects(altered).add(add);
      case AlterTableCmd.DropColumn drop -> new DropColumnEffects(altered).drop(drop);
      case AlterTableCmd.AlterColumnType change -> new ColumnTypeEffects(altered).alter(change);
      case AlterTableCmd.SetNotNull change -> new NotNullEffects(altered).set(change);
      case AlterTableCmd.DropNotNull change -> new NotNullEffects(altered).drop(change);

      case AlterTableCmd.ColumnDefault change -> options().setDefault(change);
      case AlterTableCmd.SetExpression change -> options().setExpression(change);
      case AlterTableCmd.DropExpression change -> options().dropExpression(change);
      case AlterTableCmd.AddIdentity change -> options().addIdentity(change);
      case AlterTableCmd.SetIdentity change -> options().setIdentity(change);
      case AlterTableCmd.DropIdentity change -> options().dropIdentity(change);
      case AlterTableCmd.SetStatistics change -> options().setStatistics(change);
      case AlterTableCmd.SetStorage change -> options().setStorage(change);
      case AlterTableCmd.SetCompression change -> options().setCompression(change);
      case AlterTableCmd.SetOptions change -> options().setOptions(change.name());
      case AlterTableCmd.ResetOptions change -> options().setOptions(change.name());
      case AlterTableCmd.AlterColumnGenericOptions change -> options().setOptions(change.name());

      case AlterTableCmd.AddConstraint add -> new ConstraintEffects(altered).add(add);
      case AlterTableCmd.ValidateConstraint validate ->
          new ConstraintChangeEffects(altered).validate(validate);
      case AlterTableCmd.AlterConstraint alter -> new ConstraintChangeEffects(altered).alter(alter);
      case AlterTableCmd.DropConstraint drop -> new ConstraintChangeEffects(altered).drop(drop);

      case AlterTableCmd.ChangeOwner ignored -> table().changeOwner();
      case AlterTableCmd.ClusterOn cluster -> table().clusterOn(cluster);
      case AlterTableCmd.DropCluster ignored -> table().refusesCluster();
      case AlterTableCmd.SetLogged ignored -> table().setLogged(true);
      case AlterTableCmd.SetUnLogged ignored -> table().setLogged(false);
      case AlterTableCmd.AddOids ignored -> {
        // WITH OIDS, up to 11.
        altered.lockFamily();
        altered.family.forEach(effects::rewrite);
      }
      case AlterTableCmd.DropOids ignored -> altered.lockFamily();
      case AlterTableCmd.SetAccessMethod change -> table().setAccessMethod(change);
      case AlterTableCmd.SetTableSpace change -> table().setTableSpace(change);
      case AlterTableCmd.SetRelOptions set -> table().setParameters(set.options());
      case AlterTableCmd.ResetRelOptions reset ->
          new StorageParameters(effects).reset(reset.options());
      case AlterTableCmd.GenericOptions ignored -> {}
      case AlterTableCmd.ReplicaIdentity identity -> table().replicaIdentity(identity);
      case AlterTableCmd.EnableTrig change -> table().trigger(change.name());
      case AlterTableCmd.EnableAlwaysTrig change -> table().trigger(change.name());
      case AlterTableCmd.EnableReplicaTrig change -> table().trigger(change.name());
      case AlterTableCmd.DisableTrig change -> table().trigger(change.name());
      case AlterTableCmd.EnableTrigAll ignored -> table().triggers();
      case AlterTableCmd.DisableTrigAll ignored -> table().triggers();
      case AlterTableCmd.EnableTrigUser ignored -> table().triggers();
      case AlterTableCmd.DisableTrigUser ignored -> table().triggers();
      case AlterTableCmd.EnableRule change -> table().rule(change.name());
      case AlterTableCmd.EnableAlwaysRule change -> table().rule(change.name());
      case AlterTableCmd.EnableReplicaRule change -> table().rule(change.name());
      case AlterTableCmd.DisableRule change -> table().rule(change.name());
      case AlterTableCmd.EnableRowSecurity ignored -> {}
      case AlterTableCmd.DisableRowSecurity ignored -> {}
      case AlterTableCmd.ForceRowSecurity ignored -> {}
      case AlterTableCmd.NoForceRowSecurity ignored -> {}

      case AlterTableCmd.AddInherit add -> new InheritanceEffects(altered).inherit(add);
      case AlterTableCmd.DropInherit drop -> new InheritanceEffects(altered).disinherit(drop);
      case AlterTableCmd.AddOf add -> new InheritanceEffects(altered).of(add);
      case AlterTableCmd.DropOf ignored -> new InheritanceEffects(altered).notOf();
      case AlterTableCmd.AttachPartition attach -> new PartitionEffects(altered).attach(attach);
      case AlterTableCmd.DetachPartition detach -> new PartitionEffects(altered).detach(detach);
      case AlterTableCmd.DetachPartitionFinalize detach ->
          new PartitionEffects(altered).finish(detach);
    }
  }

  private ColumnOptionEffects options() {
    return new ColumnOptionEffects(altered);
  }

  private TableOptionEffects table() {
    return new TableOptionEffects(altered);
  }
}
