package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;

/** Columns and constraints that ALTER TABLE drops, and what goes with them. */
final class DropFold {

  private Catalog catalog;

  private DropFold(Catalog catalog) {
    this.catalog = catalog;
  }

  /** DROP COLUMN. */
  static Catalog column(Catalog before, RelationName name, String column) {
    DropFold fold = new DropFold(before);
    fold.dropColumn(name, column);
    return fold.catalog;
  }

  /** Drops the sequences that a column owns. */
  static Catalog sequences(Catalog before, RelationName name, String column) {
    DropFold fold = new DropFold(before);
    fold.dropSequences(name, column);
    return fold.catalog;
  }

  /** DROP CONSTRAINT. */
  static Catalog constraint(Catalog before, RelationName name, String constraint) {
    DropFold fold = new DropFold(before);
    fold.dropConstraint(name, constraint);
    return fold.catalog;
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
    catalog =
        catalog.changing(
            name,
            t ->
                t.withColumns(t.columns().stream().filter(c -> !c.name().equals(column)).toList()));
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
              .forEach(column ->
                  catalog = catalog.changing(name, t -> t.changing(column, c -> c.notNull(false))));
      case TableConstraint.Check ignored -> {}
      case TableConstraint.ForeignKey ignored -> {}
    }
    catalog =
        catalog.changing(
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
          catalog =
              catalog.changing(
                  child.name(),
                  t ->
                      t.withConstraints(
                          t.constraints().stream()
                              .filter(c ->
                                  !(c instanceof TableConstraint.Key key
                                      && key.index().equals(gone)))
                              .toList()));
        }
      }
    }
    catalog = catalog.without(index);
  }

  /** Foreign keys that need a dropped key go with it (CASCADE; without, the statement fails). */
  private void dropReferencing(RelationName name, TableConstraint.Key key) {
    for (Table referencing : catalog.referencing(name)) {
      catalog =
          catalog.changing(
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
}
