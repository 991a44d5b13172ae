package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.Relation.View.ColumnUse;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** RENAME and SET SCHEMA: what they make of the catalog, and of all that says the old name. */
final class RenameFold {

  private Catalog catalog;

  RenameFold(Catalog catalog) {
    this.catalog = catalog;
  }

  Catalog catalog() {
    return catalog;
  }

  // --- relations -----------------------------------------------------------------------------

  /** A relation, and what refers to it. */
  void relation(RelationName old, RelationName renamed) {
    Relation relation = catalog.relation(old).orElse(null);
    if (relation == null || old.equals(renamed)) {
      return;
    }
    List<Index> indexes = catalog.indexesOf(old);
    List<Table> referencing = catalog.referencing(old);
    List<Table> children = catalog.childrenOf(old);
    List<View> views = catalog.viewsOf(old);
    List<Sequence> sequences = catalog.sequencesOf(old);
    List<Table> ofType = catalog.tablesOfType(old);
    List<Relation> holders = catalog.relationsOfType(old);
    List<Statistics> statistics = catalog.statisticsOf(old);
    catalog = catalog.without(old).with(relation.named(renamed));
    switch (relation) {
      case Index index -> indexOfConstraint(index, renamed);
      case Sequence sequence -> sequence(sequence, renamed);
      case Table ignored -> {}
      case View ignored -> {}
      case CompositeType composite -> typedTables(composite.name(), renamed);
    }
    indexes.forEach(index -> catalog = catalog.with(index.on(renamed)));
    sequences.forEach(
        sequence -> catalog = catalog.with(sequence.ownedBy(renamed, sequence.ownerColumn())));
    statistics.forEach(each -> catalog = catalog.with(each.on(renamed)));
    for (Table table : referencing) {
      RelationName name = table.name().equals(old) ? renamed : table.name();
      catalog = catalog.changing(name, t -> t.withConstraints(referencing(t, old, renamed)));
    }
    for (Table child : children) {
      catalog =
          catalog.changing(
              child.name(),
              t ->
                  t.withParents(
                      t.parents().stream().map(p -> p.equals(old) ? renamed : p).toList(),
                      t.partition()));
    }
    for (View view : views) {
      if (catalog.relation(view.name()).orElse(null) instanceof View known) {
        catalog = catalog.with(known.reading(old, renamed));
      }
    }
    TypeRename retyping = new TypeRename(catalog, old, renamed);
    retyping.columns(ofType);
    if (relation instanceof CompositeType || !ofType.isEmpty()) {
      retyping.others(holders);
    }
    catalog = retyping.catalog();
    for (Publication publication : catalog.publicationsOf(old)) {
      catalog =
          catalog.with(
              publication.of(
                  publication.members().stream()
                      .map(m ->
                          m.table().equals(old)
                              ? new Publication.Member(renamed, m.columns(), m.where())
                              : m)
                      .toList(),
                  publication.schemas()));
    }
  }

  private static List<TableConstraint> referencing(
      Table table, RelationName old, RelationName renamed) {
    return table.constraints().stream()
        .map(constraint ->
            constraint instanceof TableConstraint.ForeignKey key && key.referenced().equals(old)
                ? key.referencing(renamed, key.referencedColumns())
                : constraint)
        .toList();
  }

  /** SET SCHEMA of a relation: its indexes and sequences go with it. */
  void move(RelationName name, String schema) {
    List<Index> indexes = catalog.indexesOf(name);
    List<Sequence> sequences = catalog.sequencesOf(name);
    relation(name, new RelationName(schema, name.name()));
    for (Index index : indexes) {
      relation(index.name(), new RelationName(schema, index.name().name()));
    }
    for (Sequence sequence : sequences) {
      relation(sequence.name(), new RelationName(schema, sequence.name().name()));
    }
  }

  /** An index that got another name is behind a constraint, which then gets the same. */
  private void indexOfConstraint(Index index, RelationName renamed) {
    for (Table child : catalog.childrenOf(index.table())) {
      for (Index candidate : catalog.indexesOf(child.name())) {
        if (index.name().equals(candidate.parent())) {
          catalog = catalog.with(candidate.under(renamed));
        }
      }
    }
    change(
        index.table(),
        t ->
            t.with(t.properties().renamingIndex(index.name().name(), renamed.name()))
                .withConstraints(
                    t.constraints().stream()
                        .map(c ->
                            switch (c) {
                              case TableConstraint.Key key when key.index().equals(index.name()) ->
                                  key.behind(renamed);
                              case TableConstraint.Exclusion exclusion
                                  when exclusion.index().equals(index.name()) ->
                                  exclusion.behind(renamed);
                              default -> c;
                            })
                        .toList()));
    if (catalog.relation(index.table()).orElse(null) instanceof View view
        && index.name().name().equals(view.properties().clusteredOn())) {
      catalog =
          catalog.with(view.edited(v -> v.properties = v.properties.clustered(renamed.name())));
    }
  }

  /** A sequence that got another name goes on behind the columns that draw from it. */
  private void sequence(Sequence sequence, RelationName renamed) {
    RelationName table = sequence.ownerTable();
    boolean sameSchema = sequence.name().schema().equals(renamed.schema());
    if (table != null) {
      List<RelationName> family = new ArrayList<>(List.of(table));
      catalog.descendantsOf(table).forEach(child -> family.add(child.name()));
      for (RelationName member : family) {
        change(
            member,
            t ->
                t.withColumns(
                    t.columns().stream()
                        .map(c ->
                            sequence.name().name().equals(c.sequence())
                                ? c.generated(c.generation(), renamed.name())
                                : c)
                        .toList()));
      }
    }
    if (table == null || sameSchema) {
      defaults(new RenamedSequence(sequence.name(), renamed, catalog.searchPath()));
    }
  }

  /** Defaults that draw from a sequence say its new name. */
  private void defaults(RenamedSequence expressions) {
    for (Table table : catalog.tablesMentioning(expressions.old().name())) {
      change(
          table.name(),
          t ->
              t.withColumns(
                  t.columns().stream()
                      .map(c ->
                          c.defaultExpression() != null && expressions.isIn(c.defaultExpression())
                              ? c.defaultsAs(expressions.in(c.defaultExpression()))
                              : c)
                      .toList()));
    }
  }

  // --- columns -------------------------------------------------------------------------------

  void column(RelationName name, String old, String renamed) {
    Relation relation = catalog.relation(name).orElse(null);
    if (relation instanceof View view) {
      catalog =
          catalog.with(
              view.edited(v -> v.outputs = v.outputs.changing(old, c -> c.named(renamed))));
      readers(name, old, renamed);
      indexes(name, old, renamed);
      return;
    }
    if (relation instanceof CompositeType composite) {
      catalog =
          catalog.with(
              composite.with(
                  composite.attributes().stream()
                      .map(c -> c.name().equals(old) ? c.named(renamed) : c)
                      .toList()));
      for (Table table : catalog.typedTables(name)) {
        column(table.name(), old, renamed);
      }
      return;
    }
    List<RelationName> family = new ArrayList<>(List.of(name));
    catalog.descendantsOf(name).forEach(child -> family.add(child.name()));
    family.forEach(member -> ownColumn(member, old, renamed));
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
  }

  private void ownColumn(RelationName member, String old, String renamed) {
    RenamedColumn expressions = new RenamedColumn(old, renamed);
    change(
        member,
        t ->
            t.edited(e -> {
              e.columns =
                  t.columns().stream()
                      .map(c -> c.name().equals(old) ? c.named(renamed) : c)
                      .map(c -> generatedOver(c, expressions))
                      .toList();
              e.constraints =
                  t.constraints().stream()
                      .map(c -> over(c, swap(c.columns(), old, renamed), expressions))
                      .toList();
              e.attachments =
                  t.attachments().stream()
                      .map(a -> attached(a, old, renamed, expressions))
                      .toList();
              e.partitionKey = swap(t.partitionKey(), old, renamed);
              e.properties =
                  t.properties().partitioned(spec(t.properties().partitionSpec(), old, renamed));
            }));
    indexes(member, old, renamed);
    readers(member, old, renamed);
    for (Sequence sequence : catalog.sequencesOf(member)) {
      if (old.equals(sequence.ownerColumn())) {
        catalog = catalog.with(sequence.ownedBy(member, renamed));
      }
    }
    for (Statistics each : catalog.statisticsOf(member)) {
      catalog =
          catalog.with(
              new Statistics(
                  each.name(),
                  each.table(),
                  swap(each.columns(), old, renamed),
                  swap(each.expressions(), old, renamed),
                  each.kinds()));
    }
    for (Publication publication : catalog.publicationsOf(member)) {
      catalog = catalog.with(published(publication, member, old, renamed, expressions));
    }
  }

  private static Publication published(
      Publication publication,
      RelationName table,
      String old,
      String renamed,
      RenamedColumn expressions) {
    return publication.of(
        publication.members().stream()
            .map(m ->
                m.table().equals(table)
                    ? new Publication.Member(
                        table,
                        swap(m.columns(), old, renamed),
                        m.where() == null ? null : expressions.in(m.where()))
                    : m)
            .toList(),
        publication.schemas());
  }

  private void indexes(RelationName table, String old, String renamed) {
    RenamedColumn expressions = new RenamedColumn(old, renamed);
    for (Index index : catalog.indexesOf(table)) {
      if (index.uses(old)) {
        catalog =
            catalog.with(
                index.renaming(
                    swap(index.columns(), old, renamed),
                    Set.copyOf(swap(List.copyOf(index.mentions()), old, renamed)),
                    expressions));
      }
    }
  }

  private void readers(RelationName relation, String old, String renamed) {
    for (View view : catalog.viewsOf(relation)) {
      if (view.columns().contains(new ColumnUse(relation, old))) {
        catalog = catalog.with(view.readingColumn(relation, old, renamed));
      }
    }
  }

  private static Attachment attached(
      Attachment attachment, String old, String renamed, RenamedColumn expressions) {
    if (!attachment.columns().contains(old)) {
      return attachment;
    }
    Set<String> columns = new HashSet<>(swap(List.copyOf(attachment.columns()), old, renamed));
    return attachment.mentioning(
        columns,
        switch (attachment.definition()) {
          case Attachment.Trigger t ->
              new Attachment.Trigger(
                  t.timing(),
                  t.events(),
                  swap(t.updated(), old, renamed),
                  t.row(),
                  t.function(),
                  in(expressions, t.when()),
                  t.constraint(),
                  t.deferral(),
                  t.fires(),
                  t.inherited());
          case Attachment.Rule rule -> rule;
          case Attachment.Policy p ->
              new Attachment.Policy(
                  p.command(),
                  p.permissive(),
                  in(expressions, p.using()),
                  in(expressions, p.check()));
        });
  }

  private static @Nullable Expression in(
      RenamedColumn expressions, @Nullable Expression expression) {
    return expression == null ? null : expressions.in(expression);
  }

  private static @Nullable PartitionSpec spec(
      @Nullable PartitionSpec spec, String old, String renamed) {
    if (spec == null) {
      return null;
    }
    RenamedColumn expressions = new RenamedColumn(old, renamed);
    List<PartitionSpec.PartitionElem> keys = new ArrayList<>();
    for (PartitionSpec.PartitionElem key : spec.partParams()) {
      keys.add(
          new PartitionSpec.PartitionElem(
              old.equals(key.name()) ? renamed : key.name(),
              in(expressions, key.expr()),
              key.collation(),
              key.opclass(),
              key.span()));
    }
    return new PartitionSpec(spec.strategy(), keys, spec.span());
  }

  /** A generated column whose expression may name the renamed one. */
  private static Column generatedOver(Column column, RenamedColumn expressions) {
    boolean generated =
        column.generation() == Column.Generation.STORED
            || column.generation() == Column.Generation.VIRTUAL;
    return generated && column.defaultExpression() != null
        ? column.defaultsAs(expressions.in(column.defaultExpression()))
        : column;
  }

  private static TableConstraint over(
      TableConstraint constraint, List<String> columns, RenamedColumn expressions) {
    return constraint instanceof TableConstraint.Check check
        ? check.over(columns).expressed(expressions.in(check.expression()))
        : constraint.over(columns);
  }

  private static List<String> swap(List<String> columns, String old, String renamed) {
    return columns.contains(old)
        ? columns.stream().map(c -> c.equals(old) ? renamed : c).toList()
        : columns;
  }

  // --- types ---------------------------------------------------------------------------------

  /** A type, and what is of it. */
  void type(RelationName old, RelationName renamed) {
    UserType type = catalog.userType(old).orElse(null);
    if (type == null) {
      relation(old, renamed);
      return;
    }
    List<Table> tables = catalog.tablesOfType(old);
    List<Relation> holders = catalog.relationsOfType(old);
    catalog = catalog.withoutType(old).with(type.named(renamed));
    TypeRename retyping = new TypeRename(catalog, old, renamed);
    retyping.columns(tables);
    retyping.others(holders);
    catalog = retyping.catalog();
  }

  private void typedTables(RelationName old, RelationName renamed) {
    for (Table table : catalog.typedTables(old)) {
      catalog = catalog.with(table.edited(t -> t.ofType = renamed.toString()));
    }
  }

  // --- constraints, schemas ------------------------------------------------------------------

  void constraint(RelationName name, String old, String renamed) {
    Table table = catalog.table(name).orElse(null);
    TableConstraint constraint = table == null ? null : table.constraint(old).orElse(null);
    if (constraint == null) {
      return;
    }
    RelationName index =
        switch (constraint) {
          case TableConstraint.Key key -> key.index();
          case TableConstraint.Exclusion exclusion -> exclusion.index();
          case TableConstraint.Check ignored -> null;
          case TableConstraint.NotNull ignored -> null;
          case TableConstraint.ForeignKey ignored -> null;
        };
    if (index != null && catalog.index(index).isPresent()) {
      relation(index, new RelationName(index.schema(), renamed));
      return;
    }
    for (Table child : catalog.childrenOf(name)) {
      TableConstraint inherited = Inheritance.inherited(child, constraint);
      if (inherited != null && inherited.name().equals(old)) {
        constraint(child.name(), old, renamed);
      }
    }
    change(
        name,
        t ->
            t.withConstraints(
                t.constraints().stream()
                    .map(c -> c.name().equals(old) ? c.named(renamed) : c)
                    .toList()));
  }

  void schema(String old, String renamed) {
    for (Relation member : catalog.relationsIn(old)) {
      relation(member.name(), new RelationName(renamed, member.name().name()));
    }
    for (UserType type : catalog.typesIn(old)) {
      type(type.name(), new RelationName(renamed, type.name().name()));
    }
    for (Routine routine : catalog.routinesMentioning(old)) {
      if (routine.name().schema().equals(old)) {
        routine(routine, new RelationName(renamed, routine.name().name()));
      }
    }
    for (Statistics each : catalog.statisticsIn(old)) {
      catalog =
          catalog
              .withoutStatistics(each.name())
              .with(each.named(new RelationName(renamed, each.name().name())));
    }
    for (SchemaObject object : catalog.objectsMentioning(old)) {
      SchemaObject changed = object;
      if (object.kind().equals("extension") && object.detail().equals(old)) {
        changed = object.detailed(renamed);
      } else if (object.kind().equals("schema") && object.name().equals(old)) {
        changed = object.named(renamed);
      } else if (object.name().startsWith(old + ".")) {
        changed = object.named(renamed + object.name().substring(old.length()));
      }
      if (!changed.equals(object)) {
        catalog = catalog.without(object).with(changed);
      }
    }
    catalog = catalog.complete(catalog.completeness().without(old).with(renamed));
  }

  /** A routine, and the triggers that call it. */
  void routine(Routine routine, RelationName renamed) {
    RelationName old = routine.name();
    catalog = catalog.without(routine).with(routine.named(renamed));
    for (Table table : catalog.tablesMentioning(old.name())) {
      change(
          table.name(),
          t ->
              t.withAttachments(
                  t.attachments().stream()
                      .map(a -> calls(a, old) ? a.calling(renamed) : a)
                      .toList()));
    }
  }

  private static boolean calls(Attachment attachment, RelationName function) {
    return attachment.definition() instanceof Attachment.Trigger trigger
        && trigger.function().equals(function);
  }

  private void change(RelationName name, UnaryOperator<Table> change) {
    catalog = catalog.changing(name, change);
  }
}
