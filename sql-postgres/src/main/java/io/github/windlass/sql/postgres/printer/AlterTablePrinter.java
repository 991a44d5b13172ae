package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddColumn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddInherit;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddOf;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AddOids;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterColumnGenericOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterColumnType;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AlterConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.AttachPartition;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ChangeOwner;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ClusterOn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ColumnDefault;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DetachPartition;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DetachPartitionFinalize;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableTrigAll;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DisableTrigUser;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropCluster;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropColumn;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropExpression;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropInherit;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropNotNull;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropOf;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.DropOids;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableAlwaysRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableAlwaysTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableReplicaRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableReplicaTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableRule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableTrig;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableTrigAll;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.EnableTrigUser;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ForceRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.GenericOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.NoForceRowSecurity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ReplicaIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ResetOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ResetRelOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetAccessMethod;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetCompression;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetExpression;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetIdentity;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetLogged;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetNotNull;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetRelOptions;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetStatistics;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetStorage;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetTableSpace;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.SetUnLogged;
import io.github.windlass.sql.postgres.tree.AlterTableCmd.ValidateConstraint;

/** The commands of ALTER TABLE and its kin. */
final class AlterTablePrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final TablePrinter tables;
  private final ConstraintPrinter constraints;
  private final NamePrinter names;
  private final OptionPrinter options;
  private final String column;

  /**
   * @param column COLUMN, or ATTRIBUTE for a composite type
   */
  AlterTablePrinter(
      SqlPrinter printer,
      SqlWriter out,
      TablePrinter tables,
      ConstraintPrinter constraints,
      String column) {
    this.printer = printer;
    this.out = out;
    this.tables = tables;
    this.constraints = constraints;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
    this.column = column;
  }

  /** {@code alter_table_cmd}, {@code alter_type_cmd}, {@code partition_cmd}. */
  void command(AlterTableCmd command) {
    switch (command) {
      case AddColumn add -> {
        out.write("ADD").write(column).writeIf(add.ifNotExists(), "IF NOT EXISTS");
        constraints.column(add.column());
        names.behavior(add.behavior());
      }
      case DropColumn drop -> {
        out.write("DROP").write(column).writeIf(drop.missingOk(), "IF EXISTS");
        out.name(drop.name());
        names.behavior(drop.behavior());
      }
      case AlterColumnType alter -> {
        alter(alter.name()).write("TYPE");
        printer.types().type(alter.typeName());
        constraints.collation(alter.collClause());
        if (alter.rawDefault() != null) {
          out.write("USING");
          printer.expressions().expression(alter.rawDefault());
        }
        names.behavior(alter.behavior());
      }
      case ColumnDefault alter -> {
        alter(alter.name());
        if (alter.expr() == null) {
          out.write("DROP DEFAULT");
        } else {
          out.write("SET DEFAULT");
          printer.expressions().expression(alter.expr());
        }
      }
      case DropNotNull alter -> alter(alter.name()).write("DROP NOT NULL");
      case SetNotNull alter -> alter(alter.name()).write("SET NOT NULL");
      case SetExpression alter -> {
        alter(alter.name()).write("SET EXPRESSION AS");
        constraints.inParentheses(alter.expr());
      }
      case DropExpression alter ->
          alter(alter.name()).write("DROP EXPRESSION").writeIf(alter.missingOk(), "IF EXISTS");
      case SetStatistics alter -> {
        if (alter.name() == null) {
          out.write("ALTER COLUMN").number(alter.num());
        } else {
          alter(alter.name());
        }
        out.write("SET STATISTICS");
        out.write(alter.value() == null ? "DEFAULT" : alter.value().toString());
      }
      case SetOptions alter -> {
        alter(alter.name()).write("SET");
        options.definition(alter.options());
      }
      case ResetOptions alter -> {
        alter(alter.name()).write("RESET");
        options.definition(alter.options());
      }
      case SetStorage alter -> {
        alter(alter.name()).write("SET STORAGE");
        names.nameOrDefault(alter.storage());
      }
      case SetCompression alter -> {
        alter(alter.name()).write("SET COMPRESSION");
        names.nameOrDefault(alter.method());
      }
      case AddIdentity alter -> {
        alter(alter.name()).write("ADD");
        constraints.identity(alter.identity());
      }
      case SetIdentity alter -> {
        alter(alter.name());
        options.identity(alter.options());
      }
      case DropIdentity alter ->
          alter(alter.name()).write("DROP IDENTITY").writeIf(alter.missingOk(), "IF EXISTS");
      case AlterColumnGenericOptions alter -> {
        alter(alter.name());
        options.generic(alter.options());
      }
      case AddConstraint add -> {
        out.write("ADD");
        constraints.tableConstraint(add.constraint());
      }
      case AlterConstraint alter -> alterConstraint(alter);
      case ValidateConstraint validate -> out.write("VALIDATE CONSTRAINT").name(validate.name());
      case DropConstraint drop -> {
        out.write("DROP CONSTRAINT").writeIf(drop.missingOk(), "IF EXISTS").name(drop.name());
        names.behavior(drop.behavior());
      }
      case ChangeOwner change -> {
        out.write("OWNER TO");
        names.role(change.newowner());
      }
      case ClusterOn cluster -> out.write("CLUSTER ON").name(cluster.name());
      case DropCluster ignored -> out.write("SET WITHOUT CLUSTER");
      case SetLogged ignored -> out.write("SET LOGGED");
      case SetUnLogged ignored -> out.write("SET UNLOGGED");
      case AddOids ignored -> out.write("SET WITH OIDS");
      case DropOids ignored -> out.write("SET WITHOUT OIDS");
      case SetAccessMethod set -> {
        out.write("SET ACCESS METHOD");
        if (set.name() == null) {
          out.write("DEFAULT");
        } else {
          out.name(set.name());
        }
      }
      case SetTableSpace set -> out.write("SET TABLESPACE").name(set.name());
      case SetRelOptions set -> {
        out.write("SET");
        options.definition(set.options());
      }
      case ResetRelOptions reset -> {
        out.write("RESET");
        options.definition(reset.options());
      }
      case GenericOptions alter -> options.generic(alter.options());
      case AddInherit add -> {
        out.write("INHERIT");
        names.qualifiedName(add.parent());
      }
      case DropInherit drop -> {
        out.write("NO INHERIT");
        names.qualifiedName(drop.parent());
      }
      case AddOf add -> out.write("OF").names(add.typeName().names());
      case DropOf ignored -> out.write("NOT OF");
      case ReplicaIdentity replica -> replicaIdentity(replica);
      case EnableTrig enable -> out.write("ENABLE TRIGGER").name(enable.name());
      case EnableAlwaysTrig enable -> out.write("ENABLE ALWAYS TRIGGER").name(enable.name());
      case EnableReplicaTrig enable -> out.write("ENABLE REPLICA TRIGGER").name(enable.name());
      case DisableTrig disable -> out.write("DISABLE TRIGGER").name(disable.name());
      case EnableTrigAll ignored -> out.write("ENABLE TRIGGER ALL");
      case DisableTrigAll ignored -> out.write("DISABLE TRIGGER ALL");
      case EnableTrigUser ignored -> out.write("ENABLE TRIGGER USER");
      case DisableTrigUser ignored -> out.write("DISABLE TRIGGER USER");
      case EnableRule enable -> out.write("ENABLE RULE").name(enable.name());
      case EnableAlwaysRule enable -> out.write("ENABLE ALWAYS RULE").name(enable.name());
      case EnableReplicaRule enable -> out.write("ENABLE REPLICA RULE").name(enable.name());
      case DisableRule disable -> out.write("DISABLE RULE").name(disable.name());
      case EnableRowSecurity ignored -> out.write("ENABLE ROW LEVEL SECURITY");
      case DisableRowSecurity ignored -> out.write("DISABLE ROW LEVEL SECURITY");
      case ForceRowSecurity ignored -> out.write("FORCE ROW LEVEL SECURITY");
      case NoForceRowSecurity ignored -> out.write("NO FORCE ROW LEVEL SECURITY");
      case AttachPartition attach -> {
        out.write("ATTACH PARTITION");
        names.qualifiedName(attach.name());
        if (attach.bound() != null) {
          tables.partitionBound(attach.bound());
        }
      }
      case DetachPartition detach -> {
        out.write("DETACH PARTITION");
        names.qualifiedName(detach.name());
        out.writeIf(detach.concurrent(), "CONCURRENTLY");
      }
      case DetachPartitionFinalize detach -> {
        out.write("DETACH PARTITION");
        names.qualifiedName(detach.name());
        out.write("FINALIZE");
      }
    }
  }

  /** {@code ALTER COLUMN name}. */
  private SqlWriter alter(String name) {
    return out.write("ALTER").write(column).name(name);
  }

  private void alterConstraint(AlterConstraint alter) {
    out.write("ALTER CONSTRAINT").name(alter.conname());
    if (alter.alterEnforceability()) {
      out.write(alter.isEnforced() ? "ENFORCED" : "NOT ENFORCED");
    }
    if (alter.alterDeferrability()) {
      out.write(alter.deferrable() ? "DEFERRABLE" : "NOT DEFERRABLE");
      out.writeIf(alter.initdeferred(), "INITIALLY DEFERRED");
    }
    if (alter.alterInheritability()) {
      out.write(alter.noinherit() ? "NO INHERIT" : "INHERIT");
    }
  }

  private void replicaIdentity(ReplicaIdentity replica) {
    out.write("REPLICA IDENTITY");
    switch (replica.identityType()) {
      case NOTHING -> out.write("NOTHING");
      case FULL -> out.write("FULL");
      case DEFAULT -> out.write("DEFAULT");
      case INDEX -> {
        out.write("USING INDEX");
        if (replica.name() != null) {
          out.name(replica.name());
        }
      }
    }
  }
}
