package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.routine.CallStack;
import io.github.windlass.analyzer.routine.FoldingHost;
import io.github.windlass.analyzer.routine.RoutineHost;
import io.github.windlass.analyzer.routine.Routines;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The catalog after a statement, from the catalog before it. */
public final class CatalogFold {

  private static final Set<String> OFF = Set.of("off", "false", "no", "0");

  private final int version;
  private Catalog catalog;

  private CatalogFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** The catalog after a statement that succeeds on a server of a major version. */
  public static Catalog fold(Catalog before, Statement statement, int version) {
    return fold(before, statement, version, CallStack.empty());
  }

  /** The same for a statement that a routine runs. */
  public static Catalog fold(Catalog before, Statement statement, int version, CallStack stack) {
    Catalog after = alone(before, statement, version);
    RoutineHost.Outcome outcome =
        Routines.follow(statement, after, version, true, stack, new FoldingHost(version));
    return outcome == null ? after : outcome.after();
  }

  /** The catalog after a statement, without what the routines do that it calls. */
  public static Catalog alone(Catalog before, Statement statement, int version) {
    CatalogFold fold = new CatalogFold(before, version);
    fold.statement(statement);
    return !before.completeness().equals(Completeness.NONE) && UnseenChanges.in(statement)
        ? fold.catalog.incomplete()
        : fold.catalog;
  }

  private void statement(Statement statement) {
    switch (statement) {
      case TableStatement table -> table(table);
      case ObjectStatement object -> object(object);
      case DefinitionStatement definition -> definition(definition);
      case RoutineStatement routine -> routine(routine);
      case SessionStatement session -> session(session);
      case SelectStmt.Select select when select.intoClause() != null ->
          tableFromQuery(select.intoClause(), RelationKind.TABLE, false, select);
      case QueryStatement.DeleteStmt delete -> catalog = ThinningFold.delete(catalog, delete);
      case QueryStatement ignored -> {}
      case AccessStatement.CreatePolicyStmt create -> policy(create);
      case AccessStatement ignored -> {}
      case UtilityStatement.VacuumStmt vacuum -> catalog = ThinningFold.vacuum(catalog, vacuum);
      case UtilityStatement ignored -> {}
    }
  }

  // --- tables, indexes, views, sequences ------------------------------------------------------

  private void table(TableStatement statement) {
    switch (statement) {
      case TableStatement.CreateStmt create ->
          catalog = CreateTableFold.fold(catalog, version, create, RelationKind.TABLE);
      case TableStatement.CreateForeignTableStmt create ->
          catalog =
              CreateTableFold.fold(catalog, version, create.base(), RelationKind.FOREIGN_TABLE);
      case TableStatement.CreateTableAsStmt create ->
          tableFromQuery(
              create.into(),
              create.objtype() == ObjectType.MATVIEW
                  ? RelationKind.MATERIALIZED_VIEW
                  : RelationKind.TABLE,
              create.ifNotExists(),
              create.query());
      case TableStatement.AlterTableStmt alter ->
          catalog = AlterTableFold.fold(catalog, version, alter);
      case TableStatement.IndexStmt index -> createIndex(index);
      case TableStatement.ViewStmt view -> createView(view);
      case TableStatement.CreateSeqStmt create -> createSequence(create);
      case TableStatement.AlterSeqStmt alter -> alterSequence(alter);
      case TableStatement.RefreshMatViewStmt ignored -> {}
      case TableStatement.AlterTableMoveAllStmt ignored -> {}
      case TableStatement.TruncateStmt truncate ->
          catalog = ThinningFold.truncate(catalog, truncate.relations());
    }
  }

  private void tableFromQuery(
      IntoClause into, RelationKind kind, boolean ifNotExists, Statement query) {
    RelationName name = catalog.nameForNew(into.rel());
    if (ifNotExists && catalog.relation(name).isPresent()) {
      return;
    }
    if (kind == RelationKind.MATERIALIZED_VIEW) {
      Mentions mentions = Mentions.of(query);
      catalog =
          catalog.with(
              new View(
                  name,
                  kind,
                  resolved(mentions),
                  ViewColumns.of(query, catalog, mentions.relations()),
                  query,
                  null));
      return;
    }
    catalog =
        catalog.with(
            new Table(
                name,
                kind,
                into.rel().relpersistence() == RangeVar.Persistence.TEMPORARY,
                into.rel().relpersistence() == RangeVar.Persistence.UNLOGGED,
                false,
                List.of(),
                List.of(),
                List.of(),
                Table.Partition.NONE,
                List.of(),
                null,
                List.of(),
                null));
  }

  private Set<RelationName> resolved(Mentions mentions) {
    Set<RelationName> reads = new HashSet<>();
    mentions.relations().forEach(relation -> reads.add(catalog.resolve(relation)));
    return reads;
  }

  private void createView(TableStatement.ViewStmt statement) {
    RelationName name = catalog.nameForNew(statement.view());
    Mentions mentions = Mentions.of(statement.query());
    // OR REPLACE keeps the comment.
    String comment =
        catalog.relation(name).orElse(null) instanceof View known ? known.comment() : null;
    catalog =
        catalog.with(
            new View(
                name,
                RelationKind.VIEW,
                resolved(mentions),
                ViewColumns.of(statement.query(), catalog, mentions.relations()),
                statement.query(),
                comment));
  }

  private void createSequence(TableStatement.CreateSeqStmt statement) {
    RelationName name = catalog.nameForNew(statement.sequence());
    if (catalog.relation(name).isEmpty()) {
      catalog = catalog.with(owned(new Sequence(name, null, null), statement.options()));
    }
  }

  private void alterSequence(TableStatement.AlterSeqStmt statement) {
    RelationName name = catalog.resolve(statement.sequence());
    if (catalog.relation(name).orElse(null) instanceof Sequence sequence) {
      catalog = catalog.with(owned(sequence, statement.options()));
    }
  }

  private Sequence owned(Sequence sequence, List<DefElem> options) {
    for (DefElem option : options) {
      if (option.defname().equals("owned_by") && option.arg() instanceof QualifiedName owner) {
        List<String> names = owner.names();
        if (names.size() < 2) {
          return new Sequence(sequence.name(), null, null);
        }
        RelationName table = catalog.resolve(names.subList(0, names.size() - 1));
        return new Sequence(sequence.name(), table, owner.last());
      }
    }
    return sequence;
  }

  private void createIndex(TableStatement.IndexStmt statement) {
    RelationName table = catalog.resolve(statement.relation());
    List<IndexElem> all = new ArrayList<>(statement.indexParams());
    all.addAll(statement.indexIncludingParams());
    String name = statement.idxname();
    if (name == null) {
      name =
          ObjectNames.choose(
              table.name(),
              ObjectNames.columnsPart(ObjectNames.indexColumns(all)),
              "idx",
              catalog.taken(table.schema()));
    }
    RelationName full = new RelationName(table.schema(), name);
    if (catalog.relation(full).isPresent()) {
      return;
    }
    List<String> columns = new ArrayList<>();
    Set<String> mentioned = new HashSet<>();
    for (IndexElem element : all) {
      String column = element.name();
      if (column != null) {
        columns.add(column);
      } else if (element.expr() != null) {
        mentioned.addAll(Mentions.of(element.expr()).columns());
      }
    }
    if (statement.whereClause() != null) {
      mentioned.addAll(Mentions.of(statement.whereClause()).columns());
    }
    // ON ONLY of a partitioned table makes the index invalid until all partitions have theirs.
    boolean valid = statement.relation().inh() || catalog.childrenOf(table).isEmpty();
    List<@Nullable Expression> keys = new ArrayList<>();
    statement
        .indexParams()
        .forEach(element -> keys.add(element.name() == null ? element.expr() : null));
    Index.Definition definition =
        new Index.Definition(statement.accessMethod(), keys, statement.whereClause());
    Index index =
        new Index(full, table, statement.unique(), columns, mentioned, valid, null, definition);
    catalog = catalog.with(index);
    if (statement.relation().inh()) {
      indexPartitions(index, all);
    }
  }

  /** An index of a partitioned table is one of each partition too. */
  private void indexPartitions(Index index, List<IndexElem> elements) {
    for (Table child : catalog.childrenOf(index.table())) {
      if (child.partition() == Table.Partition.NONE) {
        continue;
      }
      String name =
          ObjectNames.choose(
              child.name().name(),
              ObjectNames.columnsPart(ObjectNames.indexColumns(elements)),
              "idx",
              catalog.taken(child.name().schema()));
      Index childIndex =
          new Index(
              new RelationName(child.name().schema(), name),
              child.name(),
              index.unique(),
              index.columns(),
              index.mentions(),
              true,
              index.name(),
              index.definition());
      catalog = catalog.with(childIndex);
      indexPartitions(childIndex, elements);
    }
  }

  // --- DROP, RENAME, SET SCHEMA ---------------------------------------------------------------

  private void object(ObjectStatement statement) {
    switch (statement) {
      case ObjectStatement.DropStmt drop -> drop(drop);
      case ObjectStatement.RenameStmt rename -> rename(rename);
      case ObjectStatement.AlterObjectSchemaStmt move -> move(move);
      case ObjectStatement.DropSubscriptionStmt ignored -> {}
      case ObjectStatement.DropUserMappingStmt ignored -> {}
      case ObjectStatement.AlterOwnerStmt ignored -> {}
      case ObjectStatement.AlterObjectDependsStmt ignored -> {}
      case ObjectStatement.CommentStmt comment -> comment(comment);
      case ObjectStatement.SecLabelStmt ignored -> {}
    }
  }

  private void comment(ObjectStatement.CommentStmt statement) {
    if (!(statement.object() instanceof QualifiedName object)) {
      return;
    }
    switch (statement.objtype()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATVIEW -> {
        Relation relation = catalog.relation(catalog.resolve(object.names())).orElse(null);
        if (relation instanceof Table table) {
          catalog = catalog.with(table.withComment(statement.comment()));
        } else if (relation instanceof View view) {
          catalog = catalog.with(view.withComment(statement.comment()));
        }
      }
      case COLUMN -> {
        int parts = object.names().size();
        if (parts > 1) {
          catalog
              .table(catalog.resolve(object.names().subList(0, parts - 1)))
              .ifPresent(table ->
                  catalog =
                      catalog.with(
                          table.changing(object.last(), c -> c.commented(statement.comment()))));
        }
      }
      default -> {
        // Objects whose comments the catalog does not hold.
      }
    }
  }

  private void drop(ObjectStatement.DropStmt statement) {
    boolean cascade = statement.behavior() == DropBehavior.CASCADE;
    for (ObjectReference reference : statement.objects()) {
      switch (statement.removeType()) {
        case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, INDEX, SEQUENCE -> {
          if (reference instanceof QualifiedName name) {
            dropRelation(catalog.resolve(name.names()), cascade);
          }
        }
        case TYPE, DOMAIN -> dropType(reference, cascade);
        case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> {
          if (reference instanceof ObjectWithArgs function) {
            catalog = catalog.withoutFunction(last(function.objname()));
          }
        }
        case SCHEMA -> {
          if (reference instanceof QualifiedName name) {
            for (Relation relation : catalog.relationsIn(name.last())) {
              dropRelation(relation.name(), true);
            }
            for (UserType type : catalog.typesIn(name.last())) {
              catalog = catalog.withoutType(type.name());
            }
            catalog = catalog.complete(catalog.completeness().without(name.last()));
          }
        }
        case TRIGGER -> detach(reference, Attachment.Kind.TRIGGER);
        case RULE -> detach(reference, Attachment.Kind.RULE);
        case POLICY -> detach(reference, Attachment.Kind.POLICY);
        case PUBLICATION -> {
          if (reference instanceof QualifiedName name) {
            catalog = catalog.withPublication(name.last(), List.of());
          }
        }
        case STATISTIC_EXT -> {
          if (reference instanceof QualifiedName name) {
            catalog = catalog.withoutStatistics(name.last());
          }
        }
        default -> {
          // Objects that the catalog does not hold.
        }
      }
    }
  }

  private void detach(ObjectReference reference, Attachment.Kind kind) {
    if (reference instanceof ObjectReference.OnRelation part) {
      catalog
          .table(catalog.resolve(part.relation()))
          .ifPresent(table ->
              catalog =
                  catalog.with(
                      table.withAttachments(
                          table.attachments().stream()
                              .filter(
                                  each -> each.kind() != kind || !each.name().equals(part.name()))
                              .toList())));
    }
  }

  private void attach(RangeVar relation, Attachment attachment) {
    catalog
        .table(catalog.resolve(relation))
        .ifPresent(table -> {
          List<Attachment> all = new ArrayList<>(table.attachments());
          all.removeIf(
              each -> each.kind() == attachment.kind() && each.name().equals(attachment.name()));
          all.add(attachment);
          catalog = catalog.with(table.withAttachments(all));
        });
  }

  private void dropRelation(RelationName name, boolean cascade) {
    if (cascade) {
      for (View view : catalog.viewsOf(name)) {
        dropRelation(view.name(), true);
      }
      for (Table child : catalog.childrenOf(name)) {
        dropRelation(child.name(), true);
      }
    }
    for (Table table : catalog.referencing(name)) {
      catalog =
          catalog.with(
              table.withConstraints(
                  table.constraints().stream()
                      .filter(constraint ->
                          !(constraint instanceof TableConstraint.ForeignKey key
                              && key.referenced().equals(name)))
                      .toList()));
    }
    catalog = catalog.dropping(name);
  }

  private void dropType(ObjectReference reference, boolean cascade) {
    if (!(reference instanceof TypeName type)) {
      return;
    }
    RelationName name = catalog.resolve(type.names());
    String written = ColumnType.of(type).name();
    if (cascade) {
      for (Table table : catalog.tables(candidate -> usesType(candidate, written, name))) {
        catalog =
            catalog.with(
                table.withColumns(
                    table.columns().stream()
                        .filter(column -> !isOfType(column, written, name))
                        .toList()));
      }
    }
    catalog = catalog.withoutType(name).without(name);
  }

  private static boolean usesType(Table table, String written, RelationName name) {
    return table.columns().stream().anyMatch(column -> isOfType(column, written, name));
  }

  private static boolean isOfType(Column column, String written, RelationName name) {
    ColumnType type = column.type();
    return type != null
        && (type.name().equals(written)
            || type.name().equals(name.name())
            || type.name().equals(name.toString()));
  }

  private void rename(ObjectStatement.RenameStmt statement) {
    RangeVar relation = statement.relation();
    if (relation == null) {
      RenameFold fold = new RenameFold(catalog);
      if (statement.renameType() == ObjectType.SCHEMA && statement.subname() != null) {
        String old = statement.subname();
        for (Relation member : catalog.relationsIn(old)) {
          replaceName(member.name(), new RelationName(statement.newname(), member.name().name()));
        }
        for (UserType type : catalog.typesIn(old)) {
          fold = new RenameFold(catalog);
          catalog =
              fold.type(type.name(), new RelationName(statement.newname(), type.name().name()));
        }
        catalog = catalog.complete(catalog.completeness().without(old).with(statement.newname()));
      } else {
        List<String> names = typeNames(statement.object());
        if (names != null) {
          RelationName type = catalog.resolveType(names);
          catalog = fold.type(type, new RelationName(type.schema(), statement.newname()));
        }
      }
      return;
    }
    RelationName name = catalog.resolve(relation);
    switch (statement.renameType()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, INDEX, SEQUENCE ->
          replaceName(name, new RelationName(name.schema(), statement.newname()));
      case COLUMN -> {
        if (statement.subname() != null) {
          catalog = new RenameFold(catalog).column(name, statement.subname(), statement.newname());
        }
      }
      case TABCONSTRAINT -> {
        if (statement.subname() != null) {
          catalog =
              new RenameFold(catalog).constraint(name, statement.subname(), statement.newname());
        }
      }
      default -> {
        // Triggers, rules, policies: the catalog needs their tables only.
      }
    }
  }

  private void move(ObjectStatement.AlterObjectSchemaStmt statement) {
    RangeVar relation = statement.relation();
    if (relation == null) {
      List<String> names = typeNames(statement.object());
      if (names != null) {
        RelationName type = catalog.resolveType(names);
        catalog =
            new RenameFold(catalog)
                .type(type, new RelationName(statement.newschema(), type.name()));
      }
      return;
    }
    RelationName name = catalog.resolve(relation);
    List<Index> indexes = catalog.indexesOf(name);
    List<Sequence> sequences = catalog.sequencesOf(name);
    replaceName(name, new RelationName(statement.newschema(), name.name()));
    for (Index index : indexes) {
      replaceName(index.name(), new RelationName(statement.newschema(), index.name().name()));
    }
    for (Sequence sequence : sequences) {
      replaceName(sequence.name(), new RelationName(statement.newschema(), sequence.name().name()));
    }
  }

  /** The name of a type that ALTER TYPE or ALTER DOMAIN names; null for other objects. */
  private static @Nullable List<String> typeNames(@Nullable ObjectReference object) {
    return switch (object) {
      case QualifiedName name -> name.names();
      case TypeName type -> type.names();
      case null, default -> null;
    };
  }

  private void replaceName(RelationName old, RelationName renamed) {
    Relation relation = catalog.relation(old).orElse(null);
    if (relation == null) {
      return;
    }
    List<Index> indexes = catalog.indexesOf(old);
    List<Table> referencing = catalog.referencing(old);
    List<Table> children = catalog.childrenOf(old);
    List<View> views = catalog.viewsOf(old);
    List<Sequence> sequences = catalog.sequencesOf(old);
    catalog = catalog.without(old).with(relation.named(renamed));
    if (relation instanceof Index index) {
      catalog = new RenameFold(catalog).indexOfConstraint(index, renamed);
    } else if (relation instanceof Sequence sequence) {
      catalog = new RenameFold(catalog).sequence(sequence, renamed);
    }
    indexes.forEach(index -> catalog = catalog.with(index.on(renamed)));
    sequences.forEach(sequence ->
        catalog = catalog.with(new Sequence(sequence.name(), renamed, sequence.ownerColumn())));
    for (Table table : referencing) {
      Table known = table.name().equals(old) ? catalog.table(renamed).orElse(table) : table;
      catalog =
          catalog.with(
              known.withConstraints(
                  known.constraints().stream()
                      .map(constraint ->
                          constraint instanceof TableConstraint.ForeignKey key
                                  && key.referenced().equals(old)
                              ? key.referencing(renamed, key.referencedColumns())
                              : constraint)
                      .toList()));
    }
    for (Table child : children) {
      catalog =
          catalog.with(
              child.withParents(
                  child.parents().stream().map(p -> p.equals(old) ? renamed : p).toList(),
                  child.partition()));
    }
    for (View view : views) {
      catalog = catalog.with(view.reading(old, renamed));
    }
  }

  // --- types, functions, settings -------------------------------------------------------------

  private void definition(DefinitionStatement statement) {
    switch (statement) {
      case DefinitionStatement.CreateEnumStmt create ->
          catalog =
              catalog.with(
                  new UserType.EnumType(
                      typeName(create.typeName()),
                      create.vals().stream().map(Value.StringValue::sval).toList()));
      case DefinitionStatement.AlterEnumStmt alter ->
          catalog
              .type(String.join(".", alter.typeName()))
              .filter(UserType.EnumType.class::isInstance)
              .map(UserType.EnumType.class::cast)
              .ifPresent(type -> catalog = catalog.with(type.altered(alter)));
      case DefinitionStatement.CreateRangeStmt create ->
          catalog = catalog.with(new UserType.OtherType(typeName(create.typeName())));
      case DefinitionStatement.CompositeTypeStmt create ->
          catalog = catalog.with(new CompositeType(catalog.nameForNew(create.typevar())));
      case DefinitionStatement.CreateDomainStmt create ->
          catalog = catalog.with(DomainFold.create(catalog, create));
      case DefinitionStatement.AlterDomainStmt alter ->
          catalog
              .type(String.join(".", alter.typeName()))
              .filter(UserType.DomainType.class::isInstance)
              .map(UserType.DomainType.class::cast)
              .ifPresent(domain -> catalog = catalog.with(DomainFold.alter(domain, alter.cmd())));
      case DefinitionStatement.CreateStatsStmt create -> createStatistics(create);
      case DefinitionStatement.CreatePublicationStmt create ->
          publication(create.pubname(), create.pubobjects(), null);
      case DefinitionStatement.AlterPublicationStmt alter -> {
        if (alter.action() != null) {
          publication(alter.pubname(), alter.pubobjects(), alter.action());
        }
      }
      case DefinitionStatement.CreateSchemaStmt create -> {
        String name = create.schemaname();
        if (name == null && create.authrole() != null) {
          name = create.authrole().rolename();
        }
        catalog =
            name == null
                ? catalog.incomplete()
                : catalog.complete(catalog.completeness().with(name));
        create.schemaElts().forEach(this::statement);
      }
      default -> {
        // Definitions that no table depends on.
      }
    }
  }

  private void createStatistics(DefinitionStatement.CreateStatsStmt statement) {
    if (!statement.relations().isEmpty()
        && statement.relations().get(0) instanceof RangeVar relation
        && !statement.defnames().isEmpty()) {
      catalog = catalog.withStatistics(last(statement.defnames()), catalog.resolve(relation));
    }
  }

  private RelationName typeName(List<String> names) {
    return names.size() > 1
        ? new RelationName(names.get(names.size() - 2), last(names))
        : new RelationName(catalog.creationSchema(), last(names));
  }

  private void routine(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateFunctionStmt create ->
          catalog = catalog.with(FunctionFold.create(create));
      case RoutineStatement.CreateTrigStmt create -> {
        Set<String> columns = new HashSet<>(create.columns());
        if (create.whenClause() != null) {
          columns.addAll(Mentions.of(create.whenClause()).columns());
        }
        attach(
            create.relation(),
            new Attachment(
                Attachment.Kind.TRIGGER, create.trigname(), last(create.funcname()), columns));
      }
      case RoutineStatement.RuleStmt create ->
          attach(
              create.relation(),
              new Attachment(Attachment.Kind.RULE, create.rulename(), "", Set.of()));
      default -> {
        // Routines that no table depends on.
      }
    }
  }

  private void policy(AccessStatement.CreatePolicyStmt create) {
    Set<String> columns = new HashSet<>();
    if (create.qual() != null) {
      columns.addAll(Mentions.of(create.qual()).columns());
    }
    if (create.withCheck() != null) {
      columns.addAll(Mentions.of(create.withCheck()).columns());
    }
    attach(
        create.table(), new Attachment(Attachment.Kind.POLICY, create.policyName(), "", columns));
  }

  private void publication(
      String name,
      List<DefinitionStatement.PublicationObjSpec> objects,
      DefinitionStatement.AlterPublicationStmt.@Nullable Action action) {
    Set<RelationName> tables = new TreeSet<>();
    if (action != null && action != DefinitionStatement.AlterPublicationStmt.Action.SET) {
      tables.addAll(catalog.publishedBy(name));
    }
    for (DefinitionStatement.PublicationObjSpec object : objects) {
      if (object instanceof DefinitionStatement.PublicationObjSpec.Table table) {
        RelationName relation = catalog.resolve(table.relation());
        if (action == DefinitionStatement.AlterPublicationStmt.Action.DROP) {
          tables.remove(relation);
        } else {
          tables.add(relation);
        }
      }
    }
    catalog = catalog.withPublication(name, List.copyOf(tables));
  }

  private void session(SessionStatement statement) {
    if (statement instanceof SessionStatement.VariableSetStmt set
        && "check_function_bodies".equals(set.name())) {
      String value = set.args().isEmpty() ? null : word(set.args().get(0));
      catalog = catalog.checkingFunctionBodies(value == null || !OFF.contains(value));
    }
    if (statement instanceof SessionStatement.VariableSetStmt set
        && "search_path".equals(set.name())) {
      List<String> path = new ArrayList<>();
      for (Node argument : set.args()) {
        String schema = word(argument);
        if (schema != null && !schema.equals("$user") && !schema.equals("\"$user\"")) {
          path.add(schema);
        }
      }
      // pg_dump empties the path and qualifies every name.
      path.removeIf(String::isEmpty);
      catalog = catalog.withSearchPath(path.isEmpty() ? List.of("public") : path);
    }
  }

  private static @Nullable String word(Node argument) {
    return switch (argument) {
      case Constant.StringConstant constant -> constant.sval();
      case Value.StringValue value -> value.sval();
      default -> null;
    };
  }

  private static String last(List<String> names) {
    return names.get(names.size() - 1);
  }
}
