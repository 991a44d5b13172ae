package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.analyzer.routine.CallStack;
import io.github.windlass.analyzer.routine.FoldingHost;
import io.github.windlass.analyzer.routine.RoutineHost;
import io.github.windlass.analyzer.routine.Routines;
import io.github.windlass.analyzer.schema.World.SchemaState;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A world after SQL that ran for certain: the catalog as {@link CatalogFold} makes it, and besides
 * what is certainly gone, and what may be there unseen.
 *
 * <p>A history that began at an empty database and yet uses a relation that it never made began
 * elsewhere: from there on nothing is absent only because it was never made.
 */
final class WorldFold {

  /** What conditions that ask for a table call it. */
  private static final List<String> EXISTENCE =
      List.of("hastable", "gettable", "tableexists", "exist", "to_regclass");

  private final int version;
  private Catalog catalog;
  private final Set<RelationName> gone;
  private final Set<RelationName> goneTypes;
  private final Map<String, SchemaState> schemas;
  private @Nullable String more;
  private Catalog blurred;
  private @Nullable String moreTypes;
  private final Map<RelationName, String> doubtful;
  private final Map<RelationName, String> doubtfulTypes;
  private final Map<String, Boolean> taken;

  WorldFold(World before, int version) {
    this.version = version;
    this.catalog = before.catalog();
    this.gone = new HashSet<>(before.gone());
    this.goneTypes = new HashSet<>(before.goneTypes());
    this.schemas = new HashMap<>(before.schemas());
    this.more = before.more();
    this.blurred = before.blurred();
    this.moreTypes = before.moreTypes();
    this.doubtful = new HashMap<>(before.doubtful());
    this.doubtfulTypes = new HashMap<>(before.doubtfulTypes());
    this.taken = before.taken();
  }

  World world() {
    return new World(
        catalog,
        gone,
        goneTypes,
        schemas,
        more,
        blurred,
        moreTypes,
        doubtful,
        doubtfulTypes,
        taken);
  }

  /** Runs a script; what of it cannot be read may have done anything. */
  void run(Script script) {
    for (Script.Item item : script.items()) {
      switch (item) {
        case Script.Parsed parsed -> run(parsed.statement());
        case Script.SyntaxError error ->
            blur("a statement before cannot be read: " + error.reason());
        case Script.PsqlCommand ignored -> {}
        case Script.CopyData ignored -> {}
      }
    }
  }

  /**
   * Does not run a script, because its condition did not hold. A condition that asks whether there
   * is what the script makes or drops then says that there is, or is not.
   */
  void passOver(Script script, String condition) {
    String text = condition.toLowerCase(Locale.ROOT);
    boolean asks = false;
    for (String word : EXISTENCE) {
      asks |= text.contains(word);
    }
    if (!asks) {
      return;
    }
    boolean negated = text.startsWith("!") || text.startsWith("not ");
    for (Statement statement : script.statements()) {
      if (negated && statement instanceof TableStatement.CreateStmt create) {
        RelationName name = catalog.nameForNew(create.relation());
        if (!world().lacks(name)) {
          catalog = catalog.assuming(name);
        }
      } else if (!negated
          && statement instanceof ObjectStatement.DropStmt drop
          && drop.removeType() == ObjectType.TABLE) {
        for (ObjectReference reference : drop.objects()) {
          if (reference instanceof QualifiedName name
              && catalog.relation(catalog.resolve(name.names())).isEmpty()) {
            gone.add(catalog.resolve(name.names()));
          }
        }
      }
    }
  }

  /** From here on, there may be more than is known, and parts of what is known may be missing. */
  void blur(String reason) {
    more = reason;
    blurred = catalog;
    gone.clear();
    goneTypes.clear();
    schemas.replaceAll((schema, state) -> state == SchemaState.MADE ? SchemaState.EXISTS : state);
    schemas.values().removeIf(state -> state == SchemaState.DROPPED);
  }

  /**
   * Of what a script touches, nothing is certain any more. Where it cannot be told what that is,
   * this is as {@link #blur}.
   *
   * @param holes names that stand for something unknown in the script, in lower case
   */
  void doubt(Script script, List<String> holes, String reason) {
    WorldFold after = new WorldFold(world(), version);
    Set<RelationName> touched = new HashSet<>();
    boolean unnamed = !script.errors().isEmpty();
    boolean changes = unnamed;
    for (Statement statement : script.statements()) {
      changes |= changesSchema(statement);
      unnamed |= setsSearchPath(statement);
      RangeVar target = target(statement);
      if (target != null) {
        touched.add(catalog.resolve(target));
      }
      after.run(statement);
    }
    touched.addAll(catalog.changedIn(after.catalog));
    Set<RelationName> types = catalog.changedTypesIn(after.catalog);
    for (RelationName name : touched) {
      if (isHole(name, holes)) {
        unnamed = true;
      } else {
        doubtful.put(name, reason);
      }
    }
    for (RelationName name : types) {
      if (isHole(name, holes)) {
        unnamed = true;
      } else {
        doubtfulTypes.put(name, reason);
      }
    }
    boolean unseen = changes && !holes.isEmpty() && touched.isEmpty() && types.isEmpty();
    if (unnamed || unseen) {
      blur(reason);
    }
  }

  private static boolean isHole(RelationName name, List<String> holes) {
    String full = name.toString().toLowerCase(Locale.ROOT);
    for (String hole : holes) {
      if (full.contains(hole)) {
        return true;
      }
    }
    return false;
  }

  private static boolean setsSearchPath(Statement statement) {
    return statement instanceof SessionStatement.VariableSetStmt set
        && "search_path".equals(set.name());
  }

  /** The relation that a statement changes, whatever else is unknown of it. */
  private static @Nullable RangeVar target(Statement statement) {
    return switch (statement) {
      case TableStatement.AlterTableStmt alter -> alter.relation();
      case ObjectStatement.RenameStmt rename -> rename.relation();
      default -> null;
    };
  }

  /** What differs from another world is no longer certain. */
  void doubtDifferences(World other, String reason) {
    catalog.changedIn(other.catalog()).forEach(name -> doubtful.put(name, reason));
    catalog.changedTypesIn(other.catalog()).forEach(name -> doubtfulTypes.put(name, reason));
    other.doubtful().forEach(doubtful::putIfAbsent);
    other.doubtfulTypes().forEach(doubtfulTypes::putIfAbsent);
    gone.retainAll(other.gone());
    goneTypes.retainAll(other.goneTypes());
    schemas.keySet().removeIf(schema -> schemas.get(schema) != other.schemas().get(schema));
    if (more == null && other.more() != null) {
      more = other.more();
      blurred = other.blurred();
    }
  }

  private static boolean changesSchema(Statement statement) {
    return switch (statement) {
      case TableStatement.TruncateStmt ignored -> false;
      case TableStatement.RefreshMatViewStmt ignored -> false;
      case TableStatement ignored -> true;
      case ObjectStatement ignored -> true;
      case DefinitionStatement ignored -> true;
      case RoutineStatement.DoStmt ignored -> true;
      case SelectStmt.Select select -> select.intoClause() != null;
      default -> false;
    };
  }

  // --- statements ----------------------------------------------------------------------------

  private void run(Statement statement) {
    // Whether what it runs besides itself is known already.
    boolean followed = false;
    switch (statement) {
      case TableStatement table -> beforeTable(table);
      case DefinitionStatement.CreateSchemaStmt create -> createSchema(create);
      case DefinitionStatement.CreateExtensionStmt create ->
          moreTypes = "extension " + create.extname() + " may have made it";
      case RoutineStatement routine -> {
        if (routines(routine)) {
          return;
        }
        followed = true;
      }
      case QueryStatement query -> {
        if (routines(query)) {
          // What the query makes itself, as SELECT INTO does.
          catalog = CatalogFold.alone(catalog, query, version);
          return;
        }
        followed = true;
      }
      default -> {
        // The catalog's fold says all that there is.
      }
    }
    Catalog before = catalog;
    catalog =
        followed
            ? CatalogFold.alone(before, statement, version)
            : CatalogFold.fold(before, statement, version);
    if (statement instanceof ObjectStatement object) {
      object(object, before);
    } else if (statement instanceof TableStatement.AlterTableStmt) {
      noteGone(before);
    }
    if (!doubtful.isEmpty() && statement instanceof TableStatement.CreateStmt create) {
      // A table that is made for certain was not there, so that all of it is known.
      if (!create.ifNotExists()) {
        doubtful.remove(before.nameForNew(create.relation()));
      }
    }
  }

  private void beforeTable(TableStatement statement) {
    switch (statement) {
      case TableStatement.CreateStmt create -> {
        RelationName name = catalog.nameForNew(create.relation());
        if (create.ifNotExists() && catalog.relation(name).isEmpty() && !world().lacks(name)) {
          catalog = catalog.assuming(name);
        }
        for (TableElement element : create.tableElts()) {
          referenced(element, name);
        }
      }
      case TableStatement.AlterTableStmt alter -> {
        if (!alter.missingOk()) {
          used(alter.relation());
        }
        for (AlterTableCmd cmd : alter.cmds()) {
          if (cmd instanceof AlterTableCmd.AddConstraint add) {
            referenced(add.constraint(), null);
          } else if (cmd instanceof AlterTableCmd.AddColumn add) {
            referenced(add.column(), null);
          }
        }
      }
      case TableStatement.IndexStmt index -> used(index.relation());
      default -> {
        // What else names relations is not followed.
      }
    }
  }

  /**
   * @param made the table that the statement makes, which its own keys may reference
   */
  private void referenced(TableElement element, @Nullable RelationName made) {
    switch (element) {
      case Constraint.ForeignKey key -> {
        if (!catalog.resolve(key.pktable()).equals(made)) {
          used(key.pktable());
        }
      }
      case ColumnDef column ->
          column.constraints().forEach(constraint -> referenced(constraint, made));
      default -> {
        // No other table is named.
      }
    }
  }

  /** A relation must be there for the statement to succeed. */
  private void used(RangeVar relation) {
    RelationName name = catalog.resolve(relation);
    if (catalog.relation(name).isEmpty()) {
      if (more == null) {
        blur("the history uses " + name + ", which it did not make");
      }
      catalog = catalog.assuming(name);
    }
  }

  private void createSchema(DefinitionStatement.CreateSchemaStmt create) {
    String name = create.schemaname();
    if (name != null) {
      boolean known = more == null || schemas.get(name) == SchemaState.DROPPED;
      schemas.merge(
          name,
          create.ifNotExists() && !known ? SchemaState.EXISTS : SchemaState.MADE,
          (old, made) -> old == SchemaState.DROPPED ? SchemaState.MADE : old);
    }
  }

  private void noteGone(Catalog before) {
    for (RelationName name : before.changedIn(catalog)) {
      if (catalog.relation(name).isEmpty()) {
        gone.add(name);
        doubtful.remove(name);
      }
    }
  }

  private void object(ObjectStatement statement, Catalog before) {
    switch (statement) {
      case ObjectStatement.DropStmt drop -> {
        for (ObjectReference reference : drop.objects()) {
          dropped(drop.removeType(), reference, before);
        }
        noteGone(before);
        noteGoneTypes(before);
      }
      case ObjectStatement.RenameStmt rename -> {
        if (rename.renameType() == ObjectType.SCHEMA && rename.subname() != null) {
          schemas.put(rename.subname(), SchemaState.DROPPED);
          schemas.put(rename.newname(), more == null ? SchemaState.MADE : SchemaState.EXISTS);
        }
        renamed(rename.relation(), rename.renameType(), before);
        noteGone(before);
        noteGoneTypes(before);
      }
      case ObjectStatement.AlterObjectSchemaStmt move -> {
        noteGone(before);
        noteGoneTypes(before);
      }
      default -> {
        // Owners, comments, labels.
      }
    }
  }

  /** A relation that is not known and got another name is gone under its old one. */
  private void renamed(@Nullable RangeVar relation, ObjectType kind, Catalog before) {
    boolean whole =
        switch (kind) {
          case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, INDEX, SEQUENCE -> true;
          default -> false;
        };
    if (relation != null && whole) {
      gone.add(before.resolve(relation));
    }
  }

  private void dropped(ObjectType kind, ObjectReference reference, Catalog before) {
    switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, INDEX, SEQUENCE -> {
        if (reference instanceof QualifiedName name) {
          RelationName full = before.resolve(name.names());
          gone.add(full);
          doubtful.remove(full);
        }
      }
      case TYPE, DOMAIN -> {
        List<String> names =
            reference instanceof TypeName type
                ? type.names()
                : reference instanceof QualifiedName name ? name.names() : List.of();
        if (!names.isEmpty()) {
          RelationName full = before.resolveType(names);
          goneTypes.add(full);
          doubtfulTypes.remove(full);
        }
      }
      case SCHEMA -> {
        if (reference instanceof QualifiedName name) {
          schemas.put(name.last(), SchemaState.DROPPED);
        }
      }
      default -> {
        // Nothing that is asked for.
      }
    }
  }

  private void noteGoneTypes(Catalog before) {
    for (RelationName name : before.changedTypesIn(catalog)) {
      if (catalog.userType(name).isEmpty()) {
        goneTypes.add(name);
      }
    }
  }

  // --- routines
  // ------------------------------------------------------------------------------------

  /**
   * What a statement's block or functions run: for certain, unless it is there, or perhaps.
   *
   * @return whether there is any such thing
   */
  private boolean routines(Statement statement) {
    Steps steps = new Steps(version);
    if (Routines.follow(statement, catalog, version, true, CallStack.empty(), steps) == null) {
      return false;
    }
    if (steps.unknown != null) {
      blur(steps.unknown);
      return true;
    }
    for (Step step : steps.all) {
      if (changesSchema(step.statement())) {
        switch (step.reach()) {
          case CERTAIN -> run(step.statement());
          case UNLESS_THERE -> runUnlessThere(step.statement());
          case PERHAPS -> perhaps(step.statement());
        }
      }
    }
    return true;
  }

  private record Step(Statement statement, RoutineHost.Reach reach) {}

  /** The statements that routines run, in order. */
  private static final class Steps implements RoutineHost {

    private final FoldingHost folding;
    private final List<Step> all = new ArrayList<>();
    private @Nullable String unknown;

    Steps(int version) {
      this.folding = new FoldingHost(version);
    }

    @Override
    public Outcome run(Statement statement, Catalog before, Reach reach, CallStack stack) {
      all.add(new Step(statement, reach));
      return folding.run(statement, before, reach, stack);
    }

    @Override
    public Catalog fold(Statement statement, Catalog before) {
      return folding.fold(statement, before);
    }

    @Override
    public void assume(String assumption) {
      // A step's reach says it.
    }

    @Override
    public void unknown(String what) {
      unknown = what;
    }

    @Override
    public int mark() {
      return all.size();
    }

    @Override
    public void undo(int mark) {
      all.subList(mark, all.size()).clear();
    }
  }

  private void perhaps(Statement statement) {
    Script alone = new Script(List.of(new Script.Parsed(statement, statement.span())), List.of());
    doubt(alone, List.of(), "depends on a DO block or a function");
  }

  private void runUnlessThere(Statement statement) {
    switch (statement) {
      case DefinitionStatement.CreateEnumStmt create -> makeType(create.typeName(), statement);
      case DefinitionStatement.CreateDomainStmt create -> makeType(create.domainname(), statement);
      case DefinitionStatement.CreateRangeStmt create -> makeType(create.typeName(), statement);
      case TableStatement.AlterTableStmt alter when adds(alter) -> {
        RelationName name = catalog.resolve(alter.relation());
        String constraint =
            alter.cmds().get(0) instanceof AlterTableCmd.AddConstraint add
                ? add.constraint().conname()
                : null;
        boolean there =
            constraint != null
                && catalog.table(name).flatMap(table -> table.constraint(constraint)).isPresent();
        if (!there) {
          run(statement);
        }
      }
      case TableStatement.CreateStmt ignored -> run(statement);
      case TableStatement.IndexStmt ignored -> run(statement);
      case DefinitionStatement.AlterEnumStmt ignored -> run(statement);
      case DefinitionStatement.CreateSchemaStmt ignored -> run(statement);
      case DefinitionStatement.CreateExtensionStmt ignored -> run(statement);
      case ObjectStatement.DropStmt drop when drop.missingOk() -> run(statement);
      default -> perhaps(statement);
    }
  }

  private static boolean adds(TableStatement.AlterTableStmt alter) {
    return alter.cmds().size() == 1
        && (alter.cmds().get(0) instanceof AlterTableCmd.AddConstraint
            || alter.cmds().get(0) instanceof AlterTableCmd.AddColumn);
  }

  private void makeType(List<String> names, Statement statement) {
    RelationName name = catalog.resolveType(names);
    UserType known = catalog.userType(name).orElse(null);
    if (known != null) {
      return;
    }
    boolean absent = world().lacksType(name);
    run(statement);
    if (!absent) {
      doubtfulTypes.put(name, "it may have been there before with other values");
    }
  }
}
