package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NOT NULL: a mark of the column, and from PostgreSQL 18 on a constraint that has a name. */
final class NotNullFold {

  private static final int NAMED = 18;

  private final int version;
  private Catalog catalog;

  private NotNullFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /**
   * A constraint to add.
   *
   * @param name null for the server to choose
   * @param local false where it comes from the parent alone
   */
  record Wanted(@Nullable String name, boolean valid, boolean noInherit, boolean local) {}

  /** Marks a column of one table. */
  static Catalog add(Catalog before, int version, RelationName name, String column, Wanted wanted) {
    NotNullFold fold = new NotNullFold(before, version);
    fold.add(name, column, wanted);
    return fold.catalog;
  }

  /** Marks a column of a table and its children for a primary key, unless it is marked. */
  static Catalog imply(Catalog before, int version, RelationName name, String column) {
    Table table = before.table(name).orElse(null);
    return table != null && of(table, column) != null
        ? before.changing(name, t -> t.changing(column, c -> c.notNull(true)))
        : addWithChildren(before, version, name, column, new Wanted(null, true, false, true));
  }

  /** Marks a column of a table, and of its children. */
  static Catalog addWithChildren(
      Catalog before, int version, RelationName name, String column, Wanted wanted) {
    NotNullFold fold = new NotNullFold(before, version);
    fold.addWithChildren(name, column, wanted);
    return fold.catalog;
  }

  /** Gives a child the marks of a parent, under the parent's names. */
  static Catalog inherit(Catalog before, int version, RelationName child, Table parent) {
    NotNullFold fold = new NotNullFold(before, version);
    for (TableConstraint constraint : parent.constraints()) {
      if (constraint instanceof NotNull notNull && !notNull.noInherit()) {
        fold.add(
            child,
            notNull.columns().get(0),
            new Wanted(notNull.name(), notNull.valid(), false, false));
      }
    }
    return fold.catalog;
  }

  /** DROP NOT NULL. */
  static Catalog drop(
      Catalog before, int version, RelationName name, String column, boolean recurse) {
    NotNullFold fold = new NotNullFold(before, version);
    fold.drop(name, column, recurse);
    return fold.catalog;
  }

  /** The constraint of a column; null if it has none. */
  static @Nullable NotNull of(Table table, String column) {
    for (TableConstraint constraint : table.constraints()) {
      if (constraint instanceof NotNull notNull && notNull.columns().contains(column)) {
        return notNull;
      }
    }
    return null;
  }

  private void add(RelationName name, String column, Wanted wanted) {
    if (wanted.valid()) {
      catalog = catalog.changing(name, t -> t.changing(column, c -> c.notNull(true)));
    } else {
      catalog =
          catalog.changing(
              name, t -> t.changing(column, c -> of(t, column) == null ? c.notNull(false) : c));
    }
    Table table = catalog.table(name).orElse(null);
    if (version < NAMED || table == null || table.column(column).isEmpty()) {
      return;
    }
    NotNull known = of(table, column);
    if (known == null) {
      String chosen = wanted.name();
      if (chosen == null || (!wanted.local() && table.constraint(chosen).isPresent())) {
        chosen =
            ObjectNames.choose(
                name.name(),
                column,
                "not_null",
                candidate -> catalog.hasConstraint(name.schema(), candidate));
      }
      NotNull added =
          new NotNull(chosen, List.of(column), wanted.valid(), wanted.noInherit(), wanted.local());
      catalog = catalog.changing(name, t -> t.plus(added));
      return;
    }
    NotNull merged =
        new NotNull(
            known.name(),
            known.columns(),
            known.valid() || wanted.valid(),
            known.noInherit() && wanted.noInherit(),
            known.local() || wanted.local());
    catalog =
        catalog.changing(
            name,
            t ->
                t.withConstraints(
                    t.constraints().stream().map(c -> c.equals(known) ? merged : c).toList()));
  }

  private void addWithChildren(RelationName name, String column, Wanted wanted) {
    add(name, column, wanted);
    if (wanted.noInherit()) {
      return;
    }
    Table table = catalog.table(name).orElse(null);
    NotNull own = table == null ? null : of(table, column);
    for (Table child : catalog.childrenOf(name)) {
      addWithChildren(
          child.name(),
          column,
          new Wanted(own == null ? null : own.name(), wanted.valid(), false, false));
    }
  }

  private void drop(RelationName name, String column, boolean recurse) {
    Table table = catalog.table(name).orElse(null);
    NotNull own = table == null ? null : of(table, column);
    if (version >= NAMED && own != null) {
      DropFold fold = new DropFold(catalog, false);
      fold.inheritedConstraint(name, own.name(), recurse);
      catalog = fold.catalog();
      return;
    }
    catalog = catalog.changing(name, t -> t.changing(column, c -> c.notNull(false)));
    if (recurse) {
      catalog.childrenOf(name).forEach(child -> drop(child.name(), column, true));
    }
  }
}
