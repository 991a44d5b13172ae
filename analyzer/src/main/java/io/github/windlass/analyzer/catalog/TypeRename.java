package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import java.util.List;

/** What is of a type that got another name. */
final class TypeRename {

  private final RelationName old;
  private final RelationName renamed;
  private Catalog catalog;

  TypeRename(Catalog catalog, RelationName old, RelationName renamed) {
    this.catalog = catalog;
    this.old = old;
    this.renamed = renamed;
  }

  Catalog catalog() {
    return catalog;
  }

  /** Columns of tables. */
  void columns(List<Table> tables) {
    for (Table table : tables) {
      RelationName name = table.name().equals(old) ? renamed : table.name();
      catalog =
          catalog.changing(
              name, t -> t.withColumns(t.columns().stream().map(c -> retyped(c)).toList()));
    }
  }

  /** Domains, routines, composite types, views, and objects that need the type. */
  void others(List<Relation> holders) {
    for (UserType type : catalog.typesMentioning(old.name())) {
      if (type instanceof UserType.DomainType domain
          && (Catalog.isOf(domain.definition().type(), old) || Catalog.isOf(domain.base(), old))) {
        catalog = catalog.with(retyped(domain));
      }
    }
    for (Routine routine : catalog.routinesMentioning(old.name())) {
      List<ColumnType> arguments = routine.arguments().stream().map(each -> retyped(each)).toList();
      ColumnType returns = routine.returns();
      ColumnType newReturns = returns == null ? null : retyped(returns);
      if (!arguments.equals(routine.arguments())
          || (newReturns != null && !newReturns.equals(returns))) {
        catalog = catalog.without(routine).with(routine.over(arguments, newReturns));
      }
    }
    for (Relation holder : holders) {
      Relation relation = catalog.relation(holder.name()).orElse(null);
      if (relation instanceof CompositeType composite) {
        catalog =
            catalog.with(
                composite.with(composite.attributes().stream().map(c -> retyped(c)).toList()));
      } else if (relation instanceof View view) {
        catalog =
            catalog.with(
                view.edited(v ->
                    v.outputs =
                        new Outputs(
                            v.outputs.columns().stream().map(c -> retyped(c)).toList(),
                            v.outputs.known())));
      }
    }
    for (SchemaObject object : catalog.objectsNeeding(old)) {
      catalog =
          catalog
              .without(object)
              .with(
                  new SchemaObject(
                      object.kind(),
                      object.name().replace(old.toString(), renamed.toString()),
                      object.detail(),
                      renamed));
    }
  }

  private UserType.DomainType retyped(UserType.DomainType domain) {
    UserType.DomainType.Definition definition = domain.definition();
    return new UserType.DomainType(
        domain.name(),
        retyped(domain.base()),
        domain.constrained(),
        domain.hasDefault(),
        domain.volatileDefault(),
        new UserType.DomainType.Definition(
            retyped(definition.type()),
            definition.notNull(),
            definition.defaultExpression(),
            definition.checks(),
            definition.collation()));
  }

  private ColumnType retyped(ColumnType type) {
    return Catalog.isOf(type, old)
        ? new ColumnType(renamed.toString(), type.typmods(), type.array(), type.detail())
        : type;
  }

  private Column retyped(Column column) {
    ColumnType own = column.type();
    if (own == null || !Catalog.isOf(own, old)) {
      return column;
    }
    ColumnType type = retyped(own);
    return own.equals(column.defaultType())
        ? column.typed(type).defaultsTo(column.defaultExpression())
        : column.typed(type);
  }
}
