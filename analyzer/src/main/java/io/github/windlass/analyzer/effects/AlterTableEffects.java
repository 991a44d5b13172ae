package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE and its relatives ({@code commands/tablecmds.c}). */
final class AlterTableEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final AlterTableStmt statement;
  private final RelationName name;
  private final LockMode mode;

  /** The table and, unless ONLY was said, what is below it. */
  private final List<RelationName> family = new ArrayList<>();

  private AlterTableEffects(EffectsBuilder effects, AlterTableStmt statement) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.statement = statement;
    this.name = catalog.resolve(statement.relation());
    LockMode strongest = LockMode.SHARE_UPDATE_EXCLUSIVE;
    for (AlterTableCmd cmd : statement.cmds()) {
      strongest = strongest.orStronger(AlterTableLocks.of(cmd, version));
    }
    this.mode = strongest;
    family.add(name);
    if (statement.relation().inh()) {
      catalog.descendantsOf(name).forEach(child -> family.add(child.name()));
    }
  }

  static void predict(EffectsBuilder effects, AlterTableStmt statement) {
    new AlterTableEffects(effects, statement).predict();
  }

  private void predict() {
    effects.lock(name, mode);
    if (statement.objtype() == ObjectType.TYPE) {
      compositeType();
      return;
    }
    for (AlterTableCmd cmd : statement.cmds()) {
      command(cmd);
    }
  }

  private Optional<Table> table(RelationName relation) {
    return catalog.table(relation);
  }

  /** Columns and constraints go before others come, wherever they stand in the statement. */
  private boolean dropsColumn(String column) {
    return statement.cmds().stream()
        .anyMatch(
            cmd -> cmd instanceof AlterTableCmd.DropColumn drop && drop.name().equals(column));
  }

  private boolean dropsConstraint(TableConstraint.Key key) {
    return key.columns().stream().anyMatch(this::dropsColumn)
        || statement.cmds().stream()
            .anyMatch(cmd ->
                cmd instanceof AlterTableCmd.DropConstraint drop && drop.name().equals(key.name()));
  }

  private void lockFamily() {
    family.forEach(member -> effects.lock(member, mode));
  }

  // --- a composite type: the typed tables follow with CASCADE ---------------------------------

  private void compositeType() {
    boolean retypes =
        statement.cmds().stream().anyMatch(AlterTableCmd.AlterColumnType.class::isInstance);
    for (Table using : catalog.tables(table -> retypes && hasColumnOf(table))) {
      effects.lock(using.name(), LockMode.ACCESS_SHARE);
      effects.fail("0A000", "a column of " + using.name() + " is of type " + name);
    }
    for (Table typed : catalog.tables(table -> name.toString().equals(table.ofType()))) {
      for (AlterTableCmd cmd : statement.cmds()) {
        DropBehavior behavior =
            switch (cmd) {
              case AlterTableCmd.AddColumn add -> add.behavior();
              case AlterTableCmd.DropColumn drop -> drop.behavior();
              case AlterTableCmd.AlterColumnType change -> change.behavior();
              default -> DropBehavior.RESTRICT;
            };
        if (behavior == DropBehavior.RESTRICT) {
          effects.fail("2BP01", "type " + name.name() + " is the type of " + typed.name());
        } else {
          effects.lock(typed.name(), LockMode.ACCESS_EXCLUSIVE);
          if (cmd instanceof AlterTableCmd.AlterColumnType) {
            effects.rewrite(typed.name());
          }
        }
      }
    }
  }

  private boolean hasColumnOf(Table table) {
    return table.columns().stream()
        .map(Column::type)
        .anyMatch(type ->
            type != null
                && (type.name().equals(name.name()) || type.name().equals(name.toString())));
  }

  // --- one action -----------------------------------------------------------------------------

  private void command(AlterTableCmd cmd) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add -> {
        lockFamily();
        addColumn(add);
      }
      case AlterTableCmd.DropColumn drop -> {
        lockFamily();
        dropColumn(drop);
      }
      case AlterTableCmd.AlterColumnType change -> {
        lockFamily();
        ColumnTypeEffects types = new ColumnTypeEffects(effects);
        family.forEach(member -> types.alter(member, change));
      }
      case AlterTableCmd.SetNotNull change -> {
        lockFamily();
        family.forEach(member -> proveNotNull(member, change.name()));
      }
      case AlterTableCmd.SetExpression change -> {
        lockFamily();
        for (RelationName member : family) {
          boolean virtual =
              table(member)
                  .flatMap(t -> t.column(change.name()))
                  .filter(c -> c.generation() == Column.Generation.VIRTUAL)
                  .isPresent();
          if (!virtual) {
            effects.rewrite(member);
          }
        }
      }
      case AlterTableCmd.AddConstraint add -> addConstraint(add.constraint());
      case AlterTableCmd.ValidateConstraint validate -> validate(validate.name());
      case AlterTableCmd.DropConstraint drop -> dropConstraint(drop);
      case AlterTableCmd.ColumnDefault ignored -> lockFamily();
      case AlterTableCmd.DropNotNull change -> {
        lockFamily();
        table(name)
            .flatMap(Table::primaryKey)
            .filter(key -> key.columns().contains(change.name()))
            .ifPresent(
                key -> effects.fail("42P16", "column " + change.name() + " is in " + key.name()));
      }
      case AlterTableCmd.DropExpression ignored -> lockFamily();
      case AlterTableCmd.SetStatistics ignored -> lockFamily();
      case AlterTableCmd.SetStorage ignored -> lockFamily();
      case AlterTableCmd.SetIdentity change ->
          lockSequence(change.name(), LockMode.SHARE_ROW_EXCLUSIVE);
      case AlterTableCmd.DropIdentity change ->
          lockSequence(change.name(), LockMode.ACCESS_EXCLUSIVE);
      case AlterTableCmd.AddIdentity ignored -> {}
      case AlterTableCmd.SetOptions ignored -> {}
      case AlterTableCmd.ResetOptions ignored -> {}
      case AlterTableCmd.SetCompression ignored -> {}
      case AlterTableCmd.AlterColumnGenericOptions ignored -> {}
      case AlterTableCmd.AlterConstraint ignored -> {}
      case AlterTableCmd.ChangeOwner ignored -> {
        effects.lockIndexes(name, mode);
        catalog.sequencesOf(name).forEach(sequence -> effects.lock(sequence.name(), mode));
      }
      case AlterTableCmd.ClusterOn cluster ->
          effects.lock(new RelationName(name.schema(), cluster.name()), mode);
      case AlterTableCmd.DropCluster ignored -> {}
      case AlterTableCmd.SetLogged ignored -> setLogged(true);
      case AlterTableCmd.SetUnLogged ignored -> setLogged(false);
      case AlterTableCmd.AddOids ignored -> {
        if (version >= 12) {
          effects.fail("42601", "tables have no OIDs from PostgreSQL 12 on");
        } else {
          lockFamily();
          family.forEach(effects::rewrite);
        }
      }
      case AlterTableCmd.DropOids ignored -> lockFamily();
      case AlterTableCmd.SetAccessMethod change -> {
        if (change.name() != null && !change.name().equals("heap")) {
          effects.rewrite(name);
        }
      }
      case AlterTableCmd.SetTableSpace change -> {
        // The file moves even if it stays the same; pg_default is where it is taken to be.
        if (!change.name().equals("pg_default")) {
          moveFile();
        }
      }
      case AlterTableCmd.SetRelOptions ignored -> {}
      case AlterTableCmd.ResetRelOptions ignored -> {}
      case AlterTableCmd.GenericOptions ignored -> {}
      case AlterTableCmd.AddInherit add ->
          effects.lock(catalog.resolve(add.parent()), LockMode.SHARE_UPDATE_EXCLUSIVE);
      case AlterTableCmd.DropInherit drop ->
          effects.lock(catalog.resolve(drop.parent()), LockMode.ACCESS_SHARE);
      case AlterTableCmd.AddOf ignored -> {}
      case AlterTableCmd.DropOf ignored -> {}
      case AlterTableCmd.ReplicaIdentity identity -> {
        if (identity.name() != null) {
          effects.lock(new RelationName(name.schema(), identity.name()), LockMode.SHARE);
        }
      }
      case AlterTableCmd.EnableTrig ignored -> lockPartitions();
      case AlterTableCmd.EnableAlwaysTrig ignored -> lockPartitions();
      case AlterTableCmd.EnableReplicaTrig ignored -> lockPartitions();
      case AlterTableCmd.DisableTrig ignored -> lockPartitions();
      case AlterTableCmd.EnableTrigAll ignored -> lockPartitions();
      case AlterTableCmd.DisableTrigAll ignored -> lockPartitions();
      case AlterTableCmd.EnableTrigUser ignored -> lockPartitions();
      case AlterTableCmd.DisableTrigUser ignored -> lockPartitions();
      case AlterTableCmd.EnableRule ignored -> {}
      case AlterTableCmd.EnableAlwaysRule ignored -> {}
      case AlterTableCmd.EnableReplicaRule ignored -> {}
      case AlterTableCmd.DisableRule ignored -> {}
      case AlterTableCmd.EnableRowSecurity ignored -> {}
      case AlterTableCmd.DisableRowSecurity ignored -> {}
      case AlterTableCmd.ForceRowSecurity ignored -> {}
      case AlterTableCmd.NoForceRowSecurity ignored -> {}
      case AlterTableCmd.AttachPartition attach -> attach(attach);
      case AlterTableCmd.DetachPartition detach -> detach(detach);
      case AlterTableCmd.DetachPartitionFinalize detach ->
          effects.lock(catalog.resolve(detach.name()), LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private void lockPartitions() {
    if (table(name).filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE).isPresent()) {
      lockFamily();
    }
  }

  private void lockSequence(String column, LockMode sequenceMode) {
    for (Sequence sequence : catalog.sequencesOf(name)) {
      if (column.equals(sequence.ownerColumn())) {
        effects.lock(sequence.name(), sequenceMode);
      }
    }
  }

  private void moveFile() {
    if (catalog.index(name).isPresent()) {
      effects.build(name, catalog.index(name).get().table());
    } else {
      effects.copyFile(name);
    }
  }

  private void setLogged(boolean logged) {
    Table known = table(name).orElse(null);
    if (known != null && known.unlogged() == !logged) {
      return;
    }
    if (known != null && !logged) {
      for (Table referencing : catalog.referencing(name)) {
        if (!referencing.unlogged() && !referencing.name().equals(name)) {
          effects.fail(
              "42P16",
              name
                  + " cannot be unlogged: "
                  + referencing.name()
                  + ", which is logged, refers to it");
          return;
        }
      }
    }
    effects.rewrite(name);
  }

  // --- columns --------------------------------------------------------------------------------

  private void addColumn(AlterTableCmd.AddColumn add) {
    ColumnDef column = add.column();
    if (!statement.relation().inh() && !catalog.childrenOf(name).isEmpty()) {
      effects.fail("42P16", "a column must be added to the children of " + name + " too");
      return;
    }
    if (table(name).filter(t -> t.partition() != Table.Partition.NONE).isPresent()) {
      effects.fail("42809", "a column cannot be added to the partition " + name + " alone");
      return;
    }
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        // Every value is NULL, or the default's: without one there is nothing to check.
        referenced(key, hasDefault(column) && !key.skipValidation(), List.of(column.colname()));
      }
    }
    boolean exists =
        table(name).flatMap(t -> t.column(column.colname())).isPresent()
            && !dropsColumn(column.colname());
    if (exists) {
      if (!add.ifNotExists()) {
        effects.fail(
            "42701", "column " + column.colname() + " of relation " + name + " exists already");
      }
      return;
    }
    if (ImmutableExpressions.refuse(column, catalog.table(name).orElse(null), effects)) {
      return;
    }
    NewColumn kind = NewColumn.of(column, catalog, version);
    effects.assume(kind.assumption());
    if (kind.sequence() != null) {
      effects.lock(catalog.resolve(kind.sequence()), LockMode.ROW_EXCLUSIVE);
    }
    if (kind.missingValue() && family.stream().noneMatch(effects::isOwn)) {
      // The rows are read to find one that would be NULL.
      family.forEach(effects::scan);
      effects.fail(
          "23502",
          "column "
              + column.colname()
              + " is NOT NULL and has no default: this fails as soon as the table has a row");
      return;
    }
    for (RelationName member : family) {
      if (kind.rewrites()) {
        effects.rewrite(member);
      }
      for (Constraint constraint : column.constraints()) {
        switch (constraint) {
          case Constraint.Check check -> {
            if (!check.skipValidation() && enforced(column, check)) {
              effects.scan(member);
            }
          }
          case Constraint.Unique ignored -> buildKey(member, constraint, column.colname());
          case Constraint.PrimaryKey ignored -> buildKey(member, constraint, column.colname());
          default -> {
            // Said above, or nothing that touches rows.
          }
        }
      }
    }
  }

  private static boolean enforced(ColumnDef column, Constraint constraint) {
    return column.attributesOf(constraint).stream()
        .noneMatch(attribute -> attribute.kind() == Constraint.Attribute.Kind.NOT_ENFORCED);
  }

  private static boolean hasDefault(ColumnDef column) {
    return column.constraints().stream()
        .anyMatch(constraint ->
            constraint instanceof Constraint.Default fallback
                && !(fallback.rawExpr() instanceof Constant.NullConstant));
  }

  private void buildKey(RelationName member, Constraint key, String column) {
    String label = key instanceof Constraint.PrimaryKey ? "_pkey" : "_" + column + "_key";
    String given = member.equals(name) ? key.conname() : null;
    effects.build(
        new RelationName(member.schema(), given == null ? member.name() + label : given), member);
  }

  private void dropColumn(AlterTableCmd.DropColumn drop) {
    boolean cascade = drop.behavior() == DropBehavior.CASCADE;
    for (RelationName member : family) {
      Table known = table(member).orElse(null);
      if (known == null) {
        continue;
      }
      if (known.partitionKey().contains(drop.name())) {
        effects.fail(
            "42P16", "column " + drop.name() + " is part of the partition key of " + member);
        return;
      }
      for (TableConstraint constraint : known.constraints()) {
        if (constraint.columns().contains(drop.name())) {
          constraintGoes(known, constraint, cascade);
        }
      }
      for (Index index : catalog.indexesOf(member)) {
        if (index.uses(drop.name())) {
          effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
        }
      }
      lockSequenceOf(member, drop.name());
      for (View view : catalog.viewsOf(member)) {
        if (view.uses(member, drop.name())) {
          dependentView(view, cascade, "column " + drop.name() + " of " + member);
        }
      }
    }
  }

  private void lockSequenceOf(RelationName member, String column) {
    for (Sequence sequence : catalog.sequencesOf(member)) {
      if (column.equals(sequence.ownerColumn())) {
        effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  private void dependentView(View view, boolean cascade, String what) {
    if (!cascade) {
      effects.fail("2BP01", "cannot drop " + what + ": " + view.name() + " depends on it");
      return;
    }
    effects.lock(view.name(), LockMode.ACCESS_EXCLUSIVE);
    effects.lockIndexes(view.name(), LockMode.ACCESS_EXCLUSIVE);
    catalog.viewsOf(view.name()).forEach(reader -> dependentView(reader, true, what));
  }

  // --- constraints ----------------------------------------------------------------------------

  private void addConstraint(Constraint constraint) {
    switch (constraint) {
      case Constraint.Check check -> {
        lockFamily();
        if (!check.skipValidation()) {
          family.forEach(effects::scan);
        }
      }
      case Constraint.NotNull notNull -> {
        lockFamily();
        if (!notNull.skipValidation()) {
          for (RelationName member : family) {
            notNull.keys().forEach(column -> proveNotNull(member, column));
          }
        }
      }
      case Constraint.PrimaryKey key -> addKey(key.indexname(), constraint, key.keys(), true);
      case Constraint.Unique key -> addKey(key.indexname(), constraint, key.keys(), false);
      case Constraint.Exclusion exclusion -> addExclusion(exclusion);
      case Constraint.ForeignKey key -> addForeignKey(key);
      default -> {
        // No constraint of a table.
      }
    }
  }

  private void addKey(
      @Nullable String existing, Constraint constraint, List<String> columns, boolean primary) {
    Optional<TableConstraint.Key> present = table(name).flatMap(Table::primaryKey);
    if (primary && present.filter(key -> !dropsConstraint(key)).isPresent()) {
      effects.fail("42P16", "multiple primary keys for table " + name + " are not allowed");
      return;
    }
    if (existing != null) {
      RelationName index = new RelationName(name.schema(), existing);
      effects.lock(
          index, version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
      if (primary) {
        catalog
            .index(index)
            .ifPresent(known -> known.columns().forEach(column -> proveNotNull(name, column)));
      }
      return;
    }
    boolean partitioned =
        table(name).filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE).isPresent();
    if (partitioned && version < 11) {
      effects.fail("0A000", "keys are not supported on partitioned tables before PostgreSQL 11");
      return;
    }
    List<String> partitionKey = table(name).map(Table::partitionKey).orElse(List.of());
    if (partitioned && !columns.containsAll(partitionKey)) {
      effects.fail(
          "0A000", "a key of the partitioned table " + name + " must hold its partition key");
      return;
    }
    if (version >= 18) {
      lockFamily();
    } else if (partitioned) {
      family.stream().skip(1).forEach(member -> effects.lock(member, LockMode.SHARE));
    }
    if (primary) {
      columns.forEach(column -> proveNotNull(name, column));
    }
    for (RelationName member : partitioned ? family : List.of(name)) {
      if (partitioned && member.equals(name)) {
        continue;
      }
      effects.build(keyIndex(member, constraint, columns, primary), member);
    }
  }

  private RelationName keyIndex(
      RelationName member, Constraint constraint, List<String> columns, boolean primary) {
    String given = constraint.conname();
    if (given != null && member.equals(name)) {
      return new RelationName(member.schema(), given);
    }
    String label = primary ? "_pkey" : "_" + String.join("_", columns) + "_key";
    return new RelationName(member.schema(), member.name() + label);
  }

  private void addExclusion(Constraint.Exclusion exclusion) {
    String given = exclusion.conname();
    effects.build(
        new RelationName(name.schema(), given == null ? name.name() + "_excl" : given), name);
  }

  private void addForeignKey(Constraint.ForeignKey key) {
    boolean partitioned =
        table(name).filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE).isPresent();
    if (partitioned && version < 11) {
      effects.fail(
          "0A000", "foreign keys are not supported on partitioned tables before PostgreSQL 11");
      return;
    }
    if (partitioned && version < 18 && key.skipValidation() && key.isEnforced()) {
      effects.fail(
          "42809", "a foreign key of a partitioned table cannot be NOT VALID before PostgreSQL 18");
      return;
    }
    if (partitioned || version >= 18) {
      lockFamily();
    }
    if (typesDiffer(key)) {
      return;
    }
    referenced(key, !key.skipValidation(), key.fkAttrs());
  }

  /** A text column cannot refer to an integer: no operator compares the two. */
  private boolean typesDiffer(Constraint.ForeignKey key) {
    Table own = table(name).orElse(null);
    Table other = table(catalog.resolve(key.pktable())).orElse(null);
    if (own == null || other == null) {
      return false;
    }
    List<String> columns =
        key.pkAttrs().isEmpty()
            ? other.primaryKey().map(TableConstraint.Key::columns).orElse(List.of())
            : key.pkAttrs();
    for (int i = 0; i < Math.min(columns.size(), key.fkAttrs().size()); i++) {
      ColumnType left = own.column(key.fkAttrs().get(i)).map(Column::type).orElse(null);
      ColumnType right = other.column(columns.get(i)).map(Column::type).orElse(null);
      if (left != null && right != null && !TypeFamily.comparable(left, right)) {
        effects.fail(
            "42804", "a key of type " + left + " cannot refer to a column of type " + right);
        return true;
      }
    }
    return false;
  }

  /** The referenced table of a new foreign key, and the check of the rows there are. */
  private void referenced(Constraint.ForeignKey key, boolean validates, List<String> columns) {
    RelationName referenced = catalog.resolve(key.pktable());
    Table known = table(referenced).orElse(null);
    if (known != null && known.kind() == RelationKind.PARTITIONED_TABLE && version < 12) {
      effects.fail("42809", "a foreign key cannot refer to the partitioned table " + referenced);
      return;
    }
    effects.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
    if (known != null && !KeyLookup.hasKey(catalog, known, key.pkAttrs())) {
      effects.fail("42830", "no key of " + referenced + " matches the columns referred to");
      return;
    }
    if (known != null && known.kind() == RelationKind.PARTITIONED_TABLE) {
      catalog
          .descendantsOf(referenced)
          .forEach(child -> effects.lock(child.name(), LockMode.SHARE_ROW_EXCLUSIVE));
    }
    if (version >= 14 && known != null) {
      known.primaryKey().ifPresent(primary -> effects.lock(primary.index(), LockMode.ACCESS_SHARE));
    }
    if (validates && !columns.isEmpty()) {
      for (RelationName member : family) {
        effects.checkForeignKey(member, referenced);
      }
    }
  }

  private void validate(String constraintName) {
    TableConstraint constraint =
        table(name).flatMap(t -> t.constraint(constraintName)).orElse(null);
    switch (constraint) {
      case null -> {
        if (table(name).filter(Table::columnsKnown).isEmpty()) {
          effects.assume("constraint " + constraintName + " is not in the known schema");
        }
        effects.scan(name);
      }
      case TableConstraint.ForeignKey key -> {
        if (!key.valid()) {
          effects.lock(key.referenced(), LockMode.ROW_SHARE);
          effects.checkForeignKey(name, key.referenced());
        }
      }
      case TableConstraint.Check check -> {
        lockFamily();
        if (!check.valid()) {
          family.forEach(effects::scan);
        }
      }
      case TableConstraint.NotNull notNull -> {
        lockFamily();
        if (!notNull.valid()) {
          family.forEach(effects::scan);
        }
      }
      case TableConstraint.Key ignored ->
          effects.fail("42809", "constraint " + constraintName + " cannot be validated");
      case TableConstraint.Exclusion ignored ->
          effects.fail("42809", "constraint " + constraintName + " cannot be validated");
    }
  }

  private void dropConstraint(AlterTableCmd.DropConstraint drop) {
    Table known = table(name).orElse(null);
    TableConstraint constraint = known == null ? null : known.constraint(drop.name()).orElse(null);
    if (known == null || constraint == null) {
      effects.assume(
          "constraint "
              + drop.name()
              + " is not in the known schema; a foreign key would lock the table that it refers"
              + " to");
      return;
    }
    boolean inherited =
        constraint instanceof TableConstraint.Check
            || constraint instanceof TableConstraint.NotNull
            || known.kind() == RelationKind.PARTITIONED_TABLE;
    if (inherited) {
      lockFamily();
    }
    constraintGoes(known, constraint, drop.behavior() == DropBehavior.CASCADE);
  }

  private void constraintGoes(Table known, TableConstraint constraint, boolean cascade) {
    switch (constraint) {
      case TableConstraint.ForeignKey key ->
          effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
      case TableConstraint.Key key -> {
        effects.lock(key.index(), LockMode.ACCESS_EXCLUSIVE);
        for (Table referencing : catalog.referencing(known.name())) {
          for (TableConstraint.ForeignKey foreign : referencing.foreignKeys()) {
            if (foreign.referenced().equals(known.name())
                && foreign.needs(key)
                && !referencing.name().equals(known.name())) {
              if (cascade) {
                effects.lock(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
              } else {
                effects.fail(
                    "2BP01",
                    "constraint "
                        + foreign.name()
                        + " of "
                        + referencing.name()
                        + " depends on "
                        + key.name());
              }
            }
          }
        }
      }
      case TableConstraint.Exclusion exclusion ->
          effects.lock(exclusion.index(), LockMode.ACCESS_EXCLUSIVE);
      case TableConstraint.Check ignored -> {}
      case TableConstraint.NotNull ignored -> {}
    }
  }

  /** SET NOT NULL reads the table unless the column is NOT NULL or, from 12 on, a check says so. */
  private void proveNotNull(RelationName member, String column) {
    Table known = table(member).orElse(null);
    boolean marked = known != null && known.column(column).filter(Column::notNull).isPresent();
    boolean proven = version >= 12 && known != null && NotNullProof.holds(known, column);
    if (!marked && !proven) {
      effects.scan(member);
    }
  }

  // --- partitions -----------------------------------------------------------------------------

  private void attach(AlterTableCmd.AttachPartition attach) {
    RelationName child = catalog.resolve(attach.name());
    effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
    Index parentIndex = catalog.index(name).orElse(null);
    if (statement.objtype() == ObjectType.INDEX || parentIndex != null) {
      if (parentIndex != null) {
        effects.lock(parentIndex.table(), LockMode.ACCESS_SHARE);
      }
      catalog.index(child).ifPresent(index -> effects.lock(index.table(), LockMode.ACCESS_SHARE));
      return;
    }
    boolean implied =
        table(name).isPresent()
            && table(child).isPresent()
            && attach.bound() != null
            && PartitionProof.holds(table(name).get(), table(child).get(), attach.bound());
    if (!implied) {
      effects.scan(child);
      catalog.descendantsOf(child).forEach(below -> effects.scan(below.name()));
    }
    catalog
        .defaultPartitionOf(name)
        .ifPresent(fallback -> {
          effects.lock(fallback.name(), LockMode.ACCESS_EXCLUSIVE);
          effects.scan(fallback.name());
        });
    List<Index> own = catalog.indexesOf(child);
    for (Index index : catalog.indexesOf(name)) {
      effects.lock(
          index.name(), version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE);
      boolean present =
          own.stream()
              .anyMatch(candidate ->
                  candidate.columns().equals(index.columns())
                      && (candidate.unique() || !index.unique())
                      && candidate.mentions().equals(index.mentions()));
      if (!present) {
        effects.build(
            new RelationName(
                child.schema(), index.name().name().replace(name.name(), child.name())),
            child);
      }
    }
    table(name)
        .ifPresent(parent ->
            parent
                .foreignKeys()
                .forEach(key -> {
                  effects.lock(key.referenced(), LockMode.SHARE_ROW_EXCLUSIVE);
                  effects.scan(child);
                }));
  }

  private void detach(AlterTableCmd.DetachPartition detach) {
    RelationName child = catalog.resolve(detach.name());
    Optional<Table> fallback = catalog.defaultPartitionOf(name);
    if (detach.concurrent()) {
      if (fallback.isPresent()) {
        effects.fail(
            "55000", "partitions cannot be detached concurrently beside a default partition");
        return;
      }
      effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
      return;
    }
    effects.lock(
        child, version >= 14 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
    fallback.ifPresent(other -> effects.lock(other.name(), LockMode.ACCESS_EXCLUSIVE));
  }
}
