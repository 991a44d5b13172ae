package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE, of whatever kind of relation ({@code tablecmds.c}). */
final class AlterTableFold {

  /** Sequences go with their tables to being logged and unlogged from here on. */
  private static final int SEQUENCES_WITH_TABLES = 15;

  /** ADD COLUMN IF NOT EXISTS of a column that exists makes no sequence from here on. */
  private static final int NO_SEQUENCE_IN_VAIN = 13;

  private final int version;
  private final RelationName name;
  private final boolean recurse;
  private Catalog catalog;

  private AlterTableFold(Catalog catalog, int version, AlterTableStmt statement) {
    this.catalog = catalog;
    this.version = version;
    this.name = catalog.resolve(statement.relation());
    this.recurse = statement.relation().inh();
  }

  static Catalog fold(Catalog before, int version, AlterTableStmt statement) {
    AlterTableFold fold = new AlterTableFold(before, version, statement);
    fold.alter(statement.cmds());
    return fold.catalog;
  }

  private void alter(List<AlterTableCmd> cmds) {
    for (int pass = 0; pass < AlterTablePasses.COUNT; pass++) {
      for (AlterTableCmd cmd : cmds) {
        if (AlterTablePasses.pass(cmd) == pass) {
          command(cmd);
        }
        if (cmd instanceof AlterTableCmd.AddColumn add) {
          for (Constraint constraint : add.column().constraints()) {
            if (AlterTablePasses.pass(constraint) == pass) {
              constraint(constraint, add.column());
            }
          }
        }
      }
    }
  }

  private void command(AlterTableCmd cmd) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add -> addColumn(add);
      case AlterTableCmd.DropColumn drop -> {
        DropFold fold = new DropFold(catalog, drop.behavior() == DropBehavior.CASCADE);
        fold.inheritedColumn(name, drop.name(), recurse);
        catalog = fold.catalog();
        typed(table -> {
          DropFold typed = new DropFold(catalog, true);
          typed.column(table.name(), drop.name());
          catalog = typed.catalog();
        });
      }
      case AlterTableCmd.AlterColumnType change -> alterType(change);
      case AlterTableCmd.ColumnDefault change -> {
        family(member -> column(member, change.name(), c -> withDefault(c, change.expr())));
        view(v -> v.outputs = v.outputs.changing(change.name(), c -> c.defaultsTo(change.expr())));
      }
      case AlterTableCmd.SetExpression change ->
          family(member -> column(member, change.name(), c -> c.defaultsTo(change.expr())));
      case AlterTableCmd.SetNotNull change -> setNotNull(change.name());
      case AlterTableCmd.DropNotNull change ->
          catalog = NotNullFold.drop(catalog, version, name, change.name(), recurse);
      case AlterTableCmd.DropExpression change ->
          family(member ->
              column(
                  member,
                  change.name(),
                  c -> c.generated(Generation.PLAIN, null).defaultsTo(null)));
      case AlterTableCmd.AddIdentity change ->
          catalog =
              ColumnFold.addIdentity(catalog, version, name, change.name(), change.identity());
      case AlterTableCmd.SetIdentity change -> setIdentity(change);
      case AlterTableCmd.DropIdentity change -> dropIdentity(change.name());
      case AlterTableCmd.AddConstraint add -> constraint(add.constraint(), null);
      case AlterTableCmd.AlterConstraint change -> alterConstraint(change);
      case AlterTableCmd.ValidateConstraint validate ->
          family(member -> validate(member, validate.name()));
      case AlterTableCmd.DropConstraint drop -> {
        DropFold fold = new DropFold(catalog, drop.behavior() == DropBehavior.CASCADE);
        fold.inheritedConstraint(name, drop.name(), recurse);
        catalog = fold.catalog();
      }
      case AlterTableCmd.AddInherit add -> {
        RelationName parent = catalog.resolve(add.parent());
        table(t -> t.under(parent, t.partition()));
      }
      case AlterTableCmd.DropInherit drop -> dropInherit(catalog.resolve(drop.parent()));
      case AlterTableCmd.AttachPartition attach ->
          catalog = PartitionFold.attach(catalog, version, name, attach);
      case AlterTableCmd.DetachPartition detach ->
          catalog = PartitionFold.detach(catalog, version, name, detach.name());
      case AlterTableCmd.DetachPartitionFinalize detach ->
          catalog = PartitionFold.detach(catalog, version, name, detach.name());
      case AlterTableCmd.SetLogged ignored -> unlogged(false);
      case AlterTableCmd.SetUnLogged ignored -> unlogged(true);
      case AlterTableCmd.SetStatistics change -> setStatistics(change);
      case AlterTableCmd.SetStorage change ->
          keepAll(change.name(), p -> p.stored(change.storage()));
      case AlterTableCmd.SetCompression change ->
          keep(change.name(), p -> p.compressed(change.method()));
      case AlterTableCmd.SetOptions change -> keepAll(change.name(), p -> p.set(change.options()));
      case AlterTableCmd.ResetOptions change ->
          keepAll(change.name(), p -> p.reset(change.options()));
      case AlterTableCmd.SetRelOptions change -> storage(s -> s.set(change.options()));
      case AlterTableCmd.ResetRelOptions change -> storage(s -> s.reset(change.options()));
      case AlterTableCmd.SetTableSpace change -> storage(s -> s.in(change.name()));
      case AlterTableCmd.SetAccessMethod change -> storage(s -> s.by(change.name()));
      case AlterTableCmd.ClusterOn change -> clustered(change.name());
      case AlterTableCmd.DropCluster ignored -> clustered(null);
      case AlterTableCmd.ReplicaIdentity change ->
          properties(p -> p.identifiedBy(change.identityType(), change.name()));
      case AlterTableCmd.EnableRowSecurity ignored ->
          properties(p -> p.secured(true, p.forcesRowSecurity()));
      case AlterTableCmd.DisableRowSecurity ignored ->
          properties(p -> p.secured(false, p.forcesRowSecurity()));
      case AlterTableCmd.ForceRowSecurity ignored ->
          properties(p -> p.secured(p.rowSecurity(), true));
      case AlterTableCmd.NoForceRowSecurity ignored ->
          properties(p -> p.secured(p.rowSecurity(), false));
      case AlterTableCmd.AddOf change -> {
        String type = catalog.resolveType(change.typeName().names()).toString();
        table(t -> t.edited(e -> e.ofType = type));
      }
      case AlterTableCmd.DropOf ignored -> table(t -> t.edited(e -> e.ofType = null));
      case AlterTableCmd.GenericOptions change ->
          properties(p -> p.foreign() == null ? p : p.from(p.foreign().altered(change.options())));
      case AlterTableCmd.EnableTrig change -> fire(TriggerFires.ON_ORIGIN, trigger(change.name()));
      case AlterTableCmd.EnableAlwaysTrig change ->
          fire(TriggerFires.ALWAYS, trigger(change.name()));
      case AlterTableCmd.EnableReplicaTrig change ->
          fire(TriggerFires.ON_REPLICA, trigger(change.name()));
      case AlterTableCmd.DisableTrig change -> fire(TriggerFires.DISABLED, trigger(change.name()));
      case AlterTableCmd.EnableTrigAll ignored -> fire(TriggerFires.ON_ORIGIN, triggers());
      case AlterTableCmd.DisableTrigAll ignored -> fire(TriggerFires.DISABLED, triggers());
      case AlterTableCmd.EnableTrigUser ignored -> fire(TriggerFires.ON_ORIGIN, triggers());
      case AlterTableCmd.DisableTrigUser ignored -> fire(TriggerFires.DISABLED, triggers());
      case AlterTableCmd.EnableRule change -> fire(TriggerFires.ON_ORIGIN, rule(change.name()));
      case AlterTableCmd.EnableAlwaysRule change -> fire(TriggerFires.ALWAYS, rule(change.name()));
      case AlterTableCmd.EnableReplicaRule change ->
          fire(TriggerFires.ON_REPLICA, rule(change.name()));
      case AlterTableCmd.DisableRule change -> fire(TriggerFires.DISABLED, rule(change.name()));
      // Nothing that the catalog holds: owners, OIDs, options of foreign columns.
      case AlterTableCmd.ChangeOwner ignored -> {}
      case AlterTableCmd.AddOids ignored -> {}
      case AlterTableCmd.DropOids ignored -> {}
      case AlterTableCmd.AlterColumnGenericOptions ignored -> {}
    }
  }

  // --- columns -------------------------------------------------------------------------------

  private void addColumn(AlterTableCmd.AddColumn add) {
    ColumnDef definition = add.column();
    if (catalog.relation(name).orElse(null) instanceof CompositeType composite) {
      List<Column> all = new ArrayList<>(composite.attributes());
      all.add(ColumnFold.attribute(catalog, definition));
      catalog = catalog.with(composite.with(all));
      typed(table -> catalog = ColumnFold.add(catalog, version, table.name(), definition));
      return;
    }
    Table table = catalog.table(name).orElse(null);
    if (table == null || table.column(definition.colname()).isPresent()) {
      if (table != null && version < NO_SEQUENCE_IN_VAIN) {
        catalog = ColumnFold.sequenceAlone(catalog, version, name, definition);
      }
      return;
    }
    catalog = ColumnFold.add(catalog, version, name, definition);
    if (ColumnFold.isNumbered(definition)) {
      catalog = ColumnFold.addNotNull(catalog, version, name, definition);
    }
    Column added = catalog.table(name).flatMap(t -> t.column(definition.colname())).orElse(null);
    if (recurse && added != null) {
      addToChildren(name, added);
    }
  }

  private void addToChildren(RelationName parent, Column column) {
    Column inherited =
        switch (column.generation()) {
          case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT -> column.generated(Generation.PLAIN, null);
          case PLAIN, SERIAL, STORED, VIRTUAL -> column;
        };
    for (Table child : catalog.childrenOf(parent)) {
      if (child.column(column.name()).isEmpty()) {
        catalog = catalog.with(child.plus(inherited.local(false)));
        catalog
            .table(parent)
            .map(t -> NotNullFold.of(t, column.name()))
            .ifPresent(notNull ->
                catalog =
                    NotNullFold.add(
                        catalog,
                        version,
                        child.name(),
                        column.name(),
                        new NotNullFold.Wanted(notNull.name(), true, false, false)));
        addToChildren(child.name(), column);
      }
    }
  }

  private void alterType(AlterTableCmd.AlterColumnType change) {
    ColumnType type = catalog.typeOf(change.typeName());
    List<String> collation = ColumnFold.collation(catalog, change.collClause());
    UnaryOperator<Column> retyped =
        c -> c.typed(type).collated(collation).kept(c.properties().stored(null).compressed(null));
    family(member -> column(member, change.name(), retyped));
    if (catalog.relation(name).orElse(null) instanceof CompositeType composite) {
      catalog =
          catalog.with(
              composite.with(
                  composite.attributes().stream()
                      .map(c -> c.name().equals(change.name()) ? retyped.apply(c) : c)
                      .toList()));
      typed(table -> column(table.name(), change.name(), retyped));
    }
    for (Sequence sequence : catalog.sequencesOf(name)) {
      if (sequence.identity() && change.name().equals(sequence.ownerColumn())) {
        catalog = catalog.with(sequence.counting(sequence.options().typed(type.name())));
      }
    }
  }

  /** The tables of a composite type (ALTER TYPE … CASCADE). */
  private void typed(Consumer<Table> action) {
    if (catalog.relation(name).orElse(null) instanceof CompositeType) {
      catalog.typedTables(name).forEach(action);
    }
  }

  private void column(RelationName table, String column, UnaryOperator<Column> change) {
    catalog = catalog.changing(table, t -> t.changing(column, change));
  }

  /** SET DEFAULT and DROP DEFAULT take the place of a serial's own default. */
  private static Column withDefault(Column column, @Nullable Expression expression) {
    return column.generation() == Generation.SERIAL
        ? column.generated(Generation.PLAIN, null).defaultsTo(expression)
        : column.defaultsTo(expression);
  }

  private void setNotNull(String column) {
    NotNullFold.Wanted wanted = new NotNullFold.Wanted(null, true, false, true);
    catalog =
        recurse
            ? NotNullFold.addWithChildren(catalog, version, name, column, wanted)
            : NotNullFold.add(catalog, version, name, column, wanted);
  }

  private void setIdentity(AlterTableCmd.SetIdentity change) {
    Generation generation = generation(change.options());
    if (generation != null) {
      column(name, change.name(), c -> c.generated(generation, c.sequence()));
    }
    for (Sequence sequence : catalog.sequencesOf(name)) {
      if (sequence.identity() && change.name().equals(sequence.ownerColumn())) {
        catalog = catalog.with(sequence.counting(sequence.options().altered(change.options())));
      }
    }
  }

  /** What SET GENERATED says among the options of an identity; null if it is not said. */
  private static @Nullable Generation generation(List<DefElem> options) {
    DefElem option = SequenceOptions.find(options, "generated");
    return option != null && option.arg() instanceof Value.IntegerValue letter
        ? letter.ival() == 'a' ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY_BY_DEFAULT
        : null;
  }

  private void dropIdentity(String column) {
    boolean identity =
        catalog
            .table(name)
            .flatMap(t -> t.column(column))
            .map(Column::generation)
            .filter(g -> g == Generation.IDENTITY_ALWAYS || g == Generation.IDENTITY_BY_DEFAULT)
            .isPresent();
    if (!identity) {
      return;
    }
    for (Sequence sequence : catalog.sequencesOf(name)) {
      if (sequence.identity() && column.equals(sequence.ownerColumn())) {
        catalog = catalog.without(sequence.name());
      }
    }
    family(member -> column(member, column, c -> c.generated(Generation.PLAIN, null)));
  }

  private void setStatistics(AlterTableCmd.SetStatistics change) {
    Index index = catalog.index(name).orElse(null);
    if (index != null) {
      catalog =
          catalog.with(index.defined(index.definition().sampled(change.num(), change.value())));
    } else if (change.name() != null) {
      keepAll(change.name(), p -> p.sampled(change.value()));
    }
  }

  private void keep(String column, UnaryOperator<ColumnProperties> change) {
    UnaryOperator<Column> kept = c -> c.kept(change.apply(c.properties()));
    column(name, column, kept);
    view(v -> v.outputs = v.outputs.changing(column, kept));
  }

  private void keepAll(String column, UnaryOperator<ColumnProperties> change) {
    UnaryOperator<Column> kept = c -> c.kept(change.apply(c.properties()));
    family(member -> column(member, column, kept));
    view(v -> v.outputs = v.outputs.changing(column, kept));
  }

  // --- constraints ---------------------------------------------------------------------------

  private void constraint(Constraint constraint, @Nullable ColumnDef column) {
    switch (constraint) {
      case Constraint.NotNull notNull -> {
        NotNullFold.Wanted wanted =
            new NotNullFold.Wanted(
                notNull.conname(), !notNull.skipValidation(), notNull.isNoInherit(), true);
        List<String> columns = column == null ? notNull.keys() : List.of(column.colname());
        for (String each : columns) {
          catalog =
              recurse
                  ? NotNullFold.addWithChildren(catalog, version, name, each, wanted)
                  : NotNullFold.add(catalog, version, name, each, wanted);
        }
      }
      case Constraint.Check check -> {
        Table before = catalog.table(name).orElse(null);
        catalog = ConstraintFold.add(catalog, version, name, check, column);
        Table after = catalog.table(name).orElse(null);
        if (recurse && before != null && after != null && !check.isNoInherit()) {
          inherit(before, after);
        }
      }
      case Constraint.ForeignKey key -> {
        Table before = catalog.table(name).orElse(null);
        catalog = ConstraintFold.add(catalog, version, name, key, column);
        Table after = catalog.table(name).orElse(null);
        if (before != null && after != null && after.kind() == RelationKind.PARTITIONED_TABLE) {
          inherit(before, after);
        }
      }
      case Constraint.PrimaryKey key -> key(key, column);
      case Constraint.Unique key -> key(key, column);
      case Constraint.Exclusion exclusion -> key(exclusion, column);
      case Constraint.Null ignored -> {}
      case Constraint.Default ignored -> {}
      case Constraint.Generated ignored -> {}
      case Constraint.Identity ignored -> {}
      case Constraint.Attribute ignored -> {}
    }
  }

  /** A constraint with an index. */
  private void key(Constraint key, @Nullable ColumnDef column) {
    catalog =
        recurse
            ? ConstraintFold.add(catalog, version, name, key, column)
            : ConstraintFold.addOnly(catalog, version, name, key, column);
  }

  /** Children have the new constraints of their parent too. */
  private void inherit(Table before, Table after) {
    Set<String> old = new HashSet<>();
    before.constraints().forEach(constraint -> old.add(constraint.name()));
    for (TableConstraint constraint : after.constraints()) {
      if (!old.contains(constraint.name())) {
        inherited(name, constraint);
      }
    }
  }

  /** Children have a new constraint too, if they have none of that name or meaning. */
  private void inherited(RelationName parent, TableConstraint constraint) {
    for (Table child : catalog.childrenOf(parent)) {
      TableConstraint own = Inheritance.inherited(child, constraint);
      if (own == null && constraint instanceof TableConstraint.ForeignKey key) {
        own =
            child.foreignKeys().stream()
                .filter(other -> Inheritance.same(other, key))
                .findFirst()
                .orElse(null);
        if (own != null) {
          catalog = catalog.with(Inheritance.setLocal(child, own, false));
        }
      }
      if (own == null) {
        catalog = catalog.with(child.plus(constraint.local(false)));
        inherited(child.name(), constraint);
      }
    }
  }

  private void alterConstraint(AlterTableCmd.AlterConstraint change) {
    family(member ->
        constraints(
            member,
            c -> {
              if (!c.name().equals(change.conname())) {
                return c;
              }
              return switch (c) {
                case TableConstraint.ForeignKey key -> altered(key, change);
                case TableConstraint.NotNull notNull when change.alterInheritability() ->
                    notNull.inheritable(!change.noinherit());
                case TableConstraint.NotNull notNull -> notNull;
                case TableConstraint.Check check -> check;
                case TableConstraint.Key key -> key;
                case TableConstraint.Exclusion exclusion -> exclusion;
              };
            }));
  }

  private static TableConstraint altered(
      TableConstraint.ForeignKey key, AlterTableCmd.AlterConstraint change) {
    TableConstraint.ForeignKey result = key;
    if (change.alterEnforceability() && key.enforced() != change.isEnforced()) {
      result = result.enforced(change.isEnforced());
    }
    return change.alterDeferrability()
        ? result.deferring(ConstraintFold.deferral(change.deferrable(), change.initdeferred()))
        : result;
  }

  private void constraints(RelationName table, UnaryOperator<TableConstraint> change) {
    catalog =
        catalog.changing(
            table, t -> t.withConstraints(t.constraints().stream().map(change).toList()));
  }

  private void validate(RelationName table, String constraint) {
    constraints(table, c -> c.name().equals(constraint) ? validated(c) : c);
    catalog
        .table(table)
        .flatMap(t -> t.constraint(constraint))
        .filter(TableConstraint.NotNull.class::isInstance)
        .ifPresent(c -> c.columns().forEach(column -> column(table, column, k -> k.notNull(true))));
  }

  private static TableConstraint validated(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Check c -> c.validated();
      case TableConstraint.NotNull c -> c.validated();
      case TableConstraint.ForeignKey c -> c.validated();
      case TableConstraint.Key c -> c;
      case TableConstraint.Exclusion c -> c;
    };
  }

  // --- the relation --------------------------------------------------------------------------

  private void dropInherit(RelationName parent) {
    table(t -> t.notUnder(parent, t.partition()));
    Table after = catalog.table(name).orElse(null);
    if (after == null) {
      return;
    }
    // What came from that parent alone is the table's own now.
    List<Column> columns = new ArrayList<>();
    for (Column column : after.columns()) {
      boolean inherits = Inheritance.parentsWithColumn(catalog, after, column.name()) > 0;
      columns.add(inherits ? column : column.local(true));
    }
    List<TableConstraint> constraints = new ArrayList<>();
    for (TableConstraint constraint : after.constraints()) {
      boolean inherits = Inheritance.parentsWith(catalog, after, constraint) > 0;
      constraints.add(inherits ? constraint : constraint.local(true));
    }
    catalog = catalog.with(after.withColumns(columns).withConstraints(constraints));
  }

  private void unlogged(boolean unlogged) {
    table(t -> t.withUnlogged(unlogged));
    if (catalog.relation(name).orElse(null) instanceof Sequence sequence) {
      catalog = catalog.with(sequence.unlogged(unlogged));
    }
    if (version >= SEQUENCES_WITH_TABLES) {
      for (Sequence sequence : catalog.sequencesOf(name)) {
        catalog = catalog.with(sequence.unlogged(unlogged));
      }
    }
  }

  private void table(UnaryOperator<Table> change) {
    catalog = catalog.changing(name, change);
  }

  private void view(Consumer<ViewEdit> change) {
    if (catalog.relation(name).orElse(null) instanceof View view) {
      catalog = catalog.with(view.edited(change));
    }
  }

  private void properties(UnaryOperator<TableProperties> change) {
    table(t -> t.with(change.apply(t.properties())));
  }

  private void clustered(@Nullable String index) {
    properties(p -> p.clustered(index));
    view(v -> v.properties = v.properties.clustered(index));
  }

  private void storage(UnaryOperator<Storage> change) {
    properties(p -> p.stored(change.apply(p.storage())));
    view(v -> v.properties = v.properties.stored(change.apply(v.properties.storage())));
    catalog
        .index(name)
        .ifPresent(index -> {
          Index.Definition definition = index.definition();
          catalog =
              catalog.with(index.defined(definition.stored(change.apply(definition.storage()))));
        });
  }

  private static Predicate<Attachment> trigger(String trigger) {
    return a -> a.kind() == Attachment.Kind.TRIGGER && a.name().equals(trigger);
  }

  private static Predicate<Attachment> triggers() {
    return a -> a.kind() == Attachment.Kind.TRIGGER;
  }

  private static Predicate<Attachment> rule(String rule) {
    return a -> a.kind() == Attachment.Kind.RULE && a.name().equals(rule);
  }

  private void fire(TriggerFires fires, Predicate<Attachment> meant) {
    Function<List<Attachment>, List<Attachment>> change =
        all -> all.stream().map(a -> meant.test(a) ? a.firing(fires) : a).toList();
    family(member ->
        catalog = catalog.changing(member, t -> t.withAttachments(change.apply(t.attachments()))));
    view(v -> v.properties = v.properties.attached(change.apply(v.properties.attachments())));
  }

  /** A table, and its descendants unless ONLY was said. */
  private void family(Consumer<RelationName> action) {
    List<Table> descendants = recurse ? catalog.descendantsOf(name) : List.of();
    action.accept(name);
    descendants.forEach(child -> action.accept(child.name()));
  }
}
