package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SessionStatement.PrepareStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A schema as far as a history of statements tells it. Immutable; what is not in it is unknown, and
 * absent only as far as {@link #completeness} says.
 */
public final class Catalog {

  /** Where temporary relations are. */
  public static final String TEMPORARY_SCHEMA = "pg_temp";

  private static final String DEFAULT_SCHEMA = "public";

  private static final Catalog EMPTY =
      new Catalog(new Parts()).with(SchemaObject.of("schema", DEFAULT_SCHEMA));

  /** A catalog's parts while it is made from another. */
  private static final class Parts {
    private Relations relations = Relations.empty();
    private Inventory<RelationName, UserType> types = Inventory.empty();
    private PersistentMap<String, List<Function>> functions = PersistentMap.empty();
    private Inventory<RelationName, Statistics> statistics = Inventory.empty();
    private Inventory<String, Publication> publications = Inventory.empty();
    private List<String> searchPath = List.of(DEFAULT_SCHEMA);
    private int indexesMade;
    private boolean certain = true;
    private Completeness completeness = Completeness.NONE;
    private PersistentMap<RelationName, RelationName> thinned = PersistentMap.empty();
    private boolean checksFunctionBodies = true;
    private Inventory<Routine.Signature, Routine> routines = Inventory.empty();
    private Inventory<SchemaObject.Key, SchemaObject> objects = Inventory.empty();
    private List<RelationName> droppedOnCommit = List.of();
    private PersistentMap<String, PrepareStmt> prepared = PersistentMap.empty();

    Parts() {}

    Parts(Catalog catalog) {
      this.relations = catalog.relations;
      this.types = catalog.types;
      this.functions = catalog.functions;
      this.statistics = catalog.statistics;
      this.publications = catalog.publications;
      this.searchPath = catalog.searchPath;
      this.indexesMade = catalog.indexesMade;
      this.certain = catalog.certain;
      this.completeness = catalog.completeness;
      this.thinned = catalog.thinned;
      this.checksFunctionBodies = catalog.checksFunctionBodies;
      this.routines = catalog.routines;
      this.objects = catalog.objects;
      this.droppedOnCommit = catalog.droppedOnCommit;
      this.prepared = catalog.prepared;
    }
  }

  private final Relations relations;
  private final Inventory<RelationName, UserType> types;
  private final PersistentMap<String, List<Function>> functions;
  private final Inventory<RelationName, Statistics> statistics;
  private final Inventory<String, Publication> publications;
  private final List<String> searchPath;

  /** How many indexes were made: they are listed in that order, as by their OIDs. */
  private final int indexesMade;

  /** False after something of which not all is known: what is in the catalog may be otherwise. */
  private final boolean certain;

  private final Completeness completeness;

  /** Tables of which more than single rows were deleted since they were vacuumed. */
  private final PersistentMap<RelationName, RelationName> thinned;

  private final boolean checksFunctionBodies;
  private final Inventory<Routine.Signature, Routine> routines;
  private final Inventory<SchemaObject.Key, SchemaObject> objects;

  /** The temporary tables of ON COMMIT DROP. */
  private final List<RelationName> droppedOnCommit;

  /** The session's prepared statements. */
  private final PersistentMap<String, PrepareStmt> prepared;

  private Catalog(Parts parts) {
    this.relations = parts.relations;
    this.types = parts.types;
    this.functions = parts.functions;
    this.statistics = parts.statistics;
    this.publications = parts.publications;
    this.searchPath = parts.searchPath;
    this.indexesMade = parts.indexesMade;
    this.certain = parts.certain;
    this.completeness = parts.completeness;
    this.thinned = parts.thinned;
    this.checksFunctionBodies = parts.checksFunctionBodies;
    this.routines = parts.routines;
    this.objects = parts.objects;
    this.droppedOnCommit = parts.droppedOnCommit;
    this.prepared = parts.prepared;
  }

  /** A schema of which nothing is known. */
  public static Catalog empty() {
    return EMPTY;
  }

  // --- look-ups ------------------------------------------------------------------------------

  /** The relation of a name, if it is known. */
  public Optional<Relation> relation(RelationName name) {
    return Optional.ofNullable(relations.get(name));
  }

  /** The table of a name, if it is known and a table. */
  public Optional<Table> table(RelationName name) {
    return relations.get(name) instanceof Table table ? Optional.of(table) : Optional.empty();
  }

  /** The index of a name, if it is known and an index. */
  public Optional<Index> index(RelationName name) {
    return relations.get(name) instanceof Index index ? Optional.of(index) : Optional.empty();
  }

  /**
   * The relation that a statement means: the first of the search path that is known, else the one
   * that would be made there.
   */
  public RelationName resolve(RangeVar relation) {
    return resolve(relation.schemaname(), relation.relname());
  }

  /** The relation of a name with or without schema. */
  public RelationName resolve(@Nullable String schema, String name) {
    if (schema != null) {
      return new RelationName(schema, name);
    }
    RelationName temporary = new RelationName(TEMPORARY_SCHEMA, name);
    if (relations.get(temporary) != null) {
      return temporary;
    }
    for (String candidate : searchPath) {
      RelationName full = new RelationName(candidate, name);
      if (relations.get(full) != null) {
        return full;
      }
    }
    // No relation of a user's may have such a name (manual, "CREATE SCHEMA" says it of schemas).
    return new RelationName(name.startsWith("pg_") ? "pg_catalog" : creationSchema(), name);
  }

  /** The relation of a name's parts, the last being its own. */
  public RelationName resolve(List<String> names) {
    int size = names.size();
    return resolve(size > 1 ? names.get(size - 2) : null, names.get(size - 1));
  }

  /** The name that a new relation gets. */
  public RelationName nameForNew(RangeVar relation) {
    if (relation.relpersistence() == RangeVar.Persistence.TEMPORARY) {
      return new RelationName(TEMPORARY_SCHEMA, relation.relname());
    }
    String schema = relation.schemaname();
    return new RelationName(schema == null ? creationSchema() : schema, relation.relname());
  }

  /** The schema in which things without a schema are made. */
  public String creationSchema() {
    for (String schema : searchPath) {
      // Schemas that are not there are passed over (manual, "search_path").
      if (!completeness.lacks(schema)) {
        return schema;
      }
    }
    return searchPath.isEmpty() ? DEFAULT_SCHEMA : searchPath.get(0);
  }

  /** All indexes of a table, by name. */
  public List<Index> indexesOf(RelationName table) {
    return relations.sorted(relations.dependents().indexes().to(table), Index.class);
  }

  /** The children or partitions of a table, one level down, by name. */
  public List<Table> childrenOf(RelationName table) {
    return relations.sorted(relations.dependents().children().to(table), Table.class);
  }

  /** The first child or partition of a table by name, one level down, of a certain kind. */
  public Optional<Table> childOf(RelationName table, Predicate<Table> condition) {
    Table first = null;
    for (RelationName name : relations.dependents().children().to(table)) {
      // To sort them all would take longer than to look at each.
      if (relations.get(name) instanceof Table child
          && condition.test(child)
          && (first == null || name.compareTo(first.name()) < 0)) {
        first = child;
      }
    }
    return Optional.ofNullable(first);
  }

  /** Whether a table has children or partitions. */
  public boolean hasChildren(RelationName table) {
    return relations.dependents().children().isTo(table);
  }

  /** A table's children, and theirs, without itself. */
  public List<Table> descendantsOf(RelationName table) {
    List<Table> found = childrenOf(table);
    if (found.isEmpty()) {
      return found;
    }
    Set<RelationName> seen = new HashSet<>();
    found.forEach(child -> seen.add(child.name()));
    for (int i = 0; i < found.size(); i++) {
      for (Table child : childrenOf(found.get(i).name())) {
        if (seen.add(child.name())) {
          found.add(child);
        }
      }
    }
    return found;
  }

  /** The default partition of a partitioned table. */
  public Optional<Table> defaultPartitionOf(RelationName table) {
    return childOf(table, child -> child.partition() == Table.Partition.DEFAULT);
  }

  /** The tables with a foreign key to a table, by name. */
  public List<Table> referencing(RelationName table) {
    return relations.sorted(relations.dependents().referencing().to(table), Table.class);
  }

  /** The views that read a relation themselves, by name. */
  public List<View> viewsOf(RelationName relation) {
    return relations.sorted(relations.dependents().views().to(relation), View.class);
  }

  /** The sequences that a table owns, by name. */
  public List<Sequence> sequencesOf(RelationName table) {
    return relations.sorted(relations.dependents().sequences().to(table), Sequence.class);
  }

  /** The tables that satisfy a condition, by name. */
  public List<Table> tables(Predicate<Table> condition) {
    List<Table> found = new ArrayList<>();
    relations.forEach(candidate -> {
      if (candidate instanceof Table table && condition.test(table)) {
        found.add(table);
      }
    });
    found.sort(Comparator.comparing(Table::name));
    return found;
  }

  /** All views, materialized ones too, by name. */
  public List<View> views() {
    List<View> found = new ArrayList<>();
    relations.forEach(candidate -> {
      if (candidate instanceof View view) {
        found.add(view);
      }
    });
    found.sort(Comparator.comparing(View::name));
    return found;
  }

  /** The relations of a schema, by name. */
  public List<Relation> relationsIn(String schema) {
    return relations.mentioning(schema).stream()
        .filter(candidate -> candidate.name().schema().equals(schema))
        .toList();
  }

  /**
   * The relations whose definitions mention a name of whatever schema, or that are in the schema of
   * that name: all that may depend on what is called so, and few others; by name.
   */
  public List<Relation> relationsMentioning(String name) {
    return relations.mentioning(name);
  }

  /** Those that are tables. */
  public List<Table> tablesMentioning(String name) {
    List<Table> found = new ArrayList<>();
    for (Relation relation : relations.mentioning(name)) {
      if (relation instanceof Table table) {
        found.add(table);
      }
    }
    return found;
  }

  /** The tables of a composite type ({@code CREATE TABLE … OF}), by name. */
  public List<Table> typedTables(RelationName type) {
    return tablesMentioning(type.name()).stream()
        .filter(table -> type.toString().equals(table.ofType()))
        .toList();
  }

  /** A type that the history made, by its name as a column names it. */
  public Optional<UserType> type(String name) {
    int dot = name.indexOf('.');
    if (dot >= 0) {
      return Optional.ofNullable(
          types.get(new RelationName(name.substring(0, dot), name.substring(dot + 1))));
    }
    for (String schema : searchPath) {
      UserType type = types.get(new RelationName(schema, name));
      if (type != null) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The name of the type that a statement means: the first of the search path that is known, else
   * the one that would be made there. A composite type is a relation too.
   */
  public RelationName resolveType(List<String> names) {
    String name = names.get(names.size() - 1);
    if (names.size() > 1) {
      return new RelationName(names.get(names.size() - 2), name);
    }
    for (String schema : searchPath) {
      RelationName full = new RelationName(schema, name);
      if (hasType(full)) {
        return full;
      }
    }
    return new RelationName(creationSchema(), name);
  }

  /** The type of a name, if the history made it; composites are relations. */
  public Optional<UserType> userType(RelationName name) {
    return Optional.ofNullable(types.get(name));
  }

  /** The types of a schema, by name. */
  public List<UserType> typesIn(String schema) {
    return typesMentioning(schema).stream()
        .filter(type -> type.name().schema().equals(schema))
        .toList();
  }

  /** The types besides composites that mention a name, as relations do, by name. */
  public List<UserType> typesMentioning(String name) {
    List<UserType> found = types.mentioning(name);
    found.sort(Comparator.comparing(UserType::name));
    return found;
  }

  /** The schemas in which names without one are looked up, in order. */
  public List<String> searchPath() {
    return searchPath;
  }

  /** The types of the catalog's own tables that are a domain, resolved to it. */
  public Optional<UserType.DomainType> domain(@Nullable ColumnType type) {
    if (type == null || type.array()) {
      return Optional.empty();
    }
    return type(type.name())
        .filter(UserType.DomainType.class::isInstance)
        .map(UserType.DomainType.class::cast);
  }

  /** The setting {@code check_function_bodies}, which dumps turn off. */
  public boolean checksFunctionBodies() {
    return checksFunctionBodies;
  }

  /** The same schema for a session that has not yet set {@code check_function_bodies}. */
  public Catalog inNewSession() {
    return checksFunctionBodies ? this : checkingFunctionBodies(true);
  }

  Catalog checkingFunctionBodies(boolean checks) {
    Parts parts = new Parts(this);
    parts.checksFunctionBodies = checks;
    return new Catalog(parts);
  }

  /** What PREPARE gave a name, if it is known. */
  public Optional<PrepareStmt> prepared(String name) {
    return Optional.ofNullable(prepared.get(name));
  }

  Catalog preparing(PrepareStmt statement) {
    Parts parts = new Parts(this);
    parts.prepared = prepared.with(statement.name(), statement);
    return new Catalog(parts);
  }

  /** This catalog without a prepared statement; without any for null. */
  Catalog deallocating(@Nullable String name) {
    Parts parts = new Parts(this);
    parts.prepared = name == null ? PersistentMap.empty() : prepared.without(name);
    return new Catalog(parts);
  }

  /** Whether the history made any function. */
  public boolean hasFunctions() {
    return functions.size() > 0;
  }

  /** The functions of a name that the history made. */
  public List<Function> functions(String name) {
    List<Function> found = functions.get(name);
    return found == null ? List.of() : found;
  }

  /** The table of an extended statistics object. */
  public Optional<RelationName> statisticsTable(String name) {
    return statistics(List.of(name)).map(Statistics::table);
  }

  /** Extended statistics by a name's parts. */
  Optional<Statistics> statistics(List<String> names) {
    String own = names.get(names.size() - 1);
    if (names.size() > 1) {
      return Optional.ofNullable(
          statistics.get(new RelationName(names.get(names.size() - 2), own)));
    }
    for (String schema : searchPath) {
      Statistics found = statistics.get(new RelationName(schema, own));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The extended statistics of a table, by name. */
  public List<Statistics> statisticsOf(RelationName table) {
    return statistics(table.name(), each -> each.table().equals(table));
  }

  /** The extended statistics of a schema, by name. */
  List<Statistics> statisticsIn(String schema) {
    return statistics(schema, each -> each.name().schema().equals(schema));
  }

  /** All extended statistics, in no order. */
  public List<Statistics> statistics() {
    return statistics.all();
  }

  private List<Statistics> statistics(String mentioned, Predicate<Statistics> condition) {
    List<Statistics> found = statistics.mentioning(mentioned);
    found.removeIf(condition.negate());
    found.sort(Comparator.comparing(Statistics::name));
    return found;
  }

  /** A routine by its signature; null if it is not known. */
  @Nullable Routine routine(Routine.Signature signature) {
    return routines.get(signature);
  }

  /** The routine that has a routine's name and arguments already. */
  public Optional<Routine> sameRoutine(Routine routine) {
    return Optional.ofNullable(routine(routine.signature()));
  }

  /** The routines of a name's parts that the history made: all overloads. */
  List<Routine> routines(List<String> names) {
    String own = names.get(names.size() - 1);
    List<Routine> found = new ArrayList<>();
    if (functions(own).isEmpty()) {
      return found;
    }
    for (Routine routine : routines.mentioning(own)) {
      boolean schema =
          names.size() == 1
              ? searchPath.contains(routine.name().schema())
              : names.get(names.size() - 2).equals(routine.name().schema());
      if (schema && routine.name().name().equals(own)) {
        found.add(routine);
      }
    }
    return found;
  }

  /** The routines that the history made, in no order. */
  public List<Routine> routines() {
    return routines.all();
  }

  /**
   * The routines that have a name, are in the schema of that name, or take or give a type that may
   * have it; by name.
   */
  public List<Routine> routinesMentioning(String name) {
    List<Routine> found = routines.mentioning(name);
    found.sort(Comparator.comparing(Routine::name).thenComparing(r -> r.arguments().toString()));
    return found;
  }

  /** The publications, in no order. */
  public List<Publication> publications() {
    return publications.all();
  }

  /** The publications that name a table, in no order. */
  public List<Publication> publicationsOf(RelationName table) {
    return publications.mentioning(table.name()).stream()
        .filter(publication -> publication.tables().contains(table))
        .toList();
  }

  /** The publications that name a schema, in no order. */
  List<Publication> publicationsOf(String schema) {
    return publications.mentioning(schema).stream()
        .filter(publication -> publication.schemas().contains(schema))
        .toList();
  }

  /** A publication by name. */
  public Optional<Publication> publication(String name) {
    return Optional.ofNullable(publications.get(name));
  }

  /** All objects of which little more is known than that they are there, in no order. */
  public List<SchemaObject> objects() {
    return objects.all();
  }

  /** Those whose names begin with a name, or that need what is called so, in no order. */
  List<SchemaObject> objectsMentioning(String name) {
    return objects.mentioning(name);
  }

  /** Those that cannot be without a function or type, in no order. */
  List<SchemaObject> objectsNeeding(RelationName name) {
    return objects.mentioning(name.name()).stream()
        .filter(object -> name.equals(object.needs()))
        .toList();
  }

  /** An object of which little more is known than that it is there. */
  public Optional<SchemaObject> object(String kind, String name) {
    return Optional.ofNullable(objects.get(new SchemaObject.Key(kind, name)));
  }

  /** The relations, in no order. */
  public List<Relation> relations() {
    List<Relation> all = new ArrayList<>();
    relations.forEach(all::add);
    return all;
  }

  /** The types besides composites, in no order. */
  public List<UserType> types() {
    return types.all();
  }

  /** The tables that have columns of a type, by name. */
  public List<Table> tablesOfType(RelationName type) {
    return relations.sorted(relations.dependents().columns().to(type), Table.class).stream()
        .filter(table -> table.columns().stream().anyMatch(column -> isOf(column.type(), type)))
        .toList();
  }

  /** The composite types with attributes of a type, and the views with columns of it. */
  List<Relation> relationsOfType(RelationName type) {
    List<Relation> found = new ArrayList<>();
    Dependents dependents = relations.dependents();
    found.addAll(relations.sorted(dependents.columns().to(type), Relation.CompositeType.class));
    found.addAll(viewsOf(type));
    return found;
  }

  static boolean isOf(@Nullable ColumnType type, RelationName name) {
    return type != null && type.name().equals(name.toString());
  }

  /** Whether a table of a schema has a constraint of a name. */
  boolean hasConstraint(String schema, String name) {
    return relations.hasConstraint(schema, name);
  }

  /** Whether any table has a constraint of a name. */
  public boolean hasConstraint(String name) {
    return relations.hasConstraint(name);
  }

  /** The type that a statement names, with its schema if the history made it. */
  public ColumnType typeOf(TypeName type) {
    List<String> names = type.names();
    if (type.pctType() && names.size() > 1) {
      ColumnType meant =
          table(resolve(names.subList(0, names.size() - 1)))
              .flatMap(table -> table.column(names.get(names.size() - 1)))
              .map(Column::type)
              .orElse(null);
      if (meant != null) {
        return meant.withoutTypmods();
      }
    }
    return qualified(ColumnType.of(type));
  }

  /** A type with its schema if the history made it. */
  ColumnType qualified(ColumnType type) {
    if (type.name().indexOf('.') >= 0 || type.isBuiltIn() || type.isSerial()) {
      return type;
    }
    RelationName name = resolveType(List.of(type.name()));
    return hasType(name)
        ? new ColumnType(name.toString(), type.typmods(), type.array(), type.detail())
        : type;
  }

  private boolean hasType(RelationName name) {
    return types.get(name) != null
        || switch (relations.get(name)) {
          case Relation.CompositeType ignored -> true;
          case Table ignored -> true;
          case View ignored -> true;
          case Index ignored -> false;
          case Sequence ignored -> false;
          case null -> false;
        };
  }

  /** The name that a new type, function or other object gets, from its parts. */
  RelationName nameForNew(List<String> names) {
    String own = names.get(names.size() - 1);
    return new RelationName(names.size() > 1 ? names.get(names.size() - 2) : creationSchema(), own);
  }

  /** The relations that {@code newer} has and this catalog has not, by name. */
  public List<Relation> addedIn(Catalog newer) {
    return relations.addedIn(newer.relations);
  }

  /** The relations that are not the same in {@code newer}: added, removed or changed, by name. */
  public Set<RelationName> changedIn(Catalog newer) {
    return relations.changedIn(newer.relations);
  }

  /** The types that are not the same in {@code newer}: added, removed or changed. */
  public Set<RelationName> changedTypesIn(Catalog newer) {
    Set<RelationName> changed = new HashSet<>();
    if (types != newer.types) {
      types.forEachPerhapsAddedIn(
          newer.types,
          type -> {
            if (!type.equals(types.get(type.name()))) {
              changed.add(type.name());
            }
          });
      newer.types.forEachPerhapsAddedIn(
          types,
          type -> {
            if (newer.types.get(type.name()) == null) {
              changed.add(type.name());
            }
          });
    }
    return changed;
  }

  /** This catalog with a table of which only the name is known, unless the name is taken. */
  public Catalog assuming(RelationName table) {
    return relation(table).isPresent() ? this : with(Table.assumed(table));
  }

  /** This catalog with an index that no query uses, if it is known. */
  public Catalog invalidating(RelationName index) {
    return relations.get(index) instanceof Index known ? with(known.invalid()) : this;
  }

  /** Which names of a schema a relation has. */
  Predicate<String> taken(String schema) {
    return name -> relations.get(new RelationName(schema, name)) != null;
  }

  /** The tables that a publication names. */
  public List<RelationName> publishedBy(String publication) {
    Publication known = publications.get(publication);
    return known == null ? List.of() : known.tables();
  }

  /** How far what is not in the catalog is surely absent. */
  public Completeness completeness() {
    return completeness;
  }

  /**
   * Whether there is surely no relation of a name. A name without a schema may be in any of the
   * search path, and {@code pg_…} are the system's.
   */
  public boolean lacks(RelationName name) {
    boolean searched = name.schema().equals(creationSchema());
    return !completeness.equals(Completeness.NONE)
        && relations.get(name) == null
        && !name.name().startsWith("pg_")
        && (completeness.covers(name.schema()) || completeness.lacks(name.schema()))
        && (!searched
            || searchPath.stream().allMatch(s -> completeness.covers(s) || completeness.lacks(s)));
  }

  /** Whether more than single rows of a table were deleted since it was vacuumed. */
  public boolean isThinned(RelationName table) {
    return thinned.get(table) != null;
  }

  // --- changes -------------------------------------------------------------------------------

  /** The same catalog, of which it is known how far it holds all that there is. */
  public Catalog complete(Completeness newCompleteness) {
    Parts parts = new Parts(this);
    parts.completeness = newCompleteness;
    return new Catalog(parts);
  }

  /** The same catalog after something that may have made or dropped any relation. */
  public Catalog incomplete() {
    return completeness.equals(Completeness.NONE) ? this : complete(Completeness.NONE);
  }

  /**
   * The same catalog after something of which not all is known: any name may mean another thing.
   */
  public Catalog uncertain() {
    if (!certain) {
      return incomplete();
    }
    Parts parts = new Parts(this);
    parts.completeness = Completeness.NONE;
    parts.certain = false;
    return new Catalog(parts);
  }

  /** Whether what is in the catalog is surely so: all that ran before is known. */
  public boolean isCertain() {
    return certain;
  }

  /** This catalog, with rows of a table deleted, or with none left that were. */
  Catalog thinning(RelationName table, boolean deleted) {
    Parts parts = new Parts(this);
    parts.thinned = deleted ? thinned.with(table, table) : thinned.without(table);
    return new Catalog(parts);
  }

  Catalog with(Relation relation) {
    if (relation instanceof Index index && index.made() == 0) {
      int number = indexesMade + 1;
      return withRelations(relations.with(index.madeAs(number)), number);
    }
    Catalog result = withRelations(relations.with(relation));
    return relation instanceof Table table
            && table.properties().dropsOnCommit()
            && !droppedOnCommit.contains(table.name())
        ? result.droppingOnCommit(table.name())
        : result;
  }

  private Catalog droppingOnCommit(RelationName table) {
    List<RelationName> all = new ArrayList<>(droppedOnCommit);
    all.add(table);
    Parts parts = new Parts(this);
    parts.droppedOnCommit = List.copyOf(all);
    return new Catalog(parts);
  }

  /** The same catalog at the end of a transaction: without the tables of ON COMMIT DROP. */
  public Catalog afterCommit() {
    if (droppedOnCommit.isEmpty()) {
      return this;
    }
    DropFold fold = new DropFold(this, true);
    droppedOnCommit.forEach(fold::relation);
    Parts parts = new Parts(fold.catalog());
    parts.droppedOnCommit = List.of();
    return new Catalog(parts);
  }

  /** The same with one table changed, if it is known. */
  Catalog changing(RelationName table, UnaryOperator<Table> change) {
    if (relations.get(table) instanceof Table known) {
      Table changed = change.apply(known);
      // To look is not to change: a dropped relation's dependents are looked for in every table.
      return changed.equals(known) ? this : with(changed);
    }
    return this;
  }

  Catalog without(RelationName name) {
    return withRelations(relations.without(name));
  }

  private Catalog withRelations(Relations newRelations) {
    return withRelations(newRelations, indexesMade);
  }

  private Catalog withRelations(Relations newRelations, int made) {
    Parts parts = new Parts(this);
    parts.relations = newRelations;
    parts.indexesMade = made;
    return new Catalog(parts);
  }

  Catalog with(UserType type) {
    Parts parts = new Parts(this);
    parts.types = types.with(type.name(), type, MentionedNames.of(type));
    return new Catalog(parts);
  }

  Catalog withoutType(RelationName name) {
    Parts parts = new Parts(this);
    parts.types = types.without(name);
    return new Catalog(parts);
  }

  Catalog with(Function function) {
    List<Function> overloads = new ArrayList<>(functions(function.name()));
    List<ColumnType> types = function.types(this);
    overloads.removeIf(overload ->
        overload.arguments() == function.arguments() && overload.types(this).equals(types));
    overloads.add(function);
    Parts parts = new Parts(this);
    parts.functions = functions.with(function.name(), List.copyOf(overloads));
    return new Catalog(parts);
  }

  /**
   * This catalog without a function.
   *
   * @param types those of its arguments; null for all of that name
   */
  Catalog withoutFunction(String name, @Nullable List<ColumnType> types) {
    List<Function> left = new ArrayList<>(functions(name));
    left.removeIf(function -> types == null || function.types(this).equals(types));
    Parts parts = new Parts(this);
    parts.functions =
        left.isEmpty() ? functions.without(name) : functions.with(name, List.copyOf(left));
    return new Catalog(parts);
  }

  Catalog with(Statistics newStatistics) {
    Parts parts = new Parts(this);
    parts.statistics =
        statistics.with(newStatistics.name(), newStatistics, MentionedNames.of(newStatistics));
    return new Catalog(parts);
  }

  Catalog withoutStatistics(RelationName name) {
    Parts parts = new Parts(this);
    parts.statistics = statistics.without(name);
    return new Catalog(parts);
  }

  Catalog with(Publication publication) {
    Parts parts = new Parts(this);
    parts.publications =
        publications.with(publication.name(), publication, MentionedNames.of(publication));
    return new Catalog(parts);
  }

  Catalog withoutPublication(String name) {
    Parts parts = new Parts(this);
    parts.publications = publications.without(name);
    return new Catalog(parts);
  }

  Catalog with(Routine routine) {
    Parts parts = new Parts(this);
    parts.routines = routines.with(routine.signature(), routine, MentionedNames.of(routine));
    return new Catalog(parts);
  }

  Catalog without(Routine routine) {
    Parts parts = new Parts(this);
    parts.routines = routines.without(routine.signature());
    return new Catalog(parts);
  }

  Catalog with(SchemaObject object) {
    Parts parts = new Parts(this);
    parts.objects = objects.with(object.key(), object, MentionedNames.of(object));
    return new Catalog(parts);
  }

  Catalog without(SchemaObject object) {
    Parts parts = new Parts(this);
    parts.objects = objects.without(object.key());
    return new Catalog(parts);
  }

  /** The same schema, searched along another path. */
  public Catalog withSearchPath(List<String> newSearchPath) {
    Parts parts = new Parts(this);
    parts.searchPath = List.copyOf(newSearchPath);
    return new Catalog(parts);
  }
}
