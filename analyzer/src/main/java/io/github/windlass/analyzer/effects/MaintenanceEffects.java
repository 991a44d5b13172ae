package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * VACUUM, ANALYZE and CLUSTER ({@code commands/vacuum.c}, {@code analyze.c}, {@code cluster.c}).
 */
final class MaintenanceEffects {

  private static final Set<String> VACUUM_OPTIONS =
      Set.of(
          "analyze",
          "verbose",
          "skip_locked",
          "buffer_usage_limit",
          "freeze",
          "full",
          "disable_page_skipping",
          "index_cleanup",
          "process_main",
          "process_toast",
          "truncate",
          "parallel",
          "skip_database_stats",
          "only_database_stats");

  private static final Set<String> ANALYZE_OPTIONS =
      Set.of("verbose", "skip_locked", "buffer_usage_limit");

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;

  MaintenanceEffects(EffectsBuilder effects, boolean inTransactionBlock) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.inTransactionBlock = inTransactionBlock;
  }

  private void refuseBlock(String what) {
    if (inTransactionBlock) {
      effects.fail("25001", what + " cannot run inside a transaction block");
    }
  }

  private boolean isPartitioned(RelationName name) {
    Relation known = catalog.relation(name).orElse(null);
    return known != null && known.kind() == RelationKind.PARTITIONED_TABLE;
  }

  // --- VACUUM and ANALYZE ---------------------------------------------------------------------

  void vacuum(VacuumStmt statement) {
    options(statement);
    if (effects.fails()) {
      return;
    }
    if (statement.isVacuumcmd()) {
      refuseBlock("VACUUM");
    }
    if (statement.rels().isEmpty()
        && !OptionValue.isOn(statement.options(), "only_database_stats")) {
      effects.assume("every table of the database is locked, one after the other");
    }
    for (UtilityStatement.VacuumRelation each : statement.rels()) {
      relation(statement, each);
    }
  }

  /** {@code ExecVacuum}. */
  private void options(VacuumStmt statement) {
    Set<String> known = statement.isVacuumcmd() ? VACUUM_OPTIONS : ANALYZE_OPTIONS;
    String command = statement.isVacuumcmd() ? "VACUUM" : "ANALYZE";
    for (DefElem option : statement.options()) {
      if (!known.contains(option.defname())) {
        effects.fail("42601", command + " has no option " + option.defname());
      }
    }
    boolean full = OptionValue.isOn(statement.options(), "full");
    boolean parallel =
        statement.options().stream()
            .anyMatch(o -> o.defname().equals("parallel") && OptionValue.isTrue(o.arg()));
    if (full && parallel) {
      effects.fail("0A000", "VACUUM FULL is not done in parallel");
    }
    boolean analyzes = !statement.isVacuumcmd() || OptionValue.isOn(statement.options(), "analyze");
    if (!analyzes && statement.rels().stream().anyMatch(each -> !each.vaCols().isEmpty())) {
      effects.fail("0A000", "VACUUM takes columns with ANALYZE only");
    }
  }

  private void relation(VacuumStmt statement, UtilityStatement.VacuumRelation each) {
    RangeVar relation = each.relation();
    RelationName name = catalog.resolve(relation);
    Relation known = catalog.relation(name).orElse(null);
    if (known != null && !isVacuumed(statement, known.kind())) {
      // A warning, and the lock is let go (vacuum_is_relation_owner, vacuum_rel).
      effects.assume(name + " is a " + known.kind().label() + ", which is passed over");
      return;
    }
    Table table = catalog.table(name).orElse(null);
    if (table != null && table.columnsKnown()) {
      for (String column : each.vaCols()) {
        if (table.column(column).isEmpty()) {
          effects.fail("42703", "column " + column + " of " + name + " does not exist");
        }
      }
    }
    boolean analyzes = !statement.isVacuumcmd() || OptionValue.isOn(statement.options(), "analyze");
    for (RelationName member : members(name, relation.inh())) {
      member(statement, member);
    }
    if (analyzes && !statement.isVacuumcmd() && !members(name, relation.inh()).contains(name)) {
      effects.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
    }
    if (analyzes) {
      // Rows of children are sampled for the parent too (acquire_inherited_sample_rows).
      catalog
          .descendantsOf(name)
          .forEach(child -> effects.lock(child.name(), LockMode.ACCESS_SHARE));
    }
  }

  private static boolean isVacuumed(VacuumStmt statement, RelationKind kind) {
    return switch (kind) {
      case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW -> true;
      case FOREIGN_TABLE -> !statement.isVacuumcmd();
      case VIEW, INDEX, SEQUENCE, COMPOSITE_TYPE -> false;
    };
  }

  /**
   * The relation and what is processed with it ({@code expand_vacuum_rel}): partitions, and from 18
   * on children, unless ONLY is said.
   */
  private List<RelationName> members(RelationName name, boolean children) {
    List<RelationName> members = new ArrayList<>();
    members.add(name);
    if (children && (version >= 18 || isPartitioned(name))) {
      catalog.descendantsOf(name).forEach(child -> members.add(child.name()));
    }
    return members;
  }

  private void member(VacuumStmt statement, RelationName member) {
    if (!statement.isVacuumcmd()) {
      effects.lock(member, LockMode.SHARE_UPDATE_EXCLUSIVE);
      effects.lockIndexes(member, LockMode.ACCESS_SHARE);
    } else if (OptionValue.isOn(statement.options(), "full")) {
      effects.lock(member, LockMode.ACCESS_EXCLUSIVE);
      effects.rewrite(member);
    } else {
      effects.lock(member, LockMode.SHARE_UPDATE_EXCLUSIVE);
      effects.lockIndexes(member, LockMode.ROW_EXCLUSIVE);
      truncation(statement, member);
    }
  }

  /**
   * Empty pages at the end of a table are given back under ACCESS EXCLUSIVE, if no one waits for it
   * ({@code lazy_truncate_heap}): that is sure to be tried only where many rows went.
   */
  private void truncation(VacuumStmt statement, RelationName table) {
    if (OptionValue.isOff(statement.options(), "truncate")
        || OptionValue.isOff(statement.options(), "process_main")
        || isSwitchedOff(statement, table)
        || !effects.hasStorage(table)) {
      return;
    }
    if (catalog.isThinned(table)) {
      effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      effects.assume(
          "the last pages of "
              + table
              + " are taken to be empty after the deletion; VACUUM (TRUNCATE false) leaves them");
    } else {
      effects.assume(
          "if the last pages of " + table + " are empty, they are cut off under ACCESS EXCLUSIVE");
    }
  }

  /** The storage parameter {@code vacuum_truncate}, which the option TRUNCATE overrides. */
  private boolean isSwitchedOff(VacuumStmt statement, RelationName table) {
    String option =
        catalog
            .table(table)
            .map(known -> known.properties().storage().options().get("vacuum_truncate"))
            .orElse("true");
    return !OptionValue.isOn(statement.options(), "truncate")
        && (option.equals("false") || option.equals("off") || option.equals("0"));
  }

  // --- CLUSTER --------------------------------------------------------------------------------

  void cluster(UtilityStatement.ClusterStmt statement) {
    RangeVar relation = statement.relation();
    if (relation == null) {
      refuseBlock("CLUSTER");
      for (Relation each : catalog.relations()) {
        if (clusteredOn(each) != null) {
          effects.lock(each.name(), LockMode.ACCESS_EXCLUSIVE);
          effects.rewrite(each.name());
        }
      }
      effects.assume("tables that are not in the known schema may be clustered too");
      return;
    }
    RelationName name = catalog.resolve(relation);
    if (effects.isMissing(name, false)
        || !effects.isOf(Kinds.INDEXED, name, "a table or materialized view")) {
      return;
    }
    if (isPartitioned(name)) {
      effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
      if (version < 11 || version >= 15) {
        refuseBlock("CLUSTER of a partitioned table");
      } else {
        effects.fail("0A000", "CLUSTER of a partitioned table needs PostgreSQL 15");
      }
    }
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    if (statement.indexname() != null) {
      order(name, new RelationName(name.schema(), statement.indexname()));
    }
    Relation known = catalog.relation(name).orElse(null);
    boolean allKnown = !(known instanceof Table table) || table.columnsKnown();
    if (statement.indexname() == null && known != null && allKnown && clusteredOn(known) == null) {
      effects.fail("42704", name + " was not clustered before");
      return;
    }
    for (RelationName member : clustered(name)) {
      effects.lock(member, LockMode.ACCESS_EXCLUSIVE);
      effects.rewrite(member);
    }
  }

  private static @Nullable String clusteredOn(Relation relation) {
    return switch (relation) {
      case Table table -> table.properties().clusteredOn();
      case View view -> view.properties().clusteredOn();
      case Index ignored -> null;
      case Relation.Sequence ignored -> null;
      case Relation.CompositeType ignored -> null;
    };
  }

  private List<RelationName> clustered(RelationName name) {
    List<RelationName> members = new ArrayList<>();
    members.add(name);
    if (isPartitioned(name)) {
      catalog.descendantsOf(name).forEach(child -> members.add(child.name()));
    }
    return members;
  }

  /** {@code check_index_is_clusterable}. */
  private void order(RelationName table, RelationName name) {
    Index index = catalog.index(name).orElse(null);
    if (index == null) {
      if (catalog.lacks(name)) {
        effects.fail("42704", "index " + name + " does not exist");
      }
    } else if (!index.table().equals(table)) {
      effects.fail("42809", name + " is not an index of " + table);
    } else if (index.definition().where() != null) {
      effects.fail("0A000", "the partial index " + name + " does not hold every row");
    } else if (!index.definition().method().equals("btree")
        && !index.definition().method().equals("gist")) {
      effects.fail("0A000", "an index of method " + index.definition().method() + " has no order");
    }
  }
}
