package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** VACUUM, CLUSTER, REINDEX, LOCK, COPY, EXPLAIN. */
final class UtilityEffects {

  private static final Set<String> FALSE_WORDS = Set.of("false", "off", "no", "0");

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
      case UtilityStatement.VacuumStmt vacuum -> vacuum(vacuum);
      case UtilityStatement.ClusterStmt cluster -> cluster(cluster);
      case UtilityStatement.ReindexStmt reindex -> reindex(reindex);
      case UtilityStatement.CopyStmt copy -> copy(copy);
      case UtilityStatement.ExplainStmt explain ->
          explained.accept(explain.query(), isOn(explain.options(), "analyze"));
      case UtilityStatement.CreatedbStmt ignored -> refuseBlock("CREATE DATABASE");
      case UtilityStatement.DropdbStmt ignored -> refuseBlock("DROP DATABASE");
      case UtilityStatement.CreateTableSpaceStmt ignored -> refuseBlock("CREATE TABLESPACE");
      case UtilityStatement.DropTableSpaceStmt ignored -> refuseBlock("DROP TABLESPACE");
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

  private static boolean isOn(List<DefElem> options, String name) {
    for (DefElem option : options) {
      if (option.defname().equals(name)) {
        return isTrue(option.arg());
      }
    }
    return false;
  }

  private static boolean isTrue(@Nullable Node argument) {
    return switch (argument) {
      case null -> true;
      case Value.BooleanValue value -> value.boolval();
      case Value.IntegerValue value -> value.ival() != 0;
      case Value.StringValue value -> !FALSE_WORDS.contains(value.sval().toLowerCase(Locale.ROOT));
      case Constant.BooleanConstant constant -> constant.boolval();
      default -> true;
    };
  }

  private void lock(UtilityStatement.LockStmt statement) {
    LockMode mode = LockMode.valueOf(statement.mode().name());
    for (RangeVar relation : statement.relations()) {
      RelationName name = catalog.resolve(relation);
      if (catalog.relation(name).orElse(null) instanceof View view) {
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
        lockView(inner, mode);
      } else {
        effects.lockFamily(read, mode);
      }
    }
  }

  private void vacuum(UtilityStatement.VacuumStmt statement) {
    boolean full = statement.isVacuumcmd() && isOn(statement.options(), "full");
    if (statement.isVacuumcmd()) {
      refuseBlock("VACUUM");
    }
    if (statement.rels().isEmpty()) {
      effects.assume("every table of the database is locked, one after the other");
    }
    for (UtilityStatement.VacuumRelation each : statement.rels()) {
      RelationName name = catalog.resolve(each.relation());
      for (RelationName member : members(name)) {
        if (full) {
          effects.lock(member, LockMode.ACCESS_EXCLUSIVE);
          effects.rewrite(member);
        } else {
          effects.lock(member, LockMode.SHARE_UPDATE_EXCLUSIVE);
          if (statement.isVacuumcmd()) {
            effects.lockIndexes(member, LockMode.ROW_EXCLUSIVE);
          } else {
            effects.lockIndexes(member, LockMode.ACCESS_SHARE);
          }
        }
      }
    }
  }

  /** A table, and its partitions. */
  private List<RelationName> members(RelationName name) {
    Table table = catalog.table(name).orElse(null);
    if (table == null || table.kind() != RelationKind.PARTITIONED_TABLE) {
      return List.of(name);
    }
    List<RelationName> members = new ArrayList<>();
    members.add(name);
    catalog.descendantsOf(name).forEach(child -> members.add(child.name()));
    return members;
  }

  private void cluster(UtilityStatement.ClusterStmt statement) {
    RangeVar relation = statement.relation();
    if (relation == null) {
      refuseBlock("CLUSTER");
      effects.assume("every table that was clustered before is rewritten");
      return;
    }
    RelationName name = catalog.resolve(relation);
    List<RelationName> members = members(name);
    if (members.size() > 1) {
      refuseBlock("CLUSTER of a partitioned table");
    }
    for (RelationName member : members) {
      effects.lock(member, LockMode.ACCESS_EXCLUSIVE);
      effects.rewrite(member);
    }
  }

  private void reindex(UtilityStatement.ReindexStmt statement) {
    boolean concurrently = isOn(statement.params(), "concurrently");
    if (concurrently) {
      refuseBlock("REINDEX CONCURRENTLY");
    }
    RangeVar relation = statement.relation();
    switch (statement.kind()) {
      case INDEX -> {
        if (relation != null) {
          reindexIndex(catalog.resolve(relation), concurrently);
        }
      }
      case TABLE -> {
        if (relation != null) {
          reindexTable(catalog.resolve(relation), concurrently);
        }
      }
      case SCHEMA, SYSTEM, DATABASE -> {
        refuseBlock("REINDEX " + statement.kind());
        effects.assume("every table of it gets SHARE, every index ACCESS EXCLUSIVE, in turn");
      }
    }
  }

  private void reindexIndex(RelationName name, boolean concurrently) {
    Index index = catalog.index(name).orElse(null);
    // A concurrent rebuild takes it at its end, to let the old index go.
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    if (index == null) {
      effects.assume("the table of index " + name + " is not known; it gets SHARE");
      return;
    }
    effects.lock(index.table(), concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
    effects.build(name, index.table());
  }

  private void reindexTable(RelationName name, boolean concurrently) {
    List<RelationName> members = members(name);
    if (members.size() > 1) {
      if (version < 14) {
        effects.lock(name, LockMode.SHARE);
        effects.assume("before PostgreSQL 14, REINDEX TABLE of a partitioned table does nothing");
        return;
      }
      refuseBlock("REINDEX TABLE of a partitioned table");
    }
    for (RelationName member : members) {
      effects.lock(member, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
      if (!effects.hasStorage(member)) {
        continue;
      }
      for (Index index : catalog.indexesOf(member)) {
        // The old index goes at the end of a concurrent rebuild, under ACCESS EXCLUSIVE.
        effects.rebuild(index);
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
    if (statement.isFrom()) {
      effects.lock(name, LockMode.ROW_EXCLUSIVE);
      effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
    } else {
      effects.lock(name, LockMode.ACCESS_SHARE);
      effects.scan(name);
    }
  }
}
