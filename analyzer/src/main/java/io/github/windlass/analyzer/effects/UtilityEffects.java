package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.Set;
import java.util.function.BiConsumer;

/** LOCK, COPY, EXPLAIN; what is said of whole databases and tablespaces. */
final class UtilityEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;
  private final BiConsumer<Statement, Boolean> explained;

  /**
   * @param explained takes the statement of EXPLAIN and whether it runs
   */
  UtilityEffects(
      EffectsBuilder effects,
      boolean inTransactionBlock,
      BiConsumer<Statement, Boolean> explained) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.inTransactionBlock = inTransactionBlock;
    this.explained = explained;
  }

  void predict(UtilityStatement statement) {
    switch (statement) {
      case UtilityStatement.LockStmt lock -> lock(lock);
      case UtilityStatement.VacuumStmt vacuum ->
          new MaintenanceEffects(effects, inTransactionBlock).vacuum(vacuum);
      case UtilityStatement.ClusterStmt cluster ->
          new MaintenanceEffects(effects, inTransactionBlock).cluster(cluster);
      case UtilityStatement.ReindexStmt reindex ->
          new IndexEffects(effects, inTransactionBlock).reindex(reindex);
      case UtilityStatement.CopyStmt copy -> copy(copy);
      case UtilityStatement.ExplainStmt explain ->
          explained.accept(explain.query(), OptionValue.isOn(explain.options(), "analyze"));
      case UtilityStatement.CreatedbStmt ignored -> refuseBlock("CREATE DATABASE");
      case UtilityStatement.DropdbStmt ignored -> refuseBlock("DROP DATABASE");
      case UtilityStatement.CreateTableSpaceStmt ignored -> refuseBlock("CREATE TABLESPACE");
      case UtilityStatement.DropTableSpaceStmt ignored -> refuseBlock("DROP TABLESPACE");
      case UtilityStatement.AlterDatabaseStmt alter -> {
        if (alter.options().stream().anyMatch(option -> option.defname().equals("tablespace"))) {
          refuseBlock("ALTER DATABASE … SET TABLESPACE");
        }
      }
      case UtilityStatement.AlterSystemStmt ignored -> refuseBlock("ALTER SYSTEM");
      default -> {
        // No relation of a user's is locked.
      }
    }
  }

  private void refuseBlock(String what) {
    if (inTransactionBlock) {
      effects.fail("25001", what + " cannot run inside a transaction block");
    }
  }

  private void lock(UtilityStatement.LockStmt statement) {
    LockMode mode = LockMode.valueOf(statement.mode().name());
    for (RangeVar relation : statement.relations()) {
      RelationName name = catalog.resolve(relation);
      Relation known = catalog.relation(name).orElse(null);
      if (known != null && !Kinds.LOCKABLE.contains(known.kind())) {
        effects.fail("42809", name + " is a " + known.kind().label() + ", which is not locked");
        return;
      }
      if (known instanceof View view) {
        if (version < 11) {
          effects.fail("42809", name + " is a view, which LOCK refuses before PostgreSQL 11");
          return;
        }
        lockView(view, mode);
      } else if (relation.inh()) {
        effects.lockFamily(name, mode);
      } else {
        effects.lock(name, mode);
      }
    }
  }

  private void lockView(View view, LockMode mode) {
    effects.lock(view.name(), mode);
    for (RelationName read : view.reads().stream().sorted().toList()) {
      if (catalog.relation(read).orElse(null) instanceof View inner) {
        // A materialized view is passed over (LockViewRecurse_walker).
        if (inner.kind() == RelationKind.VIEW) {
          lockView(inner, mode);
        }
      } else {
        effects.lockFamily(read, mode);
      }
    }
  }

  private void copy(UtilityStatement.CopyStmt statement) {
    RangeVar relation = statement.relation();
    if (relation == null) {
      if (statement.query() != null) {
        new QueryEffects(effects).query(statement.query(), QueryEffects.Stage.RUN);
      }
      return;
    }
    RelationName name = catalog.resolve(relation);
    effects.lock(name, statement.isFrom() ? LockMode.ROW_EXCLUSIVE : LockMode.ACCESS_SHARE);
    Relation known = catalog.relation(name).orElse(null);
    if (known != null && !isCopied(known.kind(), statement.isFrom())) {
      effects.fail("42809", "COPY is not of a " + known.kind().label());
      return;
    }
    if (known instanceof Table table && table.columnsKnown()) {
      for (String column : statement.attlist()) {
        if (table.column(column).isEmpty()) {
          effects.fail("42703", "column " + column + " of " + name + " does not exist");
        }
      }
    }
    if (statement.isFrom()) {
      new DataChangeEffects(effects)
          .insertRows(
              name,
              statement.attlist().isEmpty() ? null : Set.copyOf(statement.attlist()),
              Set.of(),
              Set.of());
      effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
    } else {
      effects.scan(name);
    }
  }

  /** {@code BeginCopyTo}, {@code CopyFrom}; into a view with an INSTEAD OF trigger. */
  private boolean isCopied(RelationKind kind, boolean from) {
    return switch (kind) {
      case TABLE -> true;
      case PARTITIONED_TABLE, FOREIGN_TABLE, VIEW -> from;
      case MATERIALIZED_VIEW -> !from && version >= 18;
      case INDEX, SEQUENCE, COMPOSITE_TYPE -> false;
    };
  }
}
