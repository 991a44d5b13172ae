package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE ({@code DefineRelation} in {@code commands/tablecmds.c}). */
final class TableEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  TableEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
  }

  // --- CREATE TABLE ---------------------------------------------------------------------------

  void create(TableStatement.CreateStmt create) {
    RelationName name = catalog.nameForNew(create.relation());
    boolean exists = catalog.relation(name).isPresent();
    if (exists && create.ifNotExists()) {
      return;
    }
    if (version >= 12 && isWithOids(create)) {
      effects.fail("42601", "tables have no OIDs from PostgreSQL 12 on");
      return;
    }
    if (version >= 12 && asksForOids(create)) {
      effects.fail("0A000", "tables have no OIDs from PostgreSQL 12 on");
      return;
    }
    new StorageParameters(effects).ofNewTable(create.options(), create.partspec() != null);
    if (name.schema().equals("pg_catalog")) {
      effects.fail("42501", "nobody makes tables in pg_catalog");
      return;
    }
    if (effects.refusesNew(name, false)) {
      return;
    }
    elements(create);
    type(create);
    List<Column> inherited = parents(create);
    if (exists) {
      effects.fail("42P07", "relation " + name + " exists already");
    } else if (catalog.userType(name).isPresent()) {
      effects.fail("42710", "type " + name + " exists already");
    }
    inherited.addAll(likeColumns(create));
    inherited.addAll(typeColumns(create));
    TableDefinition.check(effects, create, inherited);
    effects
        .after(create)
        .table(name)
        .ifPresent(made -> ImmutableExpressions.refuse(create, made, effects));
    for (TableElement element : create.tableElts()) {
      switch (element) {
        case TableLikeClause ignored -> {}
        case ColumnDef column -> column.constraints().forEach(c -> referenced(create, c, name));
        case Constraint constraint -> referenced(create, constraint, name);
      }
    }
    if (create.partbound() != null && !create.inhRelations().isEmpty()) {
      partitionOf(catalog.resolve(create.inhRelations().get(0)), create.partbound());
    }
  }

  private static boolean isWithOids(TableStatement.CreateStmt create) {
    return create.options().stream()
        .anyMatch(option ->
            option.defname().equals("oids")
                && option.arg() instanceof Value.IntegerValue value
                && value.ival() == 1);
  }

  /** {@code WITH (oids)}, where {@code WITH OIDS} is no syntax any more. */
  private static boolean asksForOids(TableStatement.CreateStmt create) {
    return OptionValue.isOn(create.options(), "oids");
  }

  private void elements(TableStatement.CreateStmt create) {
    for (TableElement element : create.tableElts()) {
      switch (element) {
        case TableLikeClause like -> like(like);
        case ColumnDef column -> {
          for (Constraint constraint : column.constraints()) {
            if (constraint instanceof Constraint.Default given) {
              effects.lockNamedSequences(given.rawExpr());
            }
          }
        }
        case Constraint ignored -> {}
      }
    }
  }

  /** {@code check_of_type}: a table is of a composite type that stands alone. */
  private void type(TableStatement.CreateStmt create) {
    if (create.ofTypename() == null) {
      return;
    }
    RelationName type = catalog.resolveType(create.ofTypename().names());
    Relation relation = catalog.relation(type).orElse(null);
    if (catalog.userType(type).isPresent()
        || (relation != null && relation.kind() != RelationKind.COMPOSITE_TYPE)) {
      effects.lock(type, LockMode.ACCESS_SHARE);
      effects.fail("42809", type + " is not a composite type");
    }
  }

  /** The columns of {@code OF type}; those that are written must be among them. */
  private List<Column> typeColumns(TableStatement.CreateStmt create) {
    if (create.ofTypename() == null
        || !(catalog.relation(catalog.resolveType(create.ofTypename().names())).orElse(null)
            instanceof Relation.CompositeType type)) {
      return List.of();
    }
    for (ColumnDef written : create.columns()) {
      if (type.attributes().stream().noneMatch(a -> a.name().equals(written.colname()))) {
        effects.fail("42703", "type " + type.name() + " has no " + written.colname());
      }
    }
    return type.attributes();
  }

  private void like(TableLikeClause like) {
    RelationName source = catalog.resolve(like.relation());
    effects.lock(source, LockMode.ACCESS_SHARE);
    if (!effects.isOf(Kinds.WITH_COLUMNS, source, "something with columns")) {
      return;
    }
    Table table = catalog.table(source).orElse(null);
    if (table != null && like.includes(TableLikeClause.Option.DEFAULTS)) {
      for (Column column : table.columns()) {
        if (column.defaultExpression() != null) {
          effects.lockNamedSequences(column.defaultExpression());
        } else if (column.generation() == Column.Generation.SERIAL) {
          catalog.sequencesOf(source).stream()
              .filter(sequence -> column.name().equals(sequence.ownerColumn()))
              .forEach(sequence -> effects.lockNamedSequence(sequence.name()));
        }
      }
    }
  }

  /** The columns of LIKE, none of which may be written again. */
  private List<Column> likeColumns(TableStatement.CreateStmt create) {
    List<Column> columns = new ArrayList<>();
    for (TableElement element : create.tableElts()) {
      if (element instanceof TableLikeClause like) {
        for (Column column :
            catalog.table(catalog.resolve(like.relation())).map(Table::columns).orElse(List.of())) {
          columns.add(column);
          if (create.columns().stream().anyMatch(own -> own.colname().equals(column.name()))) {
            effects.fail("42701", "column " + column.name() + " comes from LIKE already");
          }
        }
      }
    }
    return columns;
  }

  /** Locks the parents ({@code MergeAttributes}); gives the columns that come from them. */
  private List<Column> parents(TableStatement.CreateStmt create) {
    List<Column> inherited = new ArrayList<>();
    boolean partition = create.partbound() != null;
    Set<RelationName> seen = new HashSet<>();
    for (RangeVar parent : create.inhRelations()) {
      RelationName parentName = catalog.resolve(parent);
      if (!seen.add(parentName)) {
        effects.fail("42P07", parentName + " would be inherited from twice");
      }
      effects.lock(
          parentName, partition ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
      if (!effects.isOf(Kinds.ALL_TABLES, parentName, "a table")) {
        return inherited;
      }
      Table table = catalog.table(parentName).orElse(null);
      if (table == null) {
        continue;
      }
      boolean partitioned = table.kind() == RelationKind.PARTITIONED_TABLE;
      if (partition && !partitioned) {
        effects.fail("42P17", parentName + " is not partitioned");
      } else if (!partition && partitioned) {
        effects.fail("42809", "cannot inherit from the partitioned table " + parentName);
      } else if (!partition && table.partition() != Table.Partition.NONE) {
        effects.fail("42809", "cannot inherit from the partition " + parentName);
      }
      inherited.addAll(table.columns());
    }
    return inherited;
  }

  // --- partitions -----------------------------------------------------------------------------

  private void partitionOf(RelationName parent, PartitionBoundSpec bound) {
    Table known = catalog.table(parent).orElse(null);
    if (known != null
        && known.kind() == RelationKind.PARTITIONED_TABLE
        && !PartitionBounds.fit(effects, catalog, known, bound)) {
      return;
    }
    catalog.defaultPartitionOf(parent).ifPresent(fallback -> fallback(known, fallback, bound));
    if (known == null) {
      return;
    }
    for (var key : known.foreignKeys()) {
      effects.lock(
          key.referenced(), version >= 12 ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_SHARE);
      if (version >= 14) {
        lockPrimaryKey(key.referenced());
      }
    }
    // CloneFkReferenced: the partition gets the triggers of foreign keys to its parent.
    for (Table referencing : catalog.referencing(parent)) {
      effects.lock(
          referencing.name(), version >= 15 ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_SHARE);
    }
  }

  /** The default partition may hold rows that belong into the new one. */
  private void fallback(@Nullable Table parent, Table fallback, PartitionBoundSpec bound) {
    if (bound instanceof PartitionBoundSpec.DefaultBound) {
      effects.fail("42P17", fallback.name() + " is the default partition already");
      return;
    }
    effects.lockFamily(fallback.name(), LockMode.ACCESS_EXCLUSIVE);
    if (parent != null && PartitionProof.excludes(parent, fallback, bound)) {
      return;
    }
    effects.scan(fallback.name());
    catalog.descendantsOf(fallback.name()).forEach(child -> effects.scan(child.name()));
  }

  // --- foreign keys ---------------------------------------------------------------------------

  private void referenced(
      TableStatement.CreateStmt create, Constraint constraint, RelationName own) {
    if (!(constraint instanceof Constraint.ForeignKey key)) {
      return;
    }
    RelationName referenced = catalog.resolve(key.pktable());
    if (referenced.equals(own)) {
      return;
    }
    effects.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
    if (effects.fails()) {
      return;
    }
    if (!effects.isOf(Kinds.TABLES, referenced, "a table")) {
      return;
    }
    Table known = catalog.table(referenced).orElse(null);
    if (known != null && known.kind() == RelationKind.PARTITIONED_TABLE && version < 12) {
      effects.fail("42809", "a foreign key cannot refer to the partitioned table " + referenced);
      return;
    }
    if (known != null) {
      persistence(create, known);
      match(key, known);
      types(create, key, known);
    }
    if (effects.fails()) {
      return;
    }
    catalog
        .descendantsOf(referenced)
        .forEach(child -> effects.lock(child.name(), LockMode.SHARE_ROW_EXCLUSIVE));
    if (version >= 14) {
      lockPrimaryKey(referenced);
    }
  }

  private void lockPrimaryKey(RelationName table) {
    catalog
        .table(table)
        .flatMap(Table::primaryKey)
        .ifPresent(primary -> effects.lock(primary.index(), LockMode.ACCESS_SHARE));
  }

  /** {@code ATAddForeignKeyConstraint}: rows must not outlive those that they refer to. */
  private void persistence(TableStatement.CreateStmt create, Table referenced) {
    boolean temporary = create.relation().relpersistence() == RangeVar.Persistence.TEMPORARY;
    boolean unlogged = create.relation().relpersistence() == RangeVar.Persistence.UNLOGGED;
    if (temporary != referenced.temporary()) {
      effects.fail("42P16", "a temporary table and one that stays cannot refer to each other");
    } else if (referenced.unlogged() && !unlogged && !temporary) {
      effects.fail("42P16", "a logged table cannot refer to the unlogged " + referenced.name());
    }
  }

  private void match(Constraint.ForeignKey key, Table referenced) {
    if (!referenced.columnsKnown()) {
      return;
    }
    for (String column : key.pkAttrs()) {
      if (referenced.column(column).isEmpty()) {
        effects.fail("42703", "column " + column + " of " + referenced.name() + " does not exist");
        return;
      }
    }
    if (key.pkAttrs().isEmpty() && referenced.primaryKey().isEmpty()) {
      effects.fail("42704", referenced.name() + " has no primary key");
      return;
    }
    int referencing = Math.max(1, key.fkAttrs().size());
    int columns =
        key.pkAttrs().isEmpty()
            ? referenced.primaryKey().map(primary -> primary.columns().size()).orElse(referencing)
            : key.pkAttrs().size();
    if (referencing != columns || !KeyLookup.hasKey(catalog, referenced, key.pkAttrs())) {
      effects.fail("42830", "no key of " + referenced.name() + " matches the columns referred to");
    }
  }

  /** No operator compares the columns, so that the key cannot be looked up. */
  private void types(
      TableStatement.CreateStmt create, Constraint.ForeignKey key, Table referenced) {
    List<String> theirs =
        key.pkAttrs().isEmpty()
            ? referenced.primaryKey().map(TableConstraint.Key::columns).orElse(List.of())
            : key.pkAttrs();
    for (ColumnDef column : create.columns()) {
      int place = column.constraints().contains(key) ? 0 : key.fkAttrs().indexOf(column.colname());
      if (place < 0 || place >= theirs.size() || column.typeName() == null) {
        continue;
      }
      ColumnType written = ColumnType.of(column.typeName());
      String integer = written.serialBase();
      ColumnType own = integer == null ? written : ColumnType.of(integer);
      ColumnType other = referenced.column(theirs.get(place)).map(Column::type).orElse(null);
      if (other != null && !new Coercion(catalog, version).refers(own, other)) {
        effects.fail(
            "42804", "a key of type " + own + " cannot refer to a column of type " + other);
      }
    }
  }
}
