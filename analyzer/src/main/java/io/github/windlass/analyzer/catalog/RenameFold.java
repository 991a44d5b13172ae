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
    RenamedColumn expressions = new RenamedColumn(old, renamed);
    for (RelationName member : family) {
      change(member, t -> t.changing(old, c -> c.named(renamed)));
      change(
          member,
          t ->
              t.withColumns(t.columns().stream().map(c -> generatedOver(c, expressions)).toList()));
      change(
          member,
          t ->
              t.withConstraints(
                  t.constraints().stream()
                      .map(c -> over(c, swap(c.columns(), old, renamed), expressions))
                      .toList()));
      for (Index index : catalog.indexesOf(member)) {
        catalog =
            catalog.with(
                index.renaming(
                    swap(index.columns(), old, renamed),
                    Set.copyOf(swap(List.copyOf(index.mentions()), old, renamed)),
                    expressions));
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
                              ? key.referencing(name, swap(key.referencedColumns(), old, renamed))
                              : c)
                      .toList()));
    }
    return catalog;
  }

  /** A generated column whose expression may name the renamed one. */
  private static Column generatedOver(Column column, RenamedColumn expressions) {
    boolean generated =
        column.generation() == Column.Generation.STORED
            || column.generation() == Column.Generation.VIRTUAL;
    return generated && column.defaultExpression() != null
        ? column.defaultsTo(expressions.in(column.defaultExpression()))
        : column;
  }

  private static TableConstraint over(
      TableConstraint constraint, List<String> columns, RenamedColumn expressions) {
    return constraint instanceof TableConstraint.Check check
        ? new TableConstraint.Check(
            check.name(),
            columns,
            expressions.in(check.expression()),
            check.valid(),
            check.noInherit())
        : constraint.over(columns);
  }

  private static List<String> swap(List<String> columns, String old, String renamed) {
    return columns.stream().map(c -> c.equals(old) ? renamed : c).toList();
  }

  /** A type, and the columns that are of it. */
  Catalog type(RelationName old, RelationName renamed) {
    UserType type = catalog.userType(old).orElse(null);
    if (type != null) {
      catalog = catalog.withoutType(old).with(type.named(renamed));
    } else if (catalog.relation(old).orElse(null) instanceof Relation.CompositeType composite) {
      catalog = catalog.without(old).with(composite.named(renamed));
    }
    for (Table table : catalog.tables(t -> t.columns().stream().anyMatch(c -> isOf(c, old)))) {
      catalog =
          catalog.with(
              table.withColumns(
                  table.columns().stream()
                      .map(c -> isOf(c, old) && c.type() != null ? retyped(c, renamed) : c)
                      .toList()));
    }
    return catalog;
  }

  private boolean isOf(Column column, RelationName type) {
    ColumnType own = column.type();
    if (own == null) {
      return false;
    }
    int dot = own.name().indexOf('.');
    return dot >= 0
        ? own.name().equals(type.toString())
        : own.name().equals(type.name()) && catalog.searchPath().contains(type.schema());
  }

  private static Column retyped(Column column, RelationName type) {
    ColumnType own = column.type();
    if (own == null) {
      return column;
    }
    ColumnType renamed = new ColumnType(type.toString(), own.typmods(), own.array(), own.detail());
    return own.equals(column.defaultType())
        ? column.typed(renamed).defaultsTo(column.defaultExpression())
        : column.typed(renamed);
  }

  /** An index that got another name is behind a constraint, which then gets the same. */
  Catalog indexOfConstraint(Index index, RelationName renamed) {
    change(
        index.table(),
        t ->
            t.withConstraints(
                t.constraints().stream()
                    .map(c ->
                        switch (c) {
                          case TableConstraint.Key key when key.index().equals(index.name()) ->
                              new TableConstraint.Key(
                                  renamed.name(),
                                  key.columns(),
                                  key.primary(),
                                  renamed,
                                  key.deferral());
                          case TableConstraint.Exclusion exclusion
                              when exclusion.index().equals(index.name()) ->
                              new TableConstraint.Exclusion(
                                  renamed.name(),
                                  exclusion.columns(),
                                  renamed,
                                  exclusion.written());
                          default -> c;
                        })
                    .toList()));
    return catalog;
  }

  /** A sequence that got another name goes on behind its column. */
  Catalog sequence(Sequence sequence, RelationName renamed) {
    RelationName table = sequence.ownerTable();
    if (table != null) {
      change(
          table,
          t ->
              t.withColumns(
                  t.columns().stream()
                      .map(c ->
                          sequence.name().name().equals(c.sequence())
                              ? c.generated(c.generation(), renamed.name())
                              : c)
                      .toList()));
    }
    return catalog;
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
