package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns and constraints of a table come from its parents. */
public final class Inheritance {

  private Inheritance() {}

  /** From how many direct parents a table has a column ({@code attinhcount}). */
  public static int parentsWithColumn(Catalog catalog, Table table, String column) {
    int count = 0;
    for (RelationName parent : table.parents()) {
      if (catalog.table(parent).flatMap(t -> t.column(column)).isPresent()) {
        count++;
      }
    }
    return count;
  }

  /** From how many direct parents a table has a constraint ({@code coninhcount}). */
  public static int parentsWith(Catalog catalog, Table table, TableConstraint constraint) {
    int count = 0;
    for (RelationName name : table.parents()) {
      Table parent = catalog.table(name).orElse(null);
      if (parent == null) {
        continue;
      }
      for (TableConstraint candidate : parent.constraints()) {
        if (isFrom(catalog, table, constraint, candidate)) {
          count++;
          break;
        }
      }
    }
    return count;
  }

  private static boolean isFrom(
      Catalog catalog, Table child, TableConstraint own, TableConstraint parents) {
    return switch (own) {
      case TableConstraint.Check check ->
          parents instanceof TableConstraint.Check other
              && !other.noInherit()
              && other.name().equals(check.name());
      case TableConstraint.NotNull notNull ->
          parents instanceof TableConstraint.NotNull other
              && !other.noInherit()
              && other.columns().equals(notNull.columns());
      case TableConstraint.ForeignKey key ->
          child.partition() != Table.Partition.NONE
              && !key.local()
              && parents instanceof TableConstraint.ForeignKey other
              && same(key, other);
      case TableConstraint.Key key ->
          parents instanceof TableConstraint.Key other
              && isUnder(catalog, key.index(), other.index());
      case TableConstraint.Exclusion exclusion ->
          parents instanceof TableConstraint.Exclusion other
              && isUnder(catalog, exclusion.index(), other.index());
    };
  }

  private static boolean isUnder(Catalog catalog, RelationName index, RelationName parent) {
    return catalog.index(index).map(Index::parent).filter(parent::equals).isPresent();
  }

  static boolean same(TableConstraint.ForeignKey one, TableConstraint.ForeignKey other) {
    return one.columns().equals(other.columns())
        && one.referenced().equals(other.referenced())
        && one.referencedColumns().equals(other.referencedColumns())
        && one.onDelete() == other.onDelete()
        && one.onUpdate() == other.onUpdate()
        && one.deferral() == other.deferral();
  }

  /** The constraint of a child that stands for its parent's; null if there is none. */
  static @Nullable TableConstraint inherited(Table child, TableConstraint parents) {
    for (TableConstraint own : child.constraints()) {
      boolean same =
          switch (parents) {
            case TableConstraint.Check check ->
                own instanceof TableConstraint.Check
                    && own.name().equals(check.name())
                    && !check.noInherit();
            case TableConstraint.NotNull notNull ->
                own instanceof TableConstraint.NotNull
                    && own.columns().equals(notNull.columns())
                    && !notNull.noInherit();
            case TableConstraint.ForeignKey key ->
                child.partition() != Table.Partition.NONE
                    && own instanceof TableConstraint.ForeignKey other
                    && !other.local()
                    && same(key, other);
            case TableConstraint.Key ignored -> false;
            case TableConstraint.Exclusion ignored -> false;
          };
      if (same) {
        return own;
      }
    }
    return null;
  }

  static Table setLocal(Table table, TableConstraint constraint, boolean local) {
    List<TableConstraint> all =
        table.constraints().stream()
            .map(c -> c.name().equals(constraint.name()) ? c.local(local) : c)
            .toList();
    return table.withConstraints(all);
  }
}
