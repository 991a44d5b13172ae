package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import java.util.List;
import java.util.Optional;

/** INHERIT, NO INHERIT, OF and NOT OF ({@code commands/tablecmds.c}). */
final class InheritanceEffects {

  private final AlteredTable altered;
  private final EffectsBuilder effects;
  private final Catalog catalog;

  InheritanceEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
    this.catalog = altered.catalog();
  }

  /** {@code ATExecAddInherit}. */
  void inherit(AlterTableCmd.AddInherit add) {
    if (isFixed()) {
      return;
    }
    RelationName name = catalog.resolve(add.parent());
    effects.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
    // The children are listed to find a circle.
    catalog
        .descendantsOf(altered.name)
        .forEach(child -> effects.lock(child.name(), LockMode.ACCESS_SHARE));
    Relation known = catalog.relation(name).orElse(null);
    if (known == null) {
      return;
    }
    if (!(known instanceof Table parent)) {
      altered.fail("42809", name + " is not a table");
      return;
    }
    Table child = altered.table().orElse(null);
    if (child == null) {
      return;
    }
    if (parent.kind() == RelationKind.PARTITIONED_TABLE) {
      altered.fail("42809", "nothing inherits from the partitioned table " + name);
    } else if (parent.partition() != Table.Partition.NONE) {
      altered.fail("42809", "nothing inherits from the partition " + name);
    } else if (parent.temporary() && !child.temporary()) {
      altered.fail("42809", name + " is temporary");
    } else if (child.parents().contains(name)) {
      altered.fail("42P07", name + " is inherited already");
    } else if (name.equals(child.name())
        || catalog.descendantsOf(child.name()).stream().anyMatch(d -> d.name().equals(name))) {
      altered.fail("42P07", "inheritance would be circular");
    } else {
      merges(child, parent);
    }
  }

  /** {@code MergeAttributesIntoExisting} and {@code MergeConstraintsIntoExisting}. */
  boolean merges(Table child, Table parent) {
    if (!child.columnsKnown()) {
      return true;
    }
    for (Column column : parent.columns()) {
      Column own = child.column(column.name()).orElse(null);
      if (own == null) {
        altered.fail("42804", child.name() + " has no column " + column.name());
        return false;
      }
      if (own.type() != null && column.type() != null && !own.type().equals(column.type())) {
        altered.fail(
            "42804", "column " + own.name() + " of " + child.name() + " is of another type");
        return false;
      }
      if (!own.collation().equals(column.collation())) {
        altered.fail("42P21", "column " + own.name() + " has another collation");
        return false;
      }
      if (column.notNull() && !own.notNull()) {
        altered.fail("42804", "column " + own.name() + " of " + child.name() + " is not NOT NULL");
        return false;
      }
      if (ExpressionRules.isGenerated(column) != ExpressionRules.isGenerated(own)) {
        altered.fail("42804", "column " + own.name() + " is generated in one of the tables only");
        return false;
      }
    }
    for (TableConstraint constraint : parent.constraints()) {
      if (constraint instanceof TableConstraint.Check check
          && !check.noInherit()
          && child.constraint(check.name()).isEmpty()) {
        altered.fail("42804", child.name() + " has no constraint " + check.name());
        return false;
      }
    }
    return true;
  }

  /** {@code ATExecDropInherit}. */
  void disinherit(AlterTableCmd.DropInherit drop) {
    if (isFixed()) {
      return;
    }
    RelationName parent = catalog.resolve(drop.parent());
    effects.lock(parent, LockMode.ACCESS_SHARE);
    if (catalog.relation(parent).isPresent()
        && altered
            .table()
            .filter(t -> t.columnsKnown() && !t.parents().contains(parent))
            .isPresent()) {
      altered.fail("42P01", parent + " is not a parent of " + altered.name);
    }
  }

  private boolean isFixed() {
    if (altered.isPartition() || altered.isPartitioned()) {
      altered.fail("42809", "the inheritance of partitions and partitioned tables is fixed");
      return true;
    }
    if (altered.isTyped()) {
      altered.fail("42809", "the inheritance of a typed table is fixed");
      return true;
    }
    return false;
  }

  /** {@code ATExecAddOf}: the table must have the type's columns, in their order. */
  void of(AlterTableCmd.AddOf add) {
    List<String> names = add.typeName().names();
    RelationName name = catalog.resolveType(names);
    Optional<Relation> known = catalog.relation(name);
    boolean other =
        known.filter(relation -> !(relation instanceof CompositeType)).isPresent()
            || catalog
                .userType(name)
                .filter(type -> !(type instanceof UserType.OtherType))
                .isPresent();
    if (other) {
      altered.fail("42809", name + " is not a composite type that stands alone");
      return;
    }
    if (altered.table().filter(t -> !t.parents().isEmpty()).isPresent()) {
      altered.fail("42809", "a typed table cannot inherit");
      return;
    }
    Table table = altered.table().filter(Table::columnsKnown).orElse(null);
    if (table != null && known.orElse(null) instanceof CompositeType type && !isLike(table, type)) {
      altered.fail("42804", altered.name + " does not have the columns of " + name);
    }
  }

  /** Whether a table has a type's attributes, in their order and no others. */
  private static boolean isLike(Table table, CompositeType type) {
    List<Column> columns = table.columns();
    List<Column> attributes = type.attributes();
    boolean like = columns.size() == attributes.size();
    for (int i = 0; like && i < columns.size(); i++) {
      ColumnType own = columns.get(i).type();
      ColumnType wanted = attributes.get(i).type();
      like =
          columns.get(i).name().equals(attributes.get(i).name())
              && (own == null || wanted == null || own.equals(wanted));
    }
    return like;
  }

  /** {@code ATExecDropOf}. */
  void notOf() {
    if (altered.table().filter(t -> t.ofType() == null).isPresent()) {
      altered.fail("42809", altered.name + " is not a typed table");
    }
  }
}
