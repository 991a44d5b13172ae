package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What goes with what is dropped ({@code performDeletion} of {@code dependency.c}): always what is
 * a part of it, and with CASCADE what needs it. Without CASCADE a statement over something that is
 * needed fails, so that nothing is looked for then.
 */
final class DropFold {

  private Catalog catalog;
  private final boolean cascade;

  DropFold(Catalog catalog, boolean cascade) {
    this.catalog = catalog;
    this.cascade = cascade;
  }

  Catalog catalog() {
    return catalog;
  }

  // --- relations -----------------------------------------------------------------------------

  void relation(RelationName name) {
    Relation dropped = catalog.relation(name).orElse(null);
    List<Index> indexes = catalog.indexesOf(name);
    List<Sequence> sequences = catalog.sequencesOf(name);
    List<Table> children = catalog.childrenOf(name);
    List<View> views = catalog.viewsOf(name);
    catalog
        .referencing(name)
        .forEach(table ->
            keepConstraints(
                table.name(),
                constraint ->
                    !(constraint instanceof TableConstraint.ForeignKey key
                        && key.referenced().equals(name))));
    catalog = catalog.without(name);
    indexes.forEach(index -> catalog = catalog.without(index.name()));
    sequences.forEach(sequence -> relation(sequence.name()));
    for (Table child : children) {
      if (cascade || child.partition() != Table.Partition.NONE) {
        relation(child.name());
      }
    }
    catalog.statisticsOf(name).forEach(each -> catalog = catalog.withoutStatistics(each.name()));
    unpublish(name);
    if (dropped instanceof Index index) {
      afterIndex(index);
    }
    if (cascade) {
      views.forEach(view -> relation(view.name()));
      if (dropped instanceof Sequence) {
        expressions(new Dependence.OnSequence(catalog.with(dropped), name));
      } else if (dropped instanceof Table || dropped instanceof CompositeType) {
        typeUses(name);
      }
      dropAttachments(
          name.name(),
          attachment ->
              attachment.definition() instanceof Attachment.Rule rule
                  && rule.needs().contains(name));
    }
  }

  private void unpublish(RelationName table) {
    for (Publication publication : catalog.publicationsOf(table)) {
      catalog =
          catalog.with(
              publication.of(
                  publication.members().stream()
                      .filter(member -> !member.table().equals(table))
                      .toList(),
                  publication.schemas()));
    }
  }

  /** An index is gone: the indexes of partitions under it too, and what goes by its name. */
  private void afterIndex(Index index) {
    for (Table child : catalog.childrenOf(index.table())) {
      for (Index candidate : catalog.indexesOf(child.name())) {
        if (index.name().equals(candidate.parent())) {
          catalog = catalog.without(candidate.name());
          keepConstraints(child.name(), constraint -> !isBehind(candidate.name(), constraint));
          afterIndex(candidate);
        }
      }
    }
    String name = index.name().name();
    switch (catalog.relation(index.table()).orElse(null)) {
      case Table table -> catalog = catalog.with(table.with(table.properties().withoutIndex(name)));
      case View view when name.equals(view.properties().clusteredOn()) ->
          catalog = catalog.with(view.edited(v -> v.properties = v.properties.clustered(null)));
      case null, default -> {
        // Nothing goes by it.
      }
    }
  }

  private static boolean isBehind(RelationName index, TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.Key key -> key.index().equals(index);
      case TableConstraint.Exclusion exclusion -> exclusion.index().equals(index);
      case TableConstraint.Check ignored -> false;
      case TableConstraint.NotNull ignored -> false;
      case TableConstraint.ForeignKey ignored -> false;
    };
  }

  private void keepConstraints(RelationName table, Predicate<TableConstraint> kept) {
    catalog =
        catalog.changing(
            table,
            t -> {
              List<TableConstraint> all = t.constraints().stream().filter(kept).toList();
              return all.size() == t.constraints().size() ? t : t.withConstraints(all);
            });
  }

  // --- columns -------------------------------------------------------------------------------

  /**
   * DROP COLUMN of ALTER TABLE: children lose it too unless it is theirs by other ways.
   *
   * @param recurse false after ONLY: the children's becomes their own
   */
  void inheritedColumn(RelationName name, String column, boolean recurse) {
    for (Table child : catalog.childrenOf(name)) {
      Column inherited = child.column(column).orElse(null);
      if (inherited == null) {
        continue;
      }
      boolean only = Inheritance.parentsWithColumn(catalog, child, column) == 1;
      if (!recurse) {
        catalog = catalog.changing(child.name(), t -> t.changing(column, c -> c.local(true)));
      } else if (only && !inherited.local()) {
        inheritedColumn(child.name(), column, true);
      }
    }
    column(name, column);
  }

  void column(RelationName name, String column) {
    Table table = catalog.table(name).orElse(null);
    if (table == null || table.column(column).isEmpty()) {
      compositeAttribute(name, column);
      return;
    }
    for (TableConstraint constraint : table.constraints()) {
      if (constraint.columns().contains(column)) {
        constraint(name, constraint.name());
      }
    }
    for (Index index : catalog.indexesOf(name)) {
      if (index.uses(column)) {
        catalog = catalog.without(index.name());
        afterIndex(index);
      }
    }
    for (Statistics each : catalog.statisticsOf(name)) {
      if (each.columns().contains(column) || each.expressions().contains(column)) {
        catalog = catalog.withoutStatistics(each.name());
      }
    }
    for (Sequence sequence : catalog.sequencesOf(name)) {
      if (column.equals(sequence.ownerColumn())) {
        relation(sequence.name());
      }
    }
    catalog =
        catalog.changing(
            name,
            t ->
                t.withColumns(t.columns().stream().filter(c -> !c.name().equals(column)).toList()));
    if (cascade) {
      for (View view : catalog.viewsOf(name)) {
        if (view.uses(name, column)) {
          relation(view.name());
        }
      }
      for (Column other : table.columns()) {
        if (isGeneratedFrom(other, column)) {
          column(name, other.name());
        }
      }
      catalog =
          catalog.changing(
              name,
              t ->
                  t.withAttachments(
                      t.attachments().stream()
                          .filter(a -> !a.columns().contains(column))
                          .toList()));
    }
  }

  private static boolean isGeneratedFrom(Column generated, String column) {
    Expression expression = generated.defaultExpression();
    return (generated.generation() == Column.Generation.STORED
            || generated.generation() == Column.Generation.VIRTUAL)
        && expression != null
        && !generated.name().equals(column)
        && Mentions.of(expression).columns().contains(column);
  }

  private void compositeAttribute(RelationName name, String attribute) {
    if (catalog.relation(name).orElse(null) instanceof CompositeType composite) {
      catalog =
          catalog.with(
              composite.with(
                  composite.attributes().stream()
                      .filter(each -> !each.name().equals(attribute))
                      .toList()));
    }
  }

  // --- constraints ---------------------------------------------------------------------------

  /** DROP CONSTRAINT of ALTER TABLE, with those of the children that are theirs by it alone. */
  void inheritedConstraint(RelationName name, String constraint, boolean recurse) {
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      // Of a table that is not known, the index alone was noted when the constraint was added.
      RelationName index = new RelationName(name.schema(), constraint);
      if (catalog.index(index).filter(each -> each.table().equals(name)).isPresent()) {
        index(index);
      }
      return;
    }
    TableConstraint dropped = table.constraint(constraint).orElse(null);
    if (dropped == null) {
      return;
    }
    for (Table child : catalog.childrenOf(name)) {
      TableConstraint inherited = Inheritance.inherited(child, dropped);
      if (inherited == null) {
        continue;
      }
      boolean only = Inheritance.parentsWith(catalog, child, inherited) == 1;
      if (!recurse) {
        catalog = catalog.with(Inheritance.setLocal(child, inherited, true));
      } else if (only && !inherited.local()) {
        inheritedConstraint(child.name(), inherited.name(), true);
      }
    }
    constraint(name, constraint);
  }

  void constraint(RelationName name, String constraint) {
    Table table = catalog.table(name).orElse(null);
    TableConstraint dropped = table == null ? null : table.constraint(constraint).orElse(null);
    if (dropped == null) {
      return;
    }
    keepConstraints(name, c -> !c.name().equals(constraint));
    switch (dropped) {
      case TableConstraint.Key key -> {
        index(key.index());
        referencing(name, key);
      }
      case TableConstraint.Exclusion exclusion -> index(exclusion.index());
      case TableConstraint.NotNull notNull ->
          notNull
              .columns()
              .forEach(column ->
                  catalog = catalog.changing(name, t -> t.changing(column, c -> c.notNull(false))));
      case TableConstraint.Check ignored -> {}
      case TableConstraint.ForeignKey ignored -> {}
    }
  }

  private void index(RelationName name) {
    Index index = catalog.index(name).orElse(null);
    if (index != null) {
      catalog = catalog.without(name);
      afterIndex(index);
    }
  }

  /** Foreign keys that need a dropped key go with it (CASCADE; without, the statement fails). */
  private void referencing(RelationName name, TableConstraint.Key key) {
    for (Table referencing : catalog.referencing(name)) {
      keepConstraints(
          referencing.name(),
          c ->
              !(c instanceof TableConstraint.ForeignKey foreign
                  && foreign.referenced().equals(name)
                  && foreign.needs(key)));
    }
  }

  // --- types, routines, schemas, extensions ------------------------------------------------------

  void type(RelationName name) {
    catalog = catalog.withoutType(name).without(name);
    if (cascade) {
      typeUses(name);
    }
  }

  private void typeUses(RelationName name) {
    for (Table table : catalog.tablesOfType(name)) {
      for (Column column : table.columns()) {
        if (Catalog.isOf(column.type(), name)) {
          column(table.name(), column.name());
        }
      }
    }
    for (Relation relation : catalog.relationsMentioning(name.name())) {
      switch (relation) {
        case Table table when name.toString().equals(table.ofType()) -> relation(table.name());
        case CompositeType composite -> {
          for (Column attribute : composite.attributes()) {
            if (Catalog.isOf(attribute.type(), name)) {
              compositeAttribute(composite.name(), attribute.name());
            }
          }
        }
        case View view
            when view.outputs().columns().stream()
                .anyMatch(column -> Catalog.isOf(column.type(), name)) ->
            relation(view.name());
        default -> {
          // Without that type.
        }
      }
    }
    for (UserType type : catalog.typesMentioning(name.name())) {
      ColumnType needed =
          switch (type) {
            case UserType.DomainType domain -> domain.definition().type();
            case UserType.OtherType other -> other.subtype();
            case UserType.EnumType ignored -> null;
          };
      if (Catalog.isOf(needed, name)) {
        type(type.name());
      }
    }
    for (Routine routine : catalog.routinesMentioning(name.name())) {
      if (Catalog.isOf(routine.returns(), name)
          || routine.arguments().stream().anyMatch(type -> Catalog.isOf(type, name))) {
        routine(routine);
      }
    }
    objectsNeeding(name);
    expressions(new Dependence.OnType(catalog, name));
  }

  void routine(Routine routine) {
    catalog = catalog.without(routine);
    if (cascade) {
      RelationName name = routine.name();
      dropAttachments(
          name.name(),
          attachment ->
              attachment.definition() instanceof Attachment.Trigger trigger
                  && trigger.function().equals(name));
      objectsNeeding(name);
      expressions(new Dependence.OnRoutine(catalog, routine));
    }
  }

  private void objectsNeeding(RelationName name) {
    for (SchemaObject object : catalog.objectsNeeding(name)) {
      catalog = catalog.without(object);
    }
  }

  private void dropAttachments(String mentioned, Predicate<Attachment> gone) {
    for (Relation relation : catalog.relationsMentioning(mentioned)) {
      switch (relation) {
        case Table table when table.attachments().stream().anyMatch(gone) ->
            catalog =
                catalog.with(
                    table.withAttachments(
                        table.attachments().stream().filter(gone.negate()).toList()));
        case View view when view.properties().attachments().stream().anyMatch(gone) ->
            catalog =
                catalog.with(
                    view.edited(v ->
                        v.properties =
                            v.properties.attached(
                                v.properties.attachments().stream()
                                    .filter(gone.negate())
                                    .toList())));
        default -> {
          // Nothing attached that goes.
        }
      }
    }
  }

  /** Whatever says something that is gone: defaults, checks, indexes, views, policies, domains. */
  private void expressions(Dependence on) {
    for (Relation relation : catalog.relationsMentioning(on.name())) {
      switch (relation) {
        case Table table -> expressions(table, on);
        case Index index -> {
          boolean needs = isNeeded(on, index.definition().where());
          for (Expression key : index.definition().keys()) {
            needs |= isNeeded(on, key);
          }
          if (needs) {
            relation(index.name());
          }
        }
        case View view -> {
          if (on.isNeededBy(view.query())) {
            relation(view.name());
          }
        }
        case Sequence ignored -> {}
        case CompositeType ignored -> {}
      }
    }
    for (UserType type : catalog.typesMentioning(on.name())) {
      if (type instanceof UserType.DomainType domain) {
        UserType.DomainType left = DomainFold.without(catalog, domain, on);
        if (left == null) {
          type(domain.name());
        } else {
          catalog = catalog.with(left);
        }
      }
    }
  }

  private static boolean isNeeded(Dependence on, @Nullable Expression expression) {
    return expression != null && on.isNeededBy(expression);
  }

  private void expressions(Table table, Dependence on) {
    RelationName name = table.name();
    for (Column column : table.columns()) {
      if (isNeeded(on, column.defaultExpression())) {
        switch (column.generation()) {
          case STORED, VIRTUAL -> column(name, column.name());
          case PLAIN, SERIAL, IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT ->
              catalog =
                  catalog.changing(name, t -> t.changing(column.name(), c -> c.defaultsTo(null)));
        }
      } else if (on instanceof Dependence.OnSequence sequence
          && column.generation() == Column.Generation.SERIAL
          && sequence.sequence().name().equals(column.sequence())
          && sequence.sequence().schema().equals(name.schema())) {
        catalog =
            catalog.changing(
                name,
                t -> t.changing(column.name(), c -> c.generated(Column.Generation.PLAIN, null)));
      }
    }
    List<String> gone = new ArrayList<>();
    for (TableConstraint constraint : table.constraints()) {
      if (constraint instanceof TableConstraint.Check check && on.isNeededBy(check.expression())) {
        gone.add(check.name());
      }
    }
    gone.forEach(constraint -> constraint(name, constraint));
    catalog =
        catalog.changing(
            name,
            t -> {
              List<Attachment> kept =
                  t.attachments().stream().filter(a -> !needs(a.definition(), on)).toList();
              return kept.size() == t.attachments().size() ? t : t.withAttachments(kept);
            });
  }

  private static boolean needs(Attachment.Definition definition, Dependence on) {
    return switch (definition) {
      case Attachment.Trigger trigger -> isNeeded(on, trigger.when());
      case Attachment.Policy policy -> isNeeded(on, policy.using()) || isNeeded(on, policy.check());
      case Attachment.Rule ignored -> false;
    };
  }

  void schema(String schema) {
    for (Relation relation : catalog.relationsIn(schema)) {
      if (catalog.relation(relation.name()).isPresent()) {
        relation(relation.name());
      }
    }
    for (Routine routine : catalog.routinesMentioning(schema)) {
      if (routine.name().schema().equals(schema)) {
        routine(routine);
      }
    }
    catalog.typesIn(schema).forEach(type -> type(type.name()));
    for (Statistics each : catalog.statisticsIn(schema)) {
      catalog = catalog.withoutStatistics(each.name());
    }
    for (Publication publication : catalog.publicationsOf(schema)) {
      catalog =
          catalog.with(
              publication.of(
                  publication.members(),
                  publication.schemas().stream().filter(s -> !s.equals(schema)).toList()));
    }
    for (SchemaObject object : catalog.objectsMentioning(schema)) {
      boolean extension = object.kind().equals("extension") && object.detail().equals(schema);
      if (extension) {
        extension(object.name());
      } else if (object.name().startsWith(schema + ".") && !object.kind().equals("schema")) {
        catalog = catalog.without(object);
      }
    }
    catalog.object("schema", schema).ifPresent(object -> catalog = catalog.without(object));
    catalog = catalog.complete(catalog.completeness().without(schema));
  }

  /** An extension, and what is of its types. */
  void extension(String name) {
    catalog.object("extension", name).ifPresent(object -> catalog = catalog.without(object));
    if (!cascade) {
      return;
    }
    for (Index index : Extensions.indexesNeeding(catalog, name)) {
      relation(index.name());
    }
    for (String type : Extensions.typesOf(name)) {
      for (Table table : catalog.tablesMentioning(type)) {
        for (Column column : table.columns()) {
          if (isOf(column.type(), type)) {
            column(table.name(), column.name());
          }
        }
      }
    }
    for (String function : Extensions.functionsOf(name)) {
      if (catalog.functions(function).isEmpty()) {
        expressions(new Dependence.OnBuiltIn(function));
      }
    }
  }

  private static boolean isOf(@Nullable ColumnType type, String name) {
    return type != null && type.name().substring(type.name().lastIndexOf('.') + 1).equals(name);
  }
}
