package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of an ALTER TABLE, as the actions before have left it. */
final class AlteredTable {

  /** Columns that every table has and none may be given ({@code heap.c}); oid went with 12. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "cmin", "xmax", "cmax", "tableoid");

  final EffectsBuilder effects;
  final int version;
  final AlterTableStmt statement;
  final RelationName name;
  final LockMode mode;

  /** Whether ONLY was not said. */
  final boolean recurses;

  /** The table and, unless ONLY was said, what is below it. */
  final List<RelationName> family = new ArrayList<>();

  private Catalog catalog;

  AlteredTable(EffectsBuilder effects, AlterTableStmt statement) {
    this.effects = effects;
    this.version = effects.version;
    this.statement = statement;
    this.catalog = effects.catalog;
    this.name = catalog.resolve(statement.relation());
    this.recurses = statement.relation().inh();
    LockMode strongest = LockMode.SHARE_UPDATE_EXCLUSIVE;
    for (AlterTableCmd cmd : statement.cmds()) {
      strongest = strongest.orStronger(AlterTableLocks.of(cmd, version));
    }
    this.mode = strongest;
    family.add(name);
    if (recurses) {
      catalog.descendantsOf(name).forEach(child -> family.add(child.name()));
    }
  }

  Catalog catalog() {
    return catalog;
  }

  /** Goes on to what an action makes of the table. */
  void apply(AlterTableCmd cmd) {
    catalog = after(cmd);
  }

  /** What the catalog is after an action. */
  Catalog after(AlterTableCmd cmd) {
    return statement.cmds().size() == 1 ? effects.after(statement) : after(cmd, catalog);
  }

  private Catalog after(AlterTableCmd cmd, Catalog before) {
    return CatalogFold.fold(
        before,
        new AlterTableStmt(
            statement.relation(),
            List.of(cmd),
            statement.objtype(),
            statement.missingOk(),
            statement.span()),
        version);
  }

  // --- what it is ------------------------------------------------------------------------------

  Optional<Table> table() {
    return catalog.table(name);
  }

  Optional<Table> table(RelationName relation) {
    return catalog.table(relation);
  }

  Optional<Column> column(String column) {
    return table().flatMap(t -> t.column(column));
  }

  boolean isPartitioned() {
    return isPartitioned(name);
  }

  boolean isPartitioned(RelationName relation) {
    return table(relation).filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE).isPresent();
  }

  boolean isPartition() {
    return table().filter(t -> t.partition() != Table.Partition.NONE).isPresent();
  }

  boolean isTyped() {
    return table().filter(t -> t.ofType() != null).isPresent();
  }

  boolean hasChildren() {
    return catalog.hasChildren(name);
  }

  /** Whether a column comes from a parent ({@code attinhcount > 0}). */
  boolean isInherited(String column) {
    return table().stream()
        .flatMap(t -> t.parents().stream())
        .anyMatch(parent -> table(parent).flatMap(p -> p.column(column)).isPresent());
  }

  static boolean isSystemColumn(String column) {
    return SYSTEM_COLUMNS.contains(column);
  }

  /** Whether a column is surely not there; fails then. */
  boolean lacks(String column) {
    if (isSystemColumn(column)) {
      fail("0A000", "system column " + column + " cannot be changed");
      return true;
    }
    if (table().filter(t -> t.columnsKnown() && t.column(column).isEmpty()).isPresent()) {
      fail("42703", "column " + column + " of relation " + name + " does not exist");
      return true;
    }
    return false;
  }

  /**
   * A table with a column of this table's row type ({@code find_composite_type_dependencies}),
   * which forbids to compute rows anew.
   */
  Optional<Table> userOfRowType() {
    return catalog.tablesOfType(name).stream().findFirst();
  }

  // --- what is done to it ----------------------------------------------------------------------

  void fail(String sqlstate, String reason) {
    effects.fail(sqlstate, reason);
  }

  void lockFamily() {
    family.forEach(member -> effects.lock(member, mode));
  }

  /** Locks what is below the table, one level or all, also where ONLY was said. */
  void lockDescendants() {
    catalog.descendantsOf(name).forEach(child -> effects.lock(child.name(), mode));
  }

  private static boolean isAttach(AlterTableCmd cmd) {
    return cmd instanceof AlterTableCmd.AttachPartition;
  }

  /** Builds the indexes that an action adds to tables that are there. */
  void buildIndexesOf(AlterTableCmd cmd) {
    boolean known = effects.catalog.relation(name).isPresent();
    Catalog before = known ? catalog : catalog.assuming(name);
    for (Relation added : before.addedIn(known ? after(cmd) : after(cmd, before))) {
      if (added instanceof Index index
          && (!known || effects.catalog.relation(index.table()).isPresent())
          && (index.table().equals(name) || (recurses && isPartitioned()) || isAttach(cmd))) {
        effects.build(index.name(), index.table());
      }
    }
  }
}
