package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE: the tables that it makes of the catalog, with columns, constraints and indexes. */
final class CreateTableFold {

  private final int version;
  private Catalog catalog;

  private CreateTableFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** CREATE TABLE and CREATE FOREIGN TABLE. */
  static Catalog fold(Catalog before, int version, CreateStmt statement, RelationKind kind) {
    CreateTableFold fold = new CreateTableFold(before, version);
    fold.create(statement, kind);
    return fold.catalog;
  }

  private void create(CreateStmt statement, RelationKind kind) {
    RelationName name = catalog.nameForNew(statement.relation());
    if (catalog.relation(name).isPresent()) {
      return;
    }
    List<RelationName> parents = statement.inhRelations().stream().map(catalog::resolve).toList();
    Partition partition = PartitionFold.partition(statement.partbound());
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
      known.constraints().stream().filter(CreateTableFold::isInherited).forEach(inherited::add);
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
        catalog = ColumnFold.add(catalog, name, column);
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
      KeyClause key = KeyClause.of(each.constraint(), each.column());
      if (key == null) {
        catalog = ConstraintFold.add(catalog, version, name, each.constraint(), each.column());
      } else if (!isRepeated(key, keys)) {
        keys.add(key);
        catalog =
            ConstraintFold.add(
                catalog,
                version,
                name,
                key.given() == null ? key.named(nameOfRepeated(key, placed)) : key);
      }
    }
    if (partition != Partition.NONE) {
      parents.forEach(parent -> catalog = PartitionFold.indexesFromParent(catalog, name, parent));
    }
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
      KeyClause other = KeyClause.of(each.constraint(), each.column());
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
      catalog = catalog.changing(name, table -> table.plus(added));
    }
    if (like.includes(TableLikeClause.Option.CONSTRAINTS)) {
      for (TableConstraint constraint : original.constraints()) {
        if (constraint instanceof TableConstraint.Check) {
          catalog = catalog.changing(name, table -> table.plus(constraint));
        }
      }
    }
    if (like.includes(TableLikeClause.Option.INDEXES)) {
      for (Index index : catalog.indexesOf(source)) {
        catalog = PartitionFold.copyIndex(catalog, name, original, index);
      }
    }
  }
}
