package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** RENAME of a table's parts: what it makes of the catalog. */
final class RenameFold {

  private Catalog catalog;

  RenameFold(Catalog catalog) {
    this.catalog = catalog;
  }

  Catalog column(RelationName name, String old, String renamed) {
    List<RelationName> family = new ArrayList<>(List.of(name));
    catalog.descendantsOf(name).forEach(child -> family.add(child.name()));
    for (RelationName member : family) {
      change(member, t -> t.changing(old, c -> c.named(renamed)));
      change(
          member,
          t ->
              t.withConstraints(
                  t.constraints().stream().map(c -> renamedColumn(c, old, renamed)).toList()));
      for (Index index : catalog.indexesOf(member)) {
        catalog =
            catalog.with(
                new Index(
                    index.name(),
                    index.table(),
                    index.unique(),
                    index.columns().stream().map(c -> c.equals(old) ? renamed : c).toList(),
                    Set.copyOf(
                        index.mentions().stream().map(c -> c.equals(old) ? renamed : c).toList()),
                    index.valid(),
                    index.parent()));
      }
      for (View view : catalog.viewsOf(member)) {
        catalog = catalog.with(view.readingColumn(member, old, renamed));
      }
      for (Sequence sequence : catalog.sequencesOf(member)) {
        if (old.equals(sequence.ownerColumn())) {
          catalog = catalog.with(new Sequence(sequence.name(), member, renamed));
        }
      }
    }
    for (Table referencing : catalog.referencing(name)) {
      change(
          referencing.name(),
          t ->
              t.withConstraints(
                  t.constraints().stream()
                      .map(c ->
                          c instanceof TableConstraint.ForeignKey key
                                  && key.referenced().equals(name)
                              ? new TableConstraint.ForeignKey(
                                  key.name(),
                                  key.columns(),
                                  key.referenced(),
                                  swap(key.referencedColumns(), old, renamed),
                                  key.valid())
                              : c)
                      .toList()));
    }
    return catalog;
  }

  private static TableConstraint renamedColumn(
      TableConstraint constraint, String old, String renamed) {
    List<String> columns = swap(constraint.columns(), old, renamed);
    return switch (constraint) {
      // The expression keeps the old name; who reads it goes by columns().
      case TableConstraint.Check c ->
          new TableConstraint.Check(c.name(), columns, c.expression(), c.valid(), c.noInherit());
      case TableConstraint.NotNull c -> new TableConstraint.NotNull(c.name(), columns, c.valid());
      case TableConstraint.Key c ->
          new TableConstraint.Key(c.name(), columns, c.primary(), c.index());
      case TableConstraint.Exclusion c ->
          new TableConstraint.Exclusion(c.name(), columns, c.index());
      case TableConstraint.ForeignKey c ->
          new TableConstraint.ForeignKey(
              c.name(), columns, c.referenced(), c.referencedColumns(), c.valid());
    };
  }

  private static List<String> swap(List<String> columns, String old, String renamed) {
    return columns.stream().map(c -> c.equals(old) ? renamed : c).toList();
  }

  Catalog constraint(RelationName name, String old, String renamed) {
    catalog
        .table(name)
        .flatMap(t -> t.constraint(old))
        .ifPresent(constraint -> {
          RelationName index = new RelationName(name.schema(), old);
          if (constraint instanceof TableConstraint.Key
              || constraint instanceof TableConstraint.Exclusion) {
            catalog
                .index(index)
                .ifPresent(known ->
                    catalog =
                        catalog
                            .without(index)
                            .with(known.named(new RelationName(name.schema(), renamed))));
          }
          change(
              name,
              t ->
                  t.withConstraints(
                      t.constraints().stream()
                          .map(c -> c.name().equals(old) ? c.named(renamed) : c)
                          .toList()));
        });
    return catalog;
  }

  private void change(RelationName name, UnaryOperator<Table> change) {
    catalog.table(name).ifPresent(table -> catalog = catalog.with(change.apply(table)));
  }
}
