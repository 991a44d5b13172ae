package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;

/**
 * CREATE INDEX, DROP INDEX, REINDEX ({@code commands/indexcmds.c}); ALTER INDEX is {@link
 * AlterTableEffects}'.
 */
final class IndexEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;

  IndexEffects(EffectsBuilder effects, boolean inTransactionBlock) {
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

  // --- CREATE INDEX ---------------------------------------------------------------------------

  void create(TableStatement.IndexStmt index) {
    RelationName table = catalog.resolve(index.relation());
    boolean partitioned = isPartitioned(table);
    if (index.concurrent()) {
      refuseBlock("CREATE INDEX CONCURRENTLY");
    }
    LockMode mode = index.concurrent() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
    effects.lock(table, mode);
    if (!effects.isOf(Kinds.INDEXED, table, "a table or materialized view")) {
      return;
    }
    if (partitioned && version < 11) {
      effects.fail("42809", "a partitioned table cannot have an index before PostgreSQL 11");
      return;
    }
    if (partitioned && index.relation().inh()) {
      // Before the command proper, so that the order is the same for all (ProcessUtilitySlow).
      effects.lockFamily(table, mode);
    }
    if (partitioned && index.concurrent()) {
      effects.fail(
          "0A000", "an index on the partitioned table " + table + " cannot be built concurrently");
      return;
    }
    String name = index.idxname();
    if (name != null && catalog.relation(new RelationName(table.schema(), name)).isPresent()) {
      if (!index.ifNotExists()) {
        effects.fail("42P07", "relation " + name + " exists already");
      }
      return;
    }
    Table known = catalog.table(table).orElse(null);
    if (known != null) {
      IndexDefinition.check(effects, index, known);
      ImmutableExpressions.refuse(index, known, effects);
    }
    for (Relation added : catalog.addedIn(effects.after(index))) {
      if (added instanceof Index built) {
        effects.build(built.name(), built.table());
      }
    }
  }

  // --- DROP INDEX -----------------------------------------------------------------------------

  void drop(ObjectStatement.DropStmt drop) {
    if (drop.concurrent()) {
      if (drop.objects().size() > 1) {
        effects.fail("0A000", "DROP INDEX CONCURRENTLY drops one index at a time");
      }
      if (drop.behavior() == DropBehavior.CASCADE) {
        effects.fail("0A000", "DROP INDEX CONCURRENTLY does not support CASCADE");
      }
      refuseBlock("DROP INDEX CONCURRENTLY");
    }
    LockMode mode = drop.concurrent() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    for (ObjectReference object : drop.objects()) {
      if (object instanceof QualifiedName name) {
        drop(catalog.resolve(name.names()), drop, mode);
      }
    }
  }

  private void drop(RelationName name, ObjectStatement.DropStmt drop, LockMode mode) {
    if (catalog.lacks(name)) {
      if (!drop.missingOk()) {
        effects.fail("42704", "index " + name + " does not exist");
      }
      return;
    }
    if (!effects.isOf(Kinds.INDEXES, name, "an index")) {
      return;
    }
    Index index = catalog.index(name).orElse(null);
    if (index == null) {
      effects.assume("index " + name + " is not in the known schema, nor is its table");
      effects.lock(name, mode);
      return;
    }
    if (isPartitioned(index.table()) && drop.concurrent()) {
      effects.fail("0A000", "the partitioned index " + name + " cannot be dropped concurrently");
    }
    lockTree(index, mode);
    if (index.parent() != null) {
      effects.fail("2BP01", "index " + index.parent() + " requires its part " + name);
    }
    catalog.table(index.table()).ifPresent(table -> refuseConstraint(table, name));
  }

  private void refuseConstraint(Table table, RelationName index) {
    for (TableConstraint constraint : table.constraints()) {
      RelationName needed =
          switch (constraint) {
            case TableConstraint.Key key -> key.index();
            case TableConstraint.Exclusion exclusion -> exclusion.index();
            case TableConstraint.Check ignored -> null;
            case TableConstraint.NotNull ignored -> null;
            case TableConstraint.ForeignKey ignored -> null;
          };
      if (index.equals(needed)) {
        effects.fail(
            "2BP01", "constraint " + constraint.name() + " of " + table.name() + " needs " + index);
      }
    }
  }

  /** An index and its parts on partitions, each with its table. */
  private void lockTree(Index index, LockMode mode) {
    effects.lock(index.table(), mode);
    effects.lock(index.name(), mode);
    for (Index part : parts(index)) {
      lockTree(part, mode);
    }
  }

  private List<Index> parts(Index index) {
    return catalog.childrenOf(index.table()).stream()
        .flatMap(child -> catalog.indexesOf(child.name()).stream())
        .filter(candidate -> index.name().equals(candidate.parent()))
        .toList();
  }

  // --- REINDEX --------------------------------------------------------------------------------

  void reindex(UtilityStatement.ReindexStmt statement) {
    boolean concurrently = isConcurrent(statement.params());
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
      case SCHEMA -> {
        refuseBlock("REINDEX SCHEMA");
        String schema = statement.name();
        if (schema != null && catalog.completeness().lacks(schema)) {
          effects.fail("3F000", "schema " + schema + " does not exist");
        } else if (schema != null) {
          catalog.relationsIn(schema).forEach(each -> reindexMember(each, concurrently));
        }
        effects.assume("tables that are not in the known schema are locked and reindexed too");
      }
      case DATABASE -> {
        refuseBlock("REINDEX DATABASE");
        catalog.tables(table -> true).forEach(each -> reindexMember(each, concurrently));
        effects.assume("tables that are not in the known schema are locked and reindexed too");
      }
      case SYSTEM -> refuseBlock("REINDEX SYSTEM");
    }
  }

  private static boolean isConcurrent(List<DefElem> options) {
    return options.stream()
        .anyMatch(
            option -> option.defname().equals("concurrently") && OptionValue.isTrue(option.arg()));
  }

  /** {@code ReindexMultipleTables}: each table in a transaction of its own. */
  private void reindexMember(Relation relation, boolean concurrently) {
    if (relation.kind() == RelationKind.TABLE
        || relation.kind() == RelationKind.MATERIALIZED_VIEW) {
      rebuild(relation.name(), concurrently);
    }
  }

  private void rebuild(RelationName table, boolean concurrently) {
    effects.lock(table, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
    // The old index goes at the end of a concurrent rebuild, under ACCESS EXCLUSIVE.
    catalog.indexesOf(table).forEach(effects::rebuild);
  }

  private void reindexIndex(RelationName name, boolean concurrently) {
    if (effects.isMissing(name, false) || !effects.isOf(Kinds.INDEXES, name, "an index")) {
      return;
    }
    Index index = catalog.index(name).orElse(null);
    if (index == null) {
      effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
      effects.assume("the table of index " + name + " is not known; it gets SHARE");
      return;
    }
    LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
    if (!isPartitioned(index.table())) {
      effects.lock(index.table(), mode);
      // A concurrent rebuild takes it at its end, to let the old index go.
      effects.rebuild(index);
      return;
    }
    effects.lock(index.table(), mode);
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    if (version < 14) {
      effects.fail("0A000", "REINDEX of a partitioned index needs PostgreSQL 14");
      return;
    }
    refuseBlock("REINDEX INDEX of a partitioned index");
    reindexParts(index, mode);
  }

  private void reindexParts(Index index, LockMode mode) {
    for (Index part : parts(index)) {
      effects.lock(part.table(), mode);
      effects.rebuild(part);
      reindexParts(part, mode);
    }
  }

  private void reindexTable(RelationName name, boolean concurrently) {
    if (effects.isMissing(name, false)
        || !effects.isOf(Kinds.INDEXED, name, "a table or materialized view")) {
      return;
    }
    if (!isPartitioned(name)) {
      rebuild(name, concurrently);
      return;
    }
    effects.lock(name, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
    if (version < 14) {
      effects.assume("before PostgreSQL 14, REINDEX TABLE of a partitioned table does nothing");
      return;
    }
    refuseBlock("REINDEX TABLE of a partitioned table");
    for (Table part : catalog.descendantsOf(name)) {
      // ReindexPartitions lists the partitions under SHARE, also for a concurrent rebuild.
      effects.lock(part.name(), LockMode.SHARE);
      if (effects.hasStorage(part.name())) {
        rebuild(part.name(), concurrently);
      }
    }
  }

  // --- ALTER INDEX ALL ------------------------------------------------------------------------

  /** {@code AlterTableMoveAll}: from the database's own tablespace, unless said otherwise. */
  void moveAll(TableStatement.AlterTableMoveAllStmt statement) {
    if (!statement.roles().isEmpty()) {
      effects.assume("who owns a relation is not known, so that none is taken to be moved");
      return;
    }
    effects.assume(
        "every relation without a tablespace of its own is taken to be in "
            + statement.origTablespacename());
    if (!statement.origTablespacename().equals("pg_default")) {
      return;
    }
    catalog.tables(table -> true).forEach(table -> move(statement, table));
    catalog.views().stream()
        .filter(view -> view.kind() == RelationKind.MATERIALIZED_VIEW)
        .forEach(view -> move(statement, view));
  }

  private void move(TableStatement.AlterTableMoveAllStmt statement, Relation relation) {
    boolean view = relation.kind() == RelationKind.MATERIALIZED_VIEW;
    switch (statement.objtype()) {
      case INDEX -> catalog.indexesOf(relation.name()).forEach(effects::rebuild);
      case TABLE, MATVIEW -> {
        if (view == (statement.objtype() == ObjectType.MATVIEW)) {
          effects.lock(relation.name(), LockMode.ACCESS_EXCLUSIVE);
          effects.copyFile(relation.name());
        }
      }
      default -> {
        // ALL IN TABLESPACE is for tables, indexes and materialized views.
      }
    }
  }
}
