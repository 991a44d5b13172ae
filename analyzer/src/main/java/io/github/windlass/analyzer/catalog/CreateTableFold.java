package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column.Generation;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateForeignTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE: the tables that it makes of the catalog, with columns, constraints and indexes. */
final class CreateTableFold {

  /** Partitions have the identity columns of their parent from here on. */
  private static final int IDENTITY_OF_PARTITIONS = 17;

  private final int version;
  private Catalog catalog;

  private CreateTableFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  static Catalog fold(Catalog before, int version, CreateStmt statement) {
    CreateTableFold fold = new CreateTableFold(before, version);
    fold.create(statement, RelationKind.TABLE, null);
    return fold.catalog;
  }

  static Catalog fold(Catalog before, int version, CreateForeignTableStmt statement) {
    CreateTableFold fold = new CreateTableFold(before, version);
    fold.create(
        statement.base(),
        RelationKind.FOREIGN_TABLE,
        TableProperties.Foreign.of(statement.servername(), statement.options()));
    return fold.catalog;
  }

  private void create(
      CreateStmt statement, RelationKind kind, TableProperties.@Nullable Foreign foreign) {
    RelationName name = catalog.nameForNew(statement.relation());
    if (catalog.relation(name).isPresent()) {
      return;
    }
    List<RelationName> parents = statement.inhRelations().stream().map(catalog::resolve).toList();
    Partition partition = PartitionFold.partition(statement.partbound());
    PartitionSpec spec = statement.partspec();
    RelationName type =
        statement.ofTypename() == null ? null : catalog.resolveType(statement.ofTypename().names());
    List<Column> columns = new ArrayList<>();
    List<TableConstraint> inherited = new ArrayList<>();
    boolean columnsKnown = inherit(parents, partition, columns, inherited);
    if (type != null) {
      if (catalog.relation(type).orElse(null) instanceof CompositeType composite) {
        columns.addAll(composite.attributes());
      } else {
        columnsKnown = false;
      }
    }
    TableProperties properties =
        TableProperties.PLAIN
            .stored(
                Storage.of(
                    statement.accessMethod(), statement.tablespacename(), statement.options()))
            .partitioned(spec)
            .bounded(statement.partbound())
            .droppedOnCommit(statement.oncommit() == OnCommitAction.DROP)
            .from(foreign);
    catalog =
        catalog.with(
            new Table(
                name,
                spec != null ? RelationKind.PARTITIONED_TABLE : kind,
                name.schema().equals(Catalog.TEMPORARY_SCHEMA),
                statement.relation().relpersistence() == RangeVar.Persistence.UNLOGGED,
                columnsKnown,
                columns,
                inherited,
                parents,
                partition,
                spec == null ? List.of() : partitionKey(spec),
                type == null ? null : type.toString(),
                List.of(),
                null,
                properties));
    elements(name, statement);
    for (RelationName parent : parents) {
      catalog
          .table(parent)
          .ifPresent(known -> catalog = NotNullFold.inherit(catalog, version, name, known));
    }
    if (partition != Partition.NONE) {
      parents.forEach(parent -> catalog = PartitionFold.fromParent(catalog, version, name, parent));
    }
  }

  /** Collects what comes from the parents; false where not all is known of it. */
  private boolean inherit(
      List<RelationName> parents,
      Partition partition,
      List<Column> columns,
      List<TableConstraint> constraints) {
    boolean known = true;
    for (RelationName name : parents) {
      Table parent = catalog.table(name).orElse(null);
      if (parent == null) {
        known = false;
        continue;
      }
      known &= parent.columnsKnown();
      for (Column column : parent.columns()) {
        if (columns.stream().noneMatch(c -> c.name().equals(column.name()))) {
          columns.add(inherited(column, partition));
        }
      }
      for (TableConstraint constraint : parent.constraints()) {
        if (constraint instanceof TableConstraint.Check check
            && !check.noInherit()
            && constraints.stream().noneMatch(c -> c.name().equals(check.name()))) {
          constraints.add(check.local(false));
        }
      }
    }
    return known;
  }

  private Column inherited(Column column, Partition partition) {
    boolean identity =
        column.generation() == Generation.IDENTITY_ALWAYS
            || column.generation() == Generation.IDENTITY_BY_DEFAULT;
    boolean keeps = !identity || (partition != Partition.NONE && version >= IDENTITY_OF_PARTITIONS);
    ColumnProperties properties = column.properties();
    return (keeps ? column : column.generated(Generation.PLAIN, null))
        .local(false)
        .commented(null)
        .kept(ColumnProperties.of(properties.storage(), properties.compression()));
  }

  // --- elements ------------------------------------------------------------------------------

  private void elements(RelationName name, CreateStmt statement) {
    List<Placed> placed = new ArrayList<>();
    List<LikeFold> likes = new ArrayList<>();
    for (TableElement element : statement.tableElts()) {
      if (element instanceof ColumnDef column) {
        catalog = ColumnFold.add(catalog, version, name, column);
        column.constraints().forEach(constraint -> placed.add(new Placed(constraint, column)));
      } else if (element instanceof TableLikeClause like) {
        LikeFold fold = LikeFold.columns(catalog, version, name, like);
        catalog = fold.catalog();
        likes.add(fold);
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
        constraint(name, each);
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
    for (LikeFold like : likes) {
      catalog = like.rest(catalog);
    }
    for (ColumnDef column : statement.columns()) {
      if (ColumnFold.isNumbered(column)) {
        catalog = ColumnFold.addNotNull(catalog, version, name, column);
      }
    }
  }

  private void constraint(RelationName name, Placed placed) {
    String given = placed.constraint().conname();
    if (placed.constraint() instanceof Constraint.Check && given != null) {
      TableConstraint inherited =
          catalog.table(name).flatMap(t -> t.constraint(given)).orElse(null);
      if (inherited != null) {
        catalog = catalog.changing(name, t -> Inheritance.setLocal(t, inherited, true));
        return;
      }
    }
    catalog = ConstraintFold.add(catalog, version, name, placed.constraint(), placed.column());
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
}
