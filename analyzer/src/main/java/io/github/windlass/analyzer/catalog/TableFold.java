package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE and ALTER TABLE: what they make of the catalog. */
final class TableFold {

  /** NOT NULL is a constraint with a name from here on. */
  private static final int NAMED_NOT_NULL = 18;

  private final int version;
  private Catalog catalog;

  TableFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  // --- CREATE TABLE ---------------------------------------------------------------------------

  Catalog create(CreateStmt statement, RelationKind kind) {
    RelationName name = catalog.nameForNew(statement.relation());
    if (catalog.relation(name).isPresent()) {
      return catalog;
    }
    List<RelationName> parents = statement.inhRelations().stream().map(catalog::resolve).toList();
    Partition partition = partition(statement.partbound());
    List<Column> columns = new ArrayList<>();
    List<TableConstraint> inherited = new ArrayList<>();
    boolean columnsKnown = true;
    for (RelationName parent : parents) {
      Table known = catalog.table(parent).orElse(null);
      if (known == null) {
        columnsKnown = false;
        continue;
      }
      columnsKnown &= known.columnsKnown();
      known.columns().stream()
          .filter(column -> columns.stream().noneMatch(c -> c.name().equals(column.name())))
          .forEach(columns::add);
      known.constraints().stream().filter(TableFold::isInherited).forEach(inherited::add);
    }
    PartitionSpec partitionSpec = statement.partspec();
    Table table =
        new Table(
            name,
            partitionSpec != null ? RelationKind.PARTITIONED_TABLE : kind,
            statement.relation().relpersistence() == RangeVar.Persistence.TEMPORARY,
            statement.relation().relpersistence() == RangeVar.Persistence.UNLOGGED,
            columnsKnown && statement.ofTypename() == null,
            columns,
            inherited,
            parents,
            partition,
            partitionSpec == null ? List.of() : partitionKey(partitionSpec),
            statement.ofTypename() == null
                ? null
                : catalog.resolve(statement.ofTypename().names()).toString(),
            List.of(),
            null);
    catalog = catalog.with(table);
    List<Placed> placed = new ArrayList<>();
    for (TableElement element : statement.tableElts()) {
      if (element instanceof ColumnDef column) {
        addColumn(name, column);
        column.constraints().forEach(constraint -> placed.add(new Placed(constraint, column)));
      } else if (element instanceof TableLikeClause like) {
        copy(name, like);
      } else if (element instanceof Constraint constraint) {
        placed.add(new Placed(constraint, null));
      }
    }
    // A stable sort: among their like, constraints are made in the order written.
    placed.sort(Comparator.comparingInt(each -> order(each.constraint())));
    List<KeyClause> keys = new ArrayList<>();
    for (Placed each : placed) {
      KeyClause key = keyClause(each.constraint(), each.column());
      if (key == null) {
        addConstraint(name, each.constraint(), each.column());
      } else if (!isRepeated(key, keys)) {
        keys.add(key);
        addKey(name, key.given() == null ? key.named(nameOfRepeated(key, placed)) : key);
      }
    }
    if (partition != Partition.NONE) {
      parents.forEach(parent -> indexesFromParent(name, parent));
    }
    return catalog;
  }

  /** A constraint, and the column behind which it stands; null for a table's. */
  private record Placed(Constraint constraint, @Nullable ColumnDef column) {}

  /** The order in which CREATE TABLE makes constraints ({@code parse_utilcmd.c}). */
  private static int order(Constraint constraint) {
    return switch (constraint) {
      case Constraint.PrimaryKey ignored -> 1;
      case Constraint.Unique ignored -> 2;
      case Constraint.Exclusion ignored -> 2;
      case Constraint.ForeignKey ignored -> 3;
      case Constraint.Null ignored -> 0;
      case Constraint.NotNull ignored -> 0;
      case Constraint.Default ignored -> 0;
      case Constraint.Check ignored -> 0;
      case Constraint.Generated ignored -> 0;
      case Constraint.Identity ignored -> 0;
      case Constraint.Attribute ignored -> 0;
    };
  }

  /** Whether a key says no more than one before it, which then stands for both. */
  private static boolean isRepeated(KeyClause key, List<KeyClause> before) {
    for (KeyClause other : before) {
      if (other.sameIndex(key)) {
        return true;
      }
    }
    return false;
  }

  /** The name that a key without one gets from one that says the same. */
  private static @Nullable String nameOfRepeated(KeyClause key, List<Placed> placed) {
    for (Placed each : placed) {
      KeyClause other = keyClause(each.constraint(), each.column());
      if (other != null && other.given() != null && other.sameIndex(key)) {
        return other.given();
      }
    }
    return null;
  }

  private static boolean isInherited(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Check check -> !check.noInherit();
      case TableConstraint.NotNull ignored -> true;
      case TableConstraint.Key ignored -> false;
      case TableConstraint.Exclusion ignored -> false;
      case TableConstraint.ForeignKey ignored -> false;
    };
  }

  private static Partition partition(@Nullable PartitionBoundSpec bound) {
    return switch (bound) {
      case null -> Partition.NONE;
      case PartitionBoundSpec.DefaultBound ignored -> Partition.DEFAULT;
      case PartitionBoundSpec.HashBound ignored -> Partition.BOUNDED;
      case PartitionBoundSpec.ListBound ignored -> Partition.BOUNDED;
      case PartitionBoundSpec.RangeBound ignored -> Partition.BOUNDED;
    };
  }

  private static List<String> partitionKey(PartitionSpec spec) {
    List<String> key = new ArrayList<>();
    for (PartitionSpec.PartitionElem element : spec.partParams()) {
      String column = element.name();
      if (column != null) {
        key.add(column);
      } else if (element.expr() != null) {
        key.addAll(Mentions.of(element.expr()).columns());
      }
    }
    // An expression without columns still makes the table partitioned.
    return key.isEmpty() ? List.of("") : key;
  }

  private void copy(RelationName name, TableLikeClause like) {
    RelationName source = catalog.resolve(like.relation());
    Table original = catalog.table(source).orElse(null);
    if (original == null) {
      catalog.table(name).ifPresent(table -> catalog = catalog.with(table.withUnknownColumns()));
      return;
    }
    for (Column column : original.columns()) {
      boolean generates =
          column.generation() == Generation.STORED || column.generation() == Generation.VIRTUAL;
      Column copied =
          like.includes(TableLikeClause.Option.COMMENTS) ? column : column.commented(null);
      if (!like.includes(
          generates ? TableLikeClause.Option.GENERATED : TableLikeClause.Option.DEFAULTS)) {
        copied = copied.defaultsTo(null);
      }
      boolean keeps =
          switch (column.generation()) {
            case PLAIN -> true;
            // A copied default draws from the same sequence.
            case SERIAL -> like.includes(TableLikeClause.Option.DEFAULTS);
            case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT ->
                like.includes(TableLikeClause.Option.IDENTITY);
            case STORED, VIRTUAL -> like.includes(TableLikeClause.Option.GENERATED);
          };
      Column added = keeps ? copied : copied.generated(Generation.PLAIN, null);
      change(name, table -> table.withColumns(plus(table.columns(), added)));
    }
    if (like.includes(TableLikeClause.Option.CONSTRAINTS)) {
      for (TableConstraint constraint : original.constraints()) {
        if (constraint instanceof TableConstraint.Check) {
          change(name, table -> table.withConstraints(plus(table.constraints(), constraint)));
        }
      }
    }
    if (like.includes(TableLikeClause.Option.INDEXES)) {
      for (Index index : catalog.indexesOf(source)) {
        copyIndex(name, original, index, null);
      }
    }
  }

  /** The same index, and the key behind it, on another table. */
  private void copyIndex(
      RelationName name, Table original, Index index, @Nullable RelationName parent) {
    TableConstraint.Key key =
        original.constraints().stream()
            .filter(TableConstraint.Key.class::isInstance)
            .map(TableConstraint.Key.class::cast)
            .filter(candidate -> candidate.index().equals(index.name()))
            .findFirst()
            .orElse(null);
    String label = key == null ? "idx" : key.primary() ? "pkey" : "key";
    String columns = key != null && key.primary() ? "" : ObjectNames.columnsPart(index.columns());
    String chosen = ObjectNames.choose(name.name(), columns, label, taken(name.schema()));
    RelationName full = new RelationName(name.schema(), chosen);
    catalog =
        catalog.with(
            new Index(
                full,
                name,
                index.unique(),
                index.columns(),
                index.mentions(),
                true,
                parent,
                index.definition()));
    if (key != null) {
      change(
          name,
          table ->
              table.withConstraints(
                  plus(
                      table.constraints(),
                      new TableConstraint.Key(
                          chosen, key.columns(), key.primary(), full, key.deferral()))));
    }
  }

  private void indexesFromParent(RelationName name, RelationName parent) {
    Table partitioned = catalog.table(parent).orElse(null);
    if (partitioned == null) {
      return;
    }
    List<Index> own = catalog.indexesOf(name);
    for (Index index : catalog.indexesOf(parent)) {
      Index match =
          own.stream()
              .filter(candidate ->
                  candidate.parent() == null
                      && candidate.unique() == index.unique()
                      && candidate.columns().equals(index.columns())
                      && candidate.mentions().equals(index.mentions()))
              .findFirst()
              .orElse(null);
      if (match == null) {
        copyIndex(name, partitioned, index, index.name());
      } else {
        catalog = catalog.with(match.under(index.name()));
      }
    }
    for (TableConstraint.ForeignKey key : partitioned.foreignKeys()) {
      change(
          name,
          table ->
              table.foreignKeys().stream().anyMatch(k -> k.columns().equals(key.columns()))
                  ? table
                  : table.withConstraints(plus(table.constraints(), key)));
    }
  }

  // --- columns --------------------------------------------------------------------------------

  private void addColumn(RelationName name, ColumnDef definition) {
    ColumnType type = definition.typeName() == null ? null : ColumnType.of(definition.typeName());
    Column column = Column.plain(definition.colname(), type);
    if (definition.collClause() != null) {
      column = column.collated(definition.collClause().collname());
    }
    String serial = type == null ? null : type.serialBase();
    if (type != null && serial != null) {
      String sequence = sequence(name, definition.colname());
      column =
          column.typed(ColumnType.of(serial)).notNull(true).generated(Generation.SERIAL, sequence);
    }
    for (Constraint constraint : definition.constraints()) {
      column =
          switch (constraint) {
            case Constraint.NotNull ignored -> column.notNull(true);
            case Constraint.PrimaryKey ignored -> column.notNull(true);
            case Constraint.Default fallback -> column.defaultsTo(fallback.rawExpr());
            case Constraint.Generated generated ->
                column
                    .defaultsTo(generated.rawExpr())
                    .generated(
                        generated.generatedKind() == Constraint.Generated.Kind.STORED
                            ? Generation.STORED
                            : Generation.VIRTUAL,
                        null);
            case Constraint.Identity identity ->
                column
                    .notNull(true)
                    .generated(
                        generation(identity.generatedWhen()), sequence(name, definition.colname()));
            case Constraint.Null ignored -> column;
            case Constraint.Check ignored -> column;
            case Constraint.Unique ignored -> column;
            case Constraint.Exclusion ignored -> column;
            case Constraint.ForeignKey ignored -> column;
            case Constraint.Attribute ignored -> column;
          };
    }
    Column finished = column;
    // CREATE TABLE … PARTITION OF and INHERITS merge a column with the parent's.
    change(
        name,
        table -> {
          Column known = table.column(finished.name()).orElse(null);
          if (known == null) {
            return table.withColumns(plus(table.columns(), finished));
          }
          return table.changing(
              finished.name(),
              c ->
                  finished.type() == null
                      ? c.notNull(c.notNull() || finished.notNull())
                      : finished);
        });
  }

  private static Generation generation(Constraint.Identity.GeneratedWhen when) {
    return switch (when) {
      case ALWAYS -> Generation.IDENTITY_ALWAYS;
      case BY_DEFAULT -> Generation.IDENTITY_BY_DEFAULT;
    };
  }

  private String sequence(RelationName table, String column) {
    String chosen = ObjectNames.choose(table.name(), column, "seq", taken(table.schema()));
    catalog = catalog.with(new Sequence(new RelationName(table.schema(), chosen), table, column));
    return chosen;
  }

  // --- constraints ----------------------------------------------------------------------------

  /**
   * @param column the column behind which the constraint stands; null for a table's constraint
   */
  private void addConstraint(RelationName name, Constraint constraint, @Nullable ColumnDef column) {
    List<String> own = column == null ? List.of() : List.of(column.colname());
    switch (constraint) {
      case Constraint.NotNull notNull -> {
        List<String> columns = column == null ? notNull.keys() : own;
        columns.forEach(each ->
            change(
                name,
                table ->
                    table.changing(
                        each, c -> c.notNull(c.notNull() || !notNull.skipValidation()))));
        if (version >= NAMED_NOT_NULL && !columns.isEmpty()) {
          add(
              name,
              new TableConstraint.NotNull(
                  constraintName(name, notNull.conname(), columns.get(0), "not_null"),
                  columns,
                  !notNull.skipValidation()));
        }
      }
      case Constraint.Check check -> {
        List<String> columns = List.copyOf(Mentions.of(check.rawExpr()).columns());
        // Named after its column if there is one, wherever it is written (heap.c).
        String part = columns.size() == 1 ? columns.get(0) : "";
        add(
            name,
            new TableConstraint.Check(
                constraintName(name, check.conname(), part, "check"),
                columns,
                check.rawExpr(),
                !check.skipValidation(),
                check.isNoInherit()));
      }
      case Constraint.PrimaryKey key -> addKey(name, keyClause(key, column));
      case Constraint.Unique key -> addKey(name, keyClause(key, column));
      case Constraint.Exclusion exclusion -> addExclusion(name, exclusion);
      case Constraint.ForeignKey key -> {
        List<String> columns = column == null ? key.fkAttrs() : own;
        add(
            name,
            new TableConstraint.ForeignKey(
                constraintName(name, key.conname(), ObjectNames.columnsPart(columns), "fkey"),
                columns,
                catalog.resolve(key.pktable()),
                key.pkAttrs(),
                action(key.fkDelAction()),
                action(key.fkUpdAction()),
                deferral(key.deferrable(), key.initdeferred(), key, column),
                !key.skipValidation()));
      }
      case Constraint.Null ignored -> {}
      case Constraint.Default ignored -> {}
      case Constraint.Generated ignored -> {}
      case Constraint.Identity ignored -> {}
      case Constraint.Attribute ignored -> {}
    }
  }

  private static Action action(Constraint.ForeignKey.Action action) {
    return switch (action) {
      case NO_ACTION -> Action.NO_ACTION;
      case RESTRICT -> Action.RESTRICT;
      case CASCADE -> Action.CASCADE;
      case SET_NULL -> Action.SET_NULL;
      case SET_DEFAULT -> Action.SET_DEFAULT;
    };
  }

  private static Deferral deferral(boolean deferrable, boolean deferred) {
    return deferred
        ? Deferral.INITIALLY_DEFERRED
        : deferrable ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
  }

  /** When a constraint is checked, by its own words or by those that follow it in a column. */
  private static Deferral deferral(
      boolean deferrable, boolean deferred, Constraint constraint, @Nullable ColumnDef column) {
    Deferral result = deferral(deferrable, deferred);
    if (column != null) {
      for (Constraint.Attribute attribute : column.attributesOf(constraint)) {
        if (attribute.kind() == Constraint.Attribute.Kind.DEFERRED) {
          result = Deferral.INITIALLY_DEFERRED;
        } else if (attribute.kind() == Constraint.Attribute.Kind.DEFERRABLE
            && result == Deferral.NOT_DEFERRABLE) {
          result = Deferral.INITIALLY_IMMEDIATE;
        }
      }
    }
    return result;
  }

  private void add(RelationName name, TableConstraint constraint) {
    change(name, table -> table.withConstraints(plus(table.constraints(), constraint)));
  }

  private String constraintName(
      RelationName table, @Nullable String given, String columns, String label) {
    if (given != null) {
      return given;
    }
    return ObjectNames.choose(
        table.name(),
        columns,
        label,
        candidate ->
            catalog.table(table).flatMap(known -> known.constraint(candidate)).isPresent());
  }

  /**
   * PRIMARY KEY or UNIQUE, behind a column or a table's own.
   *
   * @param existing the index of USING INDEX
   */
  private record KeyClause(
      @Nullable String given,
      List<String> columns,
      List<String> including,
      boolean primary,
      @Nullable String existing,
      Deferral deferral) {

    KeyClause named(@Nullable String newName) {
      return new KeyClause(newName, columns, including, primary, existing, deferral);
    }

    boolean sameIndex(KeyClause other) {
      return existing == null
          && other.existing == null
          && indexed().equals(other.indexed())
          && columns.equals(other.columns)
          && deferral == other.deferral;
    }

    String label() {
      return primary ? "pkey" : "key";
    }

    List<String> indexed() {
      List<String> all = new ArrayList<>(columns);
      all.addAll(including);
      return all;
    }

    /** What stands for the columns in the name that the server chooses. */
    String namePart() {
      return primary ? "" : ObjectNames.columnsPart(indexed());
    }
  }

  private static @Nullable KeyClause keyClause(Constraint constraint, @Nullable ColumnDef column) {
    return switch (constraint) {
      case Constraint.PrimaryKey key -> keyClause(key, column);
      case Constraint.Unique key -> keyClause(key, column);
      default -> null;
    };
  }

  private static KeyClause keyClause(Constraint.PrimaryKey key, @Nullable ColumnDef column) {
    return new KeyClause(
        key.conname(),
        column == null ? key.keys() : List.of(column.colname()),
        key.including(),
        true,
        key.indexname(),
        deferral(key.deferrable(), key.initdeferred(), key, column));
  }

  private static KeyClause keyClause(Constraint.Unique key, @Nullable ColumnDef column) {
    return new KeyClause(
        key.conname(),
        column == null ? key.keys() : List.of(column.colname()),
        key.including(),
        false,
        key.indexname(),
        deferral(key.deferrable(), key.initdeferred(), key, column));
  }

  private void addKey(RelationName name, KeyClause key) {
    String schema = name.schema();
    if (key.existing() != null) {
      RelationName index = new RelationName(schema, key.existing());
      String constraint = key.given() == null ? key.existing() : key.given();
      Index known = catalog.index(index).orElse(null);
      RelationName renamed = new RelationName(schema, constraint);
      List<String> columns = List.of();
      if (known != null) {
        catalog = catalog.without(index).with(known.named(renamed));
        int keys = Math.min(known.definition().keys().size(), known.columns().size());
        columns = known.columns().subList(0, keys);
      }
      finishKey(
          name,
          new TableConstraint.Key(constraint, columns, key.primary(), renamed, key.deferral()));
      return;
    }
    String chosen =
        key.given() != null
            ? key.given()
            : ObjectNames.choose(name.name(), key.namePart(), key.label(), taken(schema));
    RelationName index = new RelationName(schema, chosen);
    catalog = catalog.with(indexOf(index, name, key, null));
    finishKey(
        name, new TableConstraint.Key(chosen, key.columns(), key.primary(), index, key.deferral()));
    keyOfPartitions(name, key, index);
  }

  private static Index indexOf(
      RelationName index, RelationName table, KeyClause key, @Nullable RelationName parent) {
    return new Index(
        index,
        table,
        true,
        key.indexed(),
        Set.of(),
        true,
        parent,
        Index.Definition.ofColumns(key.columns().size()));
  }

  private void finishKey(RelationName name, TableConstraint.Key key) {
    add(name, key);
    if (key.primary()) {
      key.columns()
          .forEach(column -> change(name, table -> table.changing(column, c -> c.notNull(true))));
    }
  }

  private void keyOfPartitions(RelationName name, KeyClause key, RelationName parentIndex) {
    for (Table child : catalog.childrenOf(name)) {
      if (child.partition() == Partition.NONE) {
        continue;
      }
      String chosen =
          ObjectNames.choose(
              child.name().name(), key.namePart(), key.label(), taken(child.name().schema()));
      RelationName index = new RelationName(child.name().schema(), chosen);
      catalog = catalog.with(indexOf(index, child.name(), key, parentIndex));
      finishKey(
          child.name(),
          new TableConstraint.Key(chosen, key.columns(), key.primary(), index, key.deferral()));
      keyOfPartitions(child.name(), key, index);
    }
  }

  private void addExclusion(RelationName name, Constraint.Exclusion exclusion) {
    List<IndexElem> elements =
        exclusion.exclusions().stream().map(Constraint.Exclusion.Element::element).toList();
    List<String> names = ObjectNames.indexColumns(elements);
    String chosen =
        exclusion.conname() != null
            ? exclusion.conname()
            : ObjectNames.choose(
                name.name(), ObjectNames.columnsPart(names), "excl", taken(name.schema()));
    RelationName index = new RelationName(name.schema(), chosen);
    List<String> columns = new ArrayList<>();
    Set<String> mentioned = new HashSet<>();
    for (IndexElem element : elements) {
      String column = element.name();
      if (column != null) {
        columns.add(column);
      } else if (element.expr() != null) {
        mentioned.addAll(Mentions.of(element.expr()).columns());
      }
    }
    if (exclusion.whereClause() != null) {
      mentioned.addAll(Mentions.of(exclusion.whereClause()).columns());
    }
    List<@Nullable Expression> keys = new ArrayList<>();
    elements.forEach(element -> keys.add(element.name() == null ? element.expr() : null));
    columns.addAll(exclusion.including());
    Index.Definition definition =
        new Index.Definition(exclusion.accessMethod(), keys, exclusion.whereClause());
    catalog =
        catalog.with(new Index(index, name, false, columns, mentioned, true, null, definition));
    Set<String> needed = new LinkedHashSet<>(columns);
    needed.addAll(mentioned);
    add(name, new TableConstraint.Exclusion(chosen, List.copyOf(needed), index, exclusion));
  }

  // --- ALTER TABLE ----------------------------------------------------------------------------

  Catalog alter(AlterTableStmt statement) {
    RelationName name = catalog.resolve(statement.relation());
    boolean recurse = statement.relation().inh();
    List<AlterTableCmd> cmds = new ArrayList<>(statement.cmds());
    cmds.sort(Comparator.comparingInt(TableFold::pass));
    cmds.forEach(cmd -> alter(name, cmd, recurse));
    return catalog;
  }

  /** The order in which the server takes the actions of one statement ({@code AT_PASS_*}). */
  private static int pass(AlterTableCmd cmd) {
    return switch (cmd) {
      case AlterTableCmd.DropColumn ignored -> 0;
      case AlterTableCmd.DropConstraint ignored -> 0;
      case AlterTableCmd.DropNotNull ignored -> 0;
      case AlterTableCmd.AlterColumnType ignored -> 1;
      case AlterTableCmd.AddColumn ignored -> 2;
      case AlterTableCmd.AddConstraint ignored -> 4;
      default -> 3;
    };
  }

  private void alter(RelationName name, AlterTableCmd cmd, boolean recurse) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add ->
          family(name, recurse)
              .forEach(member -> {
                if (catalog
                    .table(member)
                    .flatMap(table -> table.column(add.column().colname()))
                    .isEmpty()) {
                  addColumn(member, add.column());
                  add.column()
                      .constraints()
                      .forEach(constraint -> addConstraint(member, constraint, add.column()));
                }
              });
      case AlterTableCmd.DropColumn drop ->
          family(name, recurse).forEach(member -> dropColumn(member, drop.name()));
      case AlterTableCmd.AlterColumnType change ->
          family(name, recurse)
              .forEach(member ->
                  change(
                      member,
                      table ->
                          table.changing(
                              change.name(),
                              c ->
                                  c.typed(ColumnType.of(change.typeName()))
                                      .collated(
                                          change.collClause() == null
                                              ? List.of()
                                              : change.collClause().collname()))));
      case AlterTableCmd.ColumnDefault change ->
          family(name, recurse)
              .forEach(member ->
                  change(
                      member,
                      table -> table.changing(change.name(), c -> withDefault(c, change.expr()))));
      case AlterTableCmd.SetExpression change ->
          family(name, recurse)
              .forEach(member ->
                  change(
                      member,
                      table -> table.changing(change.name(), c -> c.defaultsTo(change.expr()))));
      case AlterTableCmd.SetNotNull change ->
          family(name, recurse).forEach(member -> setNotNull(member, change.name()));
      case AlterTableCmd.DropNotNull change ->
          family(name, recurse)
              .forEach(member -> {
                change(member, t -> t.changing(change.name(), c -> c.notNull(false)));
                change(
                    member,
                    t ->
                        t.withConstraints(
                            t.constraints().stream()
                                .filter(c -> !isNotNullOf(c, change.name()))
                                .toList()));
              });
      case AlterTableCmd.DropExpression change ->
          family(name, recurse)
              .forEach(member ->
                  change(
                      member,
                      t ->
                          t.changing(
                              change.name(),
                              c -> c.generated(Generation.PLAIN, null).defaultsTo(null))));
      case AlterTableCmd.AddIdentity change -> {
        String sequence = sequence(name, change.name());
        Generation generation = generation(change.identity().generatedWhen());
        change(name, t -> t.changing(change.name(), c -> c.generated(generation, sequence)));
      }
      case AlterTableCmd.SetIdentity change -> {
        Generation generation = generation(change.options());
        if (generation != null) {
          change(name, t -> t.changing(change.name(), c -> c.generated(generation, c.sequence())));
        }
      }
      case AlterTableCmd.AlterConstraint change -> {
        if (change.alterDeferrability()) {
          alterDeferral(
              name, change.conname(), deferral(change.deferrable(), change.initdeferred()));
        }
      }
      case AlterTableCmd.DropIdentity change -> {
        dropSequences(name, change.name());
        change(name, t -> t.changing(change.name(), c -> c.generated(Generation.PLAIN, null)));
      }
      case AlterTableCmd.AddConstraint add -> {
        addConstraint(name, add.constraint(), null);
        boolean inherits =
            (add.constraint() instanceof Constraint.Check check && !check.isNoInherit())
                || add.constraint() instanceof Constraint.NotNull
                || (add.constraint() instanceof Constraint.ForeignKey
                    && catalog
                        .table(name)
                        .filter(t -> t.kind() == RelationKind.PARTITIONED_TABLE)
                        .isPresent());
        if (recurse && inherits) {
          catalog
              .descendantsOf(name)
              .forEach(child -> addConstraint(child.name(), add.constraint(), null));
        }
      }
      case AlterTableCmd.ValidateConstraint validate ->
          family(name, recurse).forEach(member -> validate(member, validate.name()));
      case AlterTableCmd.DropConstraint drop ->
          family(name, recurse).forEach(member -> dropConstraint(member, drop.name()));
      case AlterTableCmd.AddInherit add ->
          change(
              name,
              t -> t.withParents(plus(t.parents(), catalog.resolve(add.parent())), t.partition()));
      case AlterTableCmd.DropInherit drop -> {
        RelationName parent = catalog.resolve(drop.parent());
        change(name, t -> t.withParents(minus(t.parents(), parent), t.partition()));
      }
      case AlterTableCmd.AttachPartition attach -> attach(name, attach);
      case AlterTableCmd.DetachPartition detach -> detach(name, detach.name());
      case AlterTableCmd.DetachPartitionFinalize detach -> detach(name, detach.name());
      case AlterTableCmd.SetLogged ignored -> change(name, t -> t.withUnlogged(false));
      case AlterTableCmd.SetUnLogged ignored -> change(name, t -> t.withUnlogged(true));
      default -> {
        // Options, owners, triggers' states: no later effect depends on them.
      }
    }
  }

  /** SET DEFAULT and DROP DEFAULT take the place of a serial's own default. */
  private static Column withDefault(Column column, @Nullable Expression expression) {
    return column.generation() == Generation.SERIAL
        ? column.generated(Generation.PLAIN, null).defaultsTo(expression)
        : column.defaultsTo(expression);
  }

  /** What SET GENERATED says among the options of an identity; null if it is not said. */
  private static @Nullable Generation generation(List<DefElem> options) {
    for (DefElem option : options) {
      if (option.defname().equals("generated")
          && option.arg() instanceof Value.IntegerValue letter) {
        return letter.ival() == 'a' ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY_BY_DEFAULT;
      }
    }
    return null;
  }

  private void alterDeferral(RelationName name, String constraint, Deferral deferral) {
    change(
        name,
        t ->
            t.withConstraints(
                t.constraints().stream()
                    .map(c ->
                        c instanceof TableConstraint.ForeignKey key && c.name().equals(constraint)
                            ? key.deferring(deferral)
                            : c)
                    .toList()));
  }

  /** A table, and its descendants unless ONLY was said. */
  private List<RelationName> family(RelationName name, boolean recurse) {
    List<RelationName> members = new ArrayList<>();
    members.add(name);
    if (recurse) {
      catalog.descendantsOf(name).forEach(child -> members.add(child.name()));
    }
    return members;
  }

  private void setNotNull(RelationName name, String column) {
    change(name, t -> t.changing(column, c -> c.notNull(true)));
    Table table = catalog.table(name).orElse(null);
    if (version >= NAMED_NOT_NULL
        && table != null
        && table.constraints().stream().noneMatch(c -> isNotNullOf(c, column))) {
      add(
          name,
          new TableConstraint.NotNull(
              constraintName(name, null, column, "not_null"), List.of(column), true));
    }
  }

  private static boolean isNotNullOf(TableConstraint constraint, String column) {
    return constraint instanceof TableConstraint.NotNull notNull
        && notNull.columns().contains(column);
  }

  private void dropColumn(RelationName name, String column) {
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      return;
    }
    for (TableConstraint constraint : table.constraints()) {
      if (constraint.columns().contains(column)) {
        dropConstraint(name, constraint.name());
      }
    }
    for (Index index : catalog.indexesOf(name)) {
      if (index.uses(column)) {
        catalog = catalog.without(index.name());
      }
    }
    for (View view : catalog.viewsOf(name)) {
      if (view.uses(name, column)) {
        catalog = dropViewAndReaders(view);
      }
    }
    dropSequences(name, column);
    change(
        name,
        t -> t.withColumns(t.columns().stream().filter(c -> !c.name().equals(column)).toList()));
  }

  private Catalog dropViewAndReaders(View view) {
    for (View reader : catalog.viewsOf(view.name())) {
      catalog = dropViewAndReaders(reader);
    }
    return catalog.dropping(view.name());
  }

  private void dropSequences(RelationName name, String column) {
    for (Sequence sequence : catalog.sequencesOf(name)) {
      if (column.equals(sequence.ownerColumn())) {
        catalog = catalog.without(sequence.name());
      }
    }
  }

  private void dropConstraint(RelationName name, String constraint) {
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      return;
    }
    TableConstraint dropped = table.constraint(constraint).orElse(null);
    if (dropped == null) {
      return;
    }
    switch (dropped) {
      case TableConstraint.Key key -> {
        dropIndexTree(key.index());
        dropReferencing(name, key);
      }
      case TableConstraint.Exclusion exclusion -> dropIndexTree(exclusion.index());
      case TableConstraint.NotNull notNull ->
          notNull
              .columns()
              .forEach(column -> change(name, t -> t.changing(column, c -> c.notNull(false))));
      case TableConstraint.Check ignored -> {}
      case TableConstraint.ForeignKey ignored -> {}
    }
    change(
        name,
        t ->
            t.withConstraints(
                t.constraints().stream().filter(c -> !c.name().equals(constraint)).toList()));
  }

  private void dropIndexTree(RelationName index) {
    Index known = catalog.index(index).orElse(null);
    if (known == null) {
      return;
    }
    for (Table child : catalog.childrenOf(known.table())) {
      for (Index candidate : catalog.indexesOf(child.name())) {
        if (index.equals(candidate.parent())) {
          dropIndexTree(candidate.name());
          RelationName gone = candidate.name();
          change(
              child.name(),
              t ->
                  t.withConstraints(
                      t.constraints().stream()
                          .filter(c ->
                              !(c instanceof TableConstraint.Key key && key.index().equals(gone)))
                          .toList()));
        }
      }
    }
    catalog = catalog.without(index);
  }

  /** Foreign keys that need a dropped key go with it (CASCADE; without, the statement fails). */
  private void dropReferencing(RelationName name, TableConstraint.Key key) {
    for (Table referencing : catalog.referencing(name)) {
      change(
          referencing.name(),
          t ->
              t.withConstraints(
                  t.constraints().stream()
                      .filter(c ->
                          !(c instanceof TableConstraint.ForeignKey foreign
                              && foreign.referenced().equals(name)
                              && foreign.needs(key)))
                      .toList()));
    }
  }

  private void validate(RelationName name, String constraint) {
    change(
        name,
        t ->
            t.withConstraints(
                t.constraints().stream()
                    .map(c -> c.name().equals(constraint) ? validated(c) : c)
                    .toList()));
    catalog
        .table(name)
        .flatMap(t -> t.constraint(constraint))
        .filter(TableConstraint.NotNull.class::isInstance)
        .ifPresent(c ->
            c.columns()
                .forEach(column -> change(name, t -> t.changing(column, k -> k.notNull(true)))));
  }

  private static TableConstraint validated(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Check c ->
          new TableConstraint.Check(c.name(), c.columns(), c.expression(), true, c.noInherit());
      case TableConstraint.NotNull c -> new TableConstraint.NotNull(c.name(), c.columns(), true);
      case TableConstraint.ForeignKey c -> c.validated();
      case TableConstraint.Key c -> c;
      case TableConstraint.Exclusion c -> c;
    };
  }

  private void attach(RelationName parent, AlterTableCmd.AttachPartition attach) {
    RelationName child = catalog.resolve(attach.name());
    Index parentIndex = catalog.index(parent).orElse(null);
    if (parentIndex != null) {
      catalog
          .index(child)
          .ifPresent(index -> catalog = catalog.with(index.under(parentIndex.name())));
      return;
    }
    Partition partition = partition(attach.bound());
    if (catalog.table(child).isEmpty()) {
      catalog = catalog.with(Table.assumed(child));
    }
    change(child, t -> t.withParents(plus(t.parents(), parent), partition));
    indexesFromParent(child, parent);
  }

  private void detach(RelationName parent, RangeVar name) {
    RelationName child = catalog.resolve(name);
    change(child, t -> t.withParents(minus(t.parents(), parent), Partition.NONE));
    for (Index index : catalog.indexesOf(child)) {
      catalog = catalog.with(index.under(null));
    }
  }

  // --- small parts ----------------------------------------------------------------------------

  private void change(RelationName name, UnaryOperator<Table> change) {
    catalog.table(name).ifPresent(table -> catalog = catalog.with(change.apply(table)));
  }

  private Predicate<String> taken(String schema) {
    return name -> catalog.relation(new RelationName(schema, name)).isPresent();
  }

  private static <T> List<T> plus(List<T> list, T added) {
    List<T> result = new ArrayList<>(list);
    result.add(added);
    return result;
  }

  private static <T> List<T> minus(List<T> list, T removed) {
    return list.stream().filter(element -> !element.equals(removed)).toList();
  }
}
