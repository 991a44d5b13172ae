package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the relations that depend on another relation or type by its full name, whether that
 * is known itself or not: apart by the way they do, so that the few children of a table to which a
 * thousand others refer are at hand. Immutable.
 *
 * @param children of a parent: tables
 * @param referencing what a foreign key refers to: tables
 * @param columns of the type of a column: tables and composite types
 * @param indexes of a table or materialized view
 * @param views of what they read, and of the types of their columns
 * @param sequences of the table that owns them
 */
record Dependents(
    References<RelationName, RelationName> children,
    References<RelationName, RelationName> referencing,
    References<RelationName, RelationName> columns,
    References<RelationName, RelationName> indexes,
    References<RelationName, RelationName> views,
    References<RelationName, RelationName> sequences) {

  static final Dependents NONE =
      new Dependents(
          References.none(),
          References.none(),
          References.none(),
          References.none(),
          References.none(),
          References.none());

  /** The same after a relation changed, came or went; its name is the same. */
  Dependents with(RelationName name, @Nullable Relation before, @Nullable Relation after) {
    return new Dependents(
        children.with(name, parents(before), parents(after)),
        referencing.with(name, referenced(before), referenced(after)),
        columns.with(name, types(before), types(after)),
        indexes.with(name, indexed(before), indexed(after)),
        views.with(name, read(before), read(after)),
        sequences.with(name, owner(before), owner(after)));
  }

  private static Set<RelationName> parents(@Nullable Relation relation) {
    return relation instanceof Table table ? Set.copyOf(table.parents()) : Set.of();
  }

  private static Set<RelationName> referenced(@Nullable Relation relation) {
    Set<RelationName> names = Set.of();
    if (relation instanceof Table table) {
      for (TableConstraint constraint : table.constraints()) {
        if (constraint instanceof TableConstraint.ForeignKey key) {
          names = plus(names, key.referenced());
        }
      }
    }
    return names;
  }

  private static Set<RelationName> types(@Nullable Relation relation) {
    return switch (relation) {
      case Table table -> types(table.columns(), Set.of());
      case CompositeType composite -> types(composite.attributes(), Set.of());
      case null, default -> Set.of();
    };
  }

  /** The types that the history made: PostgreSQL's own have no schema here. */
  private static Set<RelationName> types(List<Column> columns, Set<RelationName> others) {
    Set<RelationName> names = others;
    for (Column column : columns) {
      ColumnType type = column.type();
      int dot = type == null ? -1 : type.name().indexOf('.');
      if (type != null && dot > 0) {
        names =
            plus(
                names,
                new RelationName(type.name().substring(0, dot), type.name().substring(dot + 1)));
      }
    }
    return names;
  }

  private static Set<RelationName> indexed(@Nullable Relation relation) {
    return relation instanceof Index index ? Set.of(index.table()) : Set.of();
  }

  private static Set<RelationName> read(@Nullable Relation relation) {
    return relation instanceof View view ? types(view.outputs().columns(), view.reads()) : Set.of();
  }

  private static Set<RelationName> owner(@Nullable Relation relation) {
    return relation instanceof Sequence sequence && sequence.ownerTable() != null
        ? Set.of(sequence.ownerTable())
        : Set.of();
  }

  /** Most sets are empty or of one name, and no set is made for them. */
  private static Set<RelationName> plus(Set<RelationName> names, RelationName name) {
    if (names.isEmpty()) {
      return Set.of(name);
    }
    if (names.contains(name)) {
      return names;
    }
    Set<RelationName> more =
        names instanceof HashSet<RelationName> own ? own : new HashSet<>(names);
    more.add(name);
    return more;
  }
}
